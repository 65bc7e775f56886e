// Keeps EN33: what goes to the region in the place of an own op that it cannot take.
import { createHash } from 'node:crypto';
import { type OpId, uuidPattern, uuidv7 } from '../../../shared/base/brandedId.ts';
import { type Op, opBodyBytesMax, opEnvelope } from '../../../shared/op/op.ts';

/** `mended`: numbered anew as an action, and only what this program itself could not read is stood in for. */
export type Form = 'own' | 'mended' | 'standIns';

/** Every region ever released knows this kind, and none takes it without a body: it is logged as refused. */
const standInKind = { type: 'contact.opened', version: 1, body: null } as const;
const noActor = { user: '', role: '', unit: '', desk: '' };
const noTime = '1970-01-01T00:00:00.000Z';

/** Whether this program itself would take the op from a message. */
export function isSound(op: Op): boolean {
  const bodyBytes = Buffer.byteLength(JSON.stringify(op.body) ?? '');
  return opEnvelope.safeParse(op).success && bodyBytes <= opBodyBytesMax;
}

export function isInOrder(action: readonly Op[]): boolean {
  return action.every(
    (op, at) =>
      op.action.part === at + 1 && op.action.of === action.length && op.action.id === action[0]?.action.id,
  );
}

/** The same numbers and, where they can be read, the same ids and records; only what the op says stays here. */
export function dressAction(action: readonly Op[], form: Form): Op[] {
  if (form === 'own') return [...action];
  const id = opEnvelope.shape.action.shape.id.catch('').parse(action[0]?.action.id);
  return action.map((op, at) => {
    const worn = form === 'standIns' || !isSound(op) ? standInOf(op) : op;
    return { ...worn, action: { id, part: at + 1, of: action.length } };
  });
}

function standInOf(op: Op): Op {
  const { shape } = opEnvelope;
  const id = idOnWire(op);
  return {
    ...standInKind,
    id,
    record: shape.record.catch({ kind: 'contact', id: `contact_${id}` }).parse(op.record),
    basis: shape.basis.catch(0).parse(op.basis),
    by: shape.by.catch(noActor).parse(op.by),
    session: shape.session.catch('').parse(op.session),
    at: shape.at.catch(noTime).parse(op.at),
    skewMs: shape.skewMs.catch(0).parse(op.skewMs),
    deskSeq: op.deskSeq,
    action: op.action,
  };
}

/** The id the region knows an own op by: the same each time it is sent, also where the desk's own is none. */
export function idOnWire({ id, deskSeq }: { readonly id: string; readonly deskSeq: number }): OpId {
  if (uuidPattern.test(id)) return id as OpId;
  return uuidv7(0, createHash('sha256').update(`${deskSeq} ${id}`).digest()) as OpId;
}

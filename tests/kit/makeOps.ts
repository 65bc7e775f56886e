import { type OpId, uuidv7 } from '../../shared/base/brandedId.ts';
import type { RecordKind } from '../../shared/domain/fact.ts';
import type { Op } from '../../shared/op/op.ts';
import { seededRandom } from './simulatedTime.ts';

const random = seededRandom(BigInt(process.pid) << 20n);

export interface OpSketch {
  readonly id?: string;
  readonly kind?: RecordKind;
  readonly record?: string;
  readonly type?: string;
  readonly version?: number;
  readonly body?: unknown;
  readonly basis?: number;
  readonly session?: string;
  readonly by?: Partial<Op['by']>;
  readonly deskSeq: number;
  readonly action?: Op['action'];
}

export function makeId(): string {
  return uuidv7(Date.now(), random.bytes(16));
}

/** A note on a contact unless the sketch says otherwise. */
export function makeOp(sketch: OpSketch): Op {
  const { kind = 'contact', record = 'contact_one', deskSeq } = sketch;
  return {
    id: (sketch.id ?? makeId()) as OpId,
    record: { kind, id: record },
    type: sketch.type ?? 'contact.noteAdded',
    version: sketch.version ?? 1,
    body: sketch.body ?? (sketch.type === undefined ? { text: `note ${deskSeq}` } : {}),
    basis: sketch.basis ?? 0,
    by: { user: 'forged', role: 'admin', unit: 'unit_forged', desk: 'desk_forged', ...sketch.by },
    session: sketch.session ?? 'session_nurse',
    at: '2026-11-21T08:00:00.000Z',
    skewMs: 0,
    deskSeq,
    action: sketch.action ?? { id: `action-${deskSeq}`, part: 1, of: 1 },
  };
}

export const opening = { channel: 'PHONE_IN', callerNumber: null, language: 'fi' } as const;

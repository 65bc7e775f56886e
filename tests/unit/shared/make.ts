import type { OpId } from '../../../shared/base/brandedId.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import type { Actor } from '../../../shared/domain/field/field.ts';
import { applyOp } from '../../../shared/op/foldOps.ts';
import type { Op, SettledOp } from '../../../shared/op/op.ts';

/** Two invented people at two desks. */
export const laine: Actor = { user: 'nurse.laine', role: 'nurse', unit: 'unit_health', desk: 'desk_a' };
export const virta: Actor = { user: 'nurse.virta', role: 'nurse', unit: 'unit_health', desk: 'desk_b' };

let count = 0;
/** An op as a desk would stamp it; tests name only what matters to them. */
export function makeOp(kind: RecordKind, type: string, body: unknown, with_: Partial<Op> = {}): Op {
  count += 1;
  const id = `01930000-0000-7000-8000-${String(count).padStart(12, '0')}` as OpId;
  return {
    id,
    record: { kind, id: `${kind}_1` },
    type,
    version: 1,
    body,
    basis: 0,
    by: laine,
    session: 'session_1',
    at: '2026-11-21T03:40:00.000Z',
    skewMs: 0,
    deskSeq: count,
    action: { id, part: 1, of: 1 },
    ...with_,
  };
}

export function settle(op: Op, seq: number): SettledOp {
  return { ...op, seq, receivedAt: '2026-11-21T03:40:01.000Z', refused: null };
}

/** Folds ops given in region order, numbering them from 1. */
export function foldAll<State>(ops: readonly Op[]): State {
  let state: unknown;
  ops.forEach((op, index) => {
    state = applyOp(state, op, index + 1);
  });
  return state as State;
}

import { expect, it } from 'vitest';
import { checkEdits } from '../../../tools/sim/check/checkEdits.ts';
import { Ledger } from '../../../tools/sim/check/ledger.ts';
import type { RegionOp } from '../../../tools/sim/check/regionLog.ts';
import { emptyVerdict } from '../../../tools/sim/check/verdict.ts';
import { makeOp } from '../../kit/makeOps.ts';

const record = 'plan/plan_1';

function edit(seq: number, value: string): RegionOp {
  const op = makeOp({
    record: 'plan_1',
    type: 'plan.fieldSet',
    body: { field: 'need', value },
    deskSeq: seq,
  });
  const settled = { ...op, seq, receivedAt: op.at, refused: null };
  return { seq, id: op.id, desk: `desk_${seq}`, deskSeq: 1, record, op: settled };
}

/** Of two edits the later one stands; says how many overwritten ones nobody had seen. */
function lostOf(
  first: RegionOp,
  second: RegionOp,
  seen: Readonly<Record<string, readonly string[]>>,
): number {
  const ledger = new Ledger();
  for (const [opId, versions] of Object.entries(seen)) ledger.saw({ opId, seen: new Set(versions) });
  const verdict = emptyVerdict();
  const state = { fields: { need: [{ opId: second.id }] } };
  const plan = { record, kind: 'plan', id: 'plan_1', seq: 2, scopes: [], state };
  checkEdits([first, second], [plan], { ledger, verdict });
  return verdict.lost;
}

it('[SI1] an edit is overwritten unseen unless its successor saw it, or a lost one that had', () => {
  const first = edit(1, 'ensin');
  const second = edit(2, 'sitten');
  expect(lostOf(first, second, { [second.id]: [] })).toBe(1);
  expect(lostOf(first, second, { [second.id]: [first.id] })).toBe(0);
  // One between them was lost with the disks that were put back.
  expect(lostOf(first, second, { [second.id]: ['lost'], lost: [first.id] })).toBe(0);
  expect(lostOf(first, second, { [second.id]: ['lost'], lost: ['older'], older: [first.id] })).toBe(0);
  expect(lostOf(first, second, { [second.id]: ['lost'], lost: [] })).toBe(1);
});

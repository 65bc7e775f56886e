import { expect, it } from 'vitest';
import { checkAlerts, checkEdits, checkPlans } from '../../../tools/sim/check/checkEdits.ts';
import { Ledger } from '../../../tools/sim/check/ledger.ts';
import type { RegionOp, RegionRecord } from '../../../tools/sim/check/regionLog.ts';
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
  const state = { fields: { need: [{ opId: second.id }] }, lines: {}, removedLines: {} };
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

function recordOf(kind: string, id: string, state: object): RegionRecord {
  return { record: `${kind}/${id}`, kind, id, seq: 1, scopes: [], state: { id, ...state } };
}

it.each([
  { planId: 'plan_1', id: 'plan_1', lost: 0 },
  { planId: 'plan_2', id: 'plan_1', lost: 1 },
  // From a call that names none, beginning its plan leads to the one of the same number.
  { planId: null, id: 'plan_1', lost: 0 },
  { planId: null, id: 'plan_2', lost: 1 },
])('[SI1] a call that names $planId leads to $id, or it is lost', ({ planId, id, lost }) => {
  const verdict = emptyVerdict();
  const call = recordOf('contact', 'contact_1', { planId });
  checkPlans([call, recordOf('plan', id, { contactId: 'contact_1' })], verdict);
  expect(verdict.lost).toBe(lost);
});

it.each([
  { what: 'added and there', removed: false, alerts: { w: {} }, lost: 0 },
  { what: 'added and gone', removed: false, alerts: {}, lost: 1 },
  { what: 'taken away and gone', removed: true, alerts: {}, lost: 0 },
  { what: 'taken away and back', removed: true, alerts: { w: {} }, lost: 1 },
])('[SI1] a warning that is $what counts $lost times as lost', ({ removed, alerts, lost }) => {
  const types = ['client.alertAdded', ...(removed ? ['client.alertRemoved'] : [])];
  const log = types.map((type, at) => {
    const op = makeOp({ kind: 'client', record: 'client_1', type, body: { alertId: 'w' }, deskSeq: at + 1 });
    const settled = { ...op, seq: at + 1, receivedAt: op.at, refused: null };
    return {
      seq: at + 1,
      id: op.id,
      desk: 'desk_1',
      deskSeq: at + 1,
      record: 'client/client_1',
      op: settled,
    };
  });
  const verdict = emptyVerdict();
  checkAlerts(log, [recordOf('client', 'client_1', { alerts })], verdict);
  expect(verdict.lost).toBe(lost);
});

// Keeps EN53, EN54: an old disk comes back to a region whose past is another one than the disk's.
import { strict as assert } from 'node:assert';
import { expect, it } from 'vitest';
import { readLogAfter, restampOp } from '../../../db/opLog/deskLog.ts';
import { readOutbox } from '../../../db/opLog/outbox.ts';
import { allRows } from '../../../db/sql.ts';
import { handleRefusal, listHandled, listRefusals } from '../../../db/workstation/refusals.ts';
import { type DeskStore, openDeskStore } from '../../../electron/engine/record/deskStore.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import { startNewEpoch, takeNewName } from '../../../electron/engine/sync/newHistory.ts';
import {
  type Hello,
  protocolVersion,
  type Settlement,
  type Welcome,
} from '../../../shared/protocol/regionProtocol.ts';
import { deskOnLine, pageOf, receivedAt, settled } from '../../kit/deskOnLine.ts';
import { grantFor, laine } from '../../kit/signInOnly.ts';

const anotherOp = '01976a00-0000-7000-8000-000000000000';

const refusedTwo: Settlement['refused'] = [{ deskSeq: 2, refusal: { reason: 'alreadyDone' } }];

/** A desk with an opened call and two notes, of which the region once acknowledged two entries. */
function deskOfAnotherPast(refused: Settlement['refused'] = []) {
  const desk = deskOnLine();
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  for (const text of ['eka', 'toka']) desk.run('contact.addNote', { contactId, text });
  const ids = readOutbox(desk.db, 0, 9).map(({ op }) => op.id);
  desk.store.write((write) => write.setMeta('epoch', 'epoch_one'));
  applySettlement(desk.store, settled([{ from: 1, to: 2, seq: 7 }], refused), receivedAt);
  return { desk, ids };
}

/** Answers each hello in turn; the last answer lets the desk in. */
function greeted(desk: ReturnType<typeof deskOnLine>, answers: readonly Partial<Welcome>[]) {
  const hellos: Hello[] = [];
  const link = {
    close: () => {},
    async request(_kind: string, ask: unknown) {
      hellos.push(ask as Hello);
      const answer = answers[Math.min(hellos.length, answers.length) - 1];
      const { session } = grantFor(laine, desk.store.meta().deskId);
      return { ...welcome, session, ...answer };
    },
  };
  const time = { now: () => 0, monotonic: () => 0 };
  const scopes = () => ['region'];
  return converse({ store: desk.store, link, ...time, pace: keepPace(), doubt: keepDoubt(), scopes })
    .greet(() => {})
    .then(() => hellos);
}

const welcome: Omit<Welcome, 'session'> = {
  ok: true,
  protocol: protocolVersion,
  epoch: 'epoch_two',
  head: 3,
  highWater: 0,
  settlement: settled([]),
  snapshot: [],
  newDesk: null,
  time: receivedAt,
};

const unsent = (desk: ReturnType<typeof deskOnLine>) =>
  readOutbox(desk.db, desk.store.meta().acked, 9).map(({ op }) => [op.deskSeq, op.id, op.by.desk]);

it('[EN53] under the last number stands another op: all its own goes out again under a new name', async () => {
  const { desk, ids } = deskOfAnotherPast();
  expect(desk.store.meta()).toMatchObject({ acked: 2, ackedOp: { deskSeq: 2, op: ids[1] } });
  const other = { highWater: 2, highWaterOp: anotherOp };
  const hellos = await greeted(desk, [other, { newDesk: 'desk_copy' }, {}]);
  expect(hellos.map(({ epoch, acked, forked }) => [epoch, acked, forked])).toEqual([
    ['epoch_one', 2, false],
    ['epoch_two', 0, true],
    ['epoch_two', 0, false],
  ]);
  expect(unsent(desk)).toEqual(ids.map((id, at) => [at + 1, id, 'desk_copy']));
});

it('[EN53] the same where the name comes with the new history', async () => {
  const { desk, ids } = deskOfAnotherPast();
  await greeted(desk, [{ newDesk: 'desk_copy' }, {}]);
  expect(unsent(desk)).toEqual(ids.map((id, at) => [at + 1, id, 'desk_copy']));
});

it('[EN53] [EN25] its own op stands there: only what comes after it goes out, under its own name', async () => {
  const { desk, ids } = deskOfAnotherPast();
  const hellos = await greeted(desk, [{ highWater: 2, highWaterOp: ids[1] }]);
  expect(hellos).toHaveLength(2);
  expect(unsent(desk)).toEqual([[3, ids[2], 'desk_a']]);
});

it('[EN26] what the lost history had under the name of before goes out again under the name of now', async () => {
  const { desk } = deskOfAnotherPast();
  for (const { op } of readLogAfter(desk.db, 0, 9))
    restampOp(desk.db, { ...op, by: { ...op.by, desk: 'desk_old' } });
  await greeted(desk, [{ highWater: 1 }]);
  const names = readLogAfter(desk.db, 0, 9).map(({ op }) => op.by.desk);
  expect(names).toEqual(['desk_old', 'desk_a', 'desk_a']);
});

/** Where the region has the first two entries now; that is told with the second hello. */
const placedAt = (ids: readonly string[], ...settlements: readonly Settlement[]): Partial<Welcome>[] =>
  [settled([]), ...settlements].map((settlement) => ({
    highWater: 2,
    highWaterOp: ids[1] ?? '',
    settlement,
  }));

const places = (desk: ReturnType<typeof deskOnLine>) =>
  readLogAfter(desk.db, 0, 9).map(({ op }) => [op.deskSeq, op.seq, op.refused?.reason]);

const acks = (hellos: readonly Hello[]) => hellos.map(({ epoch, acked }) => [epoch, acked]);

it('[EN54] what was acknowledged stands where the new history has it, which need not be where it stood', async () => {
  const { desk, ids } = deskOfAnotherPast();
  const hellos = await greeted(desk, placedAt(ids, settled([{ from: 1, to: 2, seq: 2 }])));
  expect(acks(hellos)).toEqual([
    ['epoch_one', 2],
    ['epoch_two', 0],
  ]);
  expect(places(desk)).toEqual([
    [1, 2, undefined],
    [2, 3, undefined],
    [3, null, undefined],
  ]);
  expect(unsent(desk)).toEqual([[3, ids[2], 'desk_a']]);
  expect(desk.restarted().meta()).toMatchObject({ acked: 2, unplacedAfter: null });
});

it('[EN54] it is told in as many parts as it takes, and a desk cut off between them goes on', async () => {
  const { desk, ids } = deskOfAnotherPast();
  const parts = [settled([{ from: 1, to: 1, seq: 2 }]), settled([{ from: 2, to: 2, seq: 9 }])];
  const answers = placedAt(ids, ...parts);
  // Nobody is to take the first part for an answer to what was asked after it.
  await expect(greeted(desk, [...answers.slice(0, 2), { ok: false } as never])).rejects.toThrow();
  expect(desk.store.meta()).toMatchObject({ acked: 2, unplacedAfter: 1 });
  expect(acks(await greeted(desk, answers.slice(2)))).toEqual([['epoch_two', 1]]);
  expect(places(desk).slice(0, 2)).toEqual([
    [1, 2, undefined],
    [2, 9, undefined],
  ]);
});

it('[EN54] a region that does not tell of it all holds nothing up', async () => {
  const { desk, ids } = deskOfAnotherPast();
  expect(await greeted(desk, placedAt(ids, settled([])))).toHaveLength(2);
  expect(places(desk).map(([, seq]) => seq)).toEqual([null, null, null]);
});

it('[EN54] a refusal that somebody has read is not told again where the new history has it too', async () => {
  const { desk, ids } = deskOfAnotherPast(refusedTwo);
  handleRefusal(desk.db, ids[1] ?? '', '{}');
  await greeted(desk, placedAt(ids, settled([{ from: 1, to: 2, seq: 2 }], refusedTwo)));
  expect(listRefusals(desk.db)).toEqual([]);
  expect(listHandled(desk.db, 9).map(({ opId }) => opId)).toEqual([ids[1]]);
  expect(places(desk)[1]).toEqual([2, 3, 'alreadyDone']);
});

it('[EN54] one that only the new history has is told, one that only the old had is taken back', async () => {
  const fresh = deskOfAnotherPast();
  await greeted(fresh.desk, placedAt(fresh.ids, settled([{ from: 1, to: 2, seq: 2 }], refusedTwo)));
  expect(listRefusals(fresh.desk.db).map(({ opId }) => opId)).toEqual([fresh.ids[1]]);
  const { desk, ids } = deskOfAnotherPast(refusedTwo);
  expect(listRefusals(desk.db)).toHaveLength(1);
  await greeted(desk, placedAt(ids, settled([{ from: 1, to: 2, seq: 2 }])));
  expect(listRefusals(desk.db)).toEqual([]);
  expect(places(desk)[1]).toEqual([2, 3, undefined]);
});

it('[EN54] of two entries that the region took for one the second goes on without a place', async () => {
  const { desk, ids } = deskOfAnotherPast();
  const twins = settled([
    { from: 1, to: 1, seq: 2 },
    { from: 2, to: 2, seq: 2 },
  ]);
  await greeted(desk, placedAt(ids, twins));
  expect(places(desk).map(([, seq]) => seq)).toEqual([2, null, null]);
});

it('[EN54] [EN53] a new name that comes before the places sends everything again', async () => {
  const { desk, ids } = deskOfAnotherPast();
  const answers = [...placedAt(ids, settled([{ from: 1, to: 1, seq: 2 }])), { newDesk: 'desk_copy' }, {}];
  await greeted(desk, answers);
  expect(unsent(desk)).toEqual(ids.map((id, at) => [at + 1, id, 'desk_copy']));
  expect(desk.store.meta()).toMatchObject({ acked: 0, unplacedAfter: null });
});

it.each([
  [
    'begins another history',
    (store: DeskStore) => startNewEpoch(store, { epoch: 'epoch_two', highWater: 0 }),
  ],
  ['takes a new name', (store: DeskStore) => takeNewName(store, 'desk_new')],
])('[EN25] a desk that dies just as it %s has its calls in its list all the same', (_what, change) => {
  const desk = deskOnLine();
  desk.run('contact.open', {});
  const dying = openDeskStore(desk.db, () => {
    throw new Error('dies after its commit');
  });
  expect(() => change(dying)).toThrow('dies after its commit');
  const again = desk.restarted();
  const rows = allRows<{ row: string }>(desk.db, 'select row from contact_rows');
  expect(rows.map(({ row }) => JSON.parse(row))).toMatchObject([
    { answeredBy: { desk: again.meta().deskId } },
  ]);
});

it('[EN53] what a page brought as the region first got it keeps its author there under a new name', () => {
  const desk = deskOnLine();
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  const [sent] = readOutbox(desk.db, 0, 9).map(({ op }) => op);
  assert(sent !== undefined);
  desk.run('contact.addNote', { contactId, text: 'nyt' });
  const { id, type, body } = sent;
  const first = {
    id,
    type,
    body,
    record: contactId,
    deskSeq: 1,
    seq: 5,
    by: { ...sent.by, desk: 'desk_former' },
  };
  expect(applyPage(desk.store, pageOf({ after: 0, upto: 5 }, [first]))).toBe('applied');
  takeNewName(desk.store, 'desk_new');
  expect(unsent(desk)).toMatchObject([
    [1, id, 'desk_former'],
    [2, expect.anything(), 'desk_new'],
  ]);
});

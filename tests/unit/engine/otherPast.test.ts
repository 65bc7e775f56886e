// Keeps EN53: an old disk comes back to a region whose past is another one than the disk's.
import { expect, it } from 'vitest';
import { readOutbox } from '../../../db/opLog/outbox.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import { type Hello, protocolVersion, type Welcome } from '../../../shared/protocol/regionProtocol.ts';
import { deskOnLine, receivedAt, settled } from '../../kit/deskOnLine.ts';
import { grantFor, laine } from '../../kit/signInOnly.ts';

const anotherOp = '01976a00-0000-7000-8000-000000000000';

/** A desk with an opened call and two notes, of which the region once acknowledged two entries. */
function deskOfAnotherPast() {
  const desk = deskOnLine();
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  for (const text of ['eka', 'toka']) desk.run('contact.addNote', { contactId, text });
  const ids = readOutbox(desk.db, 0, 9).map(({ op }) => op.id);
  desk.store.write((write) => write.setMeta('epoch', 'epoch_one'));
  applySettlement(desk.store, settled([{ from: 1, to: 2, seq: 7 }]), receivedAt);
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

import { expect, it } from 'vitest';
import { allRows } from '../../../db/sql.ts';
import { listRefusals } from '../../../db/workstation/refusals.ts';
import type { DeskStore } from '../../../electron/engine/record/deskStore.ts';
import { converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import {
  type Passed,
  protocolVersion,
  type Settlement,
  type Welcome,
} from '../../../shared/protocol/regionProtocol.ts';
import { deskOnLine, pageOf, receivedAt, scopes, settled } from '../../kit/deskOnLine.ts';
import { grantFor, laine } from '../../kit/signInOnly.ts';

/** A desk with a contact and a note of its own, on a line that answers each push as told, from clocks set by hand. */
function talking(answers: readonly Settlement[], passed?: Passed) {
  const desk = deskOnLine();
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  desk.run('contact.addNote', { contactId, text: 'oma' });
  let receives = 0;
  const store: DeskStore = {
    ...desk.store,
    receive(work) {
      receives += 1;
      return desk.store.receive(work);
    },
  };
  const left = [...answers];
  const pushes: number[][] = [];
  const clock = { ms: 0 };
  const talk = converse({
    store,
    link: {
      async request(kind, ask) {
        if (kind === 'hello') return welcome;
        pushes.push((ask as { ops: { deskSeq: number }[] }).ops.map((op) => op.deskSeq));
        const settlement = left.shift();
        const acked = settlement?.ranges.at(-1)?.to ?? 0;
        return { ok: true, acked, settlement, ...(passed === undefined ? {} : { passed }) };
      },
      close: () => {},
    },
    now: () => 0,
    monotonic: () => clock.ms,
    pace: keepPace(),
    doubt: keepDoubt(),
    scopes: () => scopes,
  });
  const pending = () => store.load({ kind: 'contact', id: contactId }).pending.map((op) => op.seq);
  const sinceNow = (): void => {
    receives = 0;
  };
  return { ...desk, contactId, talk, clock, pushes, pending, receives: () => receives, sinceNow };
}

const welcome: Welcome = {
  ok: true,
  protocol: protocolVersion,
  epoch: 'epoch_one',
  head: 0,
  highWater: 0,
  session: { ...grantFor(laine, 'desk_a').session, scopes },
  settlement: settled([]),
  snapshot: [],
  newDesk: null,
  time: receivedAt,
};

/** A desk that was greeted, with its writes counted from there on. */
async function onLine<Talking extends ReturnType<typeof talking>>(desk: Talking): Promise<Talking> {
  await desk.talk.greet(() => {});
  desk.sinceNow();
  return desk;
}

const both = settled([{ from: 1, to: 2, seq: 1 }]);

it('[EN40] an answer and the page that passes it are put down in one', async () => {
  const { talk, store, db, pending, receives } = talking([both]);
  expect(await talk.push()).toBe(true);
  expect([receives(), store.meta().acked, pending()]).toEqual([0, 0, [null, null]]);
  expect(talk.settleLate()).toBeGreaterThan(0);
  expect(talk.hint('page', pageOf({ after: 0, upto: 2, own: 2 }, []))).toBe('applied');
  expect([receives(), store.meta().acked, pending()]).toEqual([1, 2, []]);
  expect(allRows(db, 'select seq, open, received_at is null as lacks from ops order by desk_seq')).toEqual([
    { seq: 1, open: 0, lacks: 0 },
    { seq: 2, open: 0, lacks: 0 },
  ]);
  expect(talk.settleLate()).toBe(0);
  expect(receives()).toBe(1);
});

it('[EN40] a page that does not come in time is not waited for', async () => {
  const { talk, store, clock, pending } = talking([both]);
  await talk.push();
  clock.ms = talk.settleLate();
  expect(talk.settleLate()).toBe(0);
  expect([store.meta().acked, pending()]).toEqual([2, [1, 2]]);
  expect(talk.hint('page', pageOf({ after: 0, upto: 2, own: 2 }, []))).toBe('applied');
  expect(pending()).toEqual([]);
});

it('[EN40] a page of before leaves the answer waiting, and what is written meanwhile goes out behind it', async () => {
  const { talk, store, contactId, run, pushes, pending } = talking([
    both,
    settled([{ from: 3, to: 3, seq: 7 }]),
  ]);
  await talk.push();
  expect(talk.hint('page', pageOf({ after: 0, upto: 0, own: 0 }, []))).toBe('applied');
  expect([store.meta().acked, pending()]).toEqual([0, [null, null]]);
  expect(await talk.push()).toBe(false);
  run('contact.addNote', { contactId, text: 'toinen' });
  expect(await talk.push()).toBe(true);
  expect(pushes).toEqual([[1, 2], [3]]);
  // The answer to the second push puts the first one down.
  expect([store.meta().acked, pending()]).toEqual([2, [1, 2, null]]);
  expect(talk.hint('page', pageOf({ after: 0, upto: 7, own: 3 }, []))).toBe('applied');
  expect([store.meta().acked, pending()]).toEqual([3, []]);
});

it('[EN40] a refusal is told at once', async () => {
  const refusal = { reason: 'alreadyDone' } as const;
  const { talk, db, store } = talking([settled([{ from: 1, to: 2, seq: 1 }], [{ deskSeq: 2, refusal }])]);
  await talk.push();
  expect(store.meta().acked).toBe(2);
  expect(listRefusals(db)).toHaveLength(1);
});

const passed = { after: 0, upto: 2, uptoOp: 'op of 2' };

it('[EN55] what an answer passes is put down with it a moment later, in one', async () => {
  const { talk, store, clock, pending, receives } = await onLine(talking([both], passed));
  await talk.push();
  expect([receives(), store.meta().acked]).toEqual([0, 0]);
  clock.ms += talk.settleLate();
  expect(clock.ms).toBeLessThan(10);
  expect(talk.settleLate()).toBe(0);
  expect([receives(), store.meta().acked, pending()]).toEqual([1, 2, []]);
  expect([...store.cursors().values()]).toEqual([2, 2]);
  expect(store.meta().mark).toEqual({ seq: 2, op: 'op of 2' });
});

it('[EN55] news that come meanwhile join on behind it', async () => {
  const { talk, store, pending } = await onLine(talking([both], passed));
  await talk.push();
  const { ops } = pageOf({ after: 2, upto: 3 }, [{ seq: 3, deskSeq: 1, record: 'contact_other' }]);
  expect(talk.hint('bulletin', { after: 2, upto: 3, uptoOp: 'op of 3', ops })).toBe('applied');
  expect([store.meta().acked, pending(), [...store.cursors().values()]]).toEqual([2, [], [3, 3]]);
});

it('[EN55] where it does not join, the answer is put down by itself and the desk asks for what it lacks', async () => {
  const { talk, store, clock, pending } = await onLine(talking([both], { ...passed, after: 1 }));
  await talk.push();
  clock.ms += talk.settleLate();
  talk.settleLate();
  expect([store.meta().acked, pending(), [...store.cursors().values()]]).toEqual([2, [1, 2], [0, 0]]);
  expect(talk.lagsBehindOwn()).toBe(true);
});

it('[EN55] a bulletin is about all scopes of the session, and is taken only where it joins', async () => {
  const { talk, store } = await onLine(talking([]));
  const { ops } = pageOf({ after: 0, upto: 5 }, [{ seq: 4, deskSeq: 1, record: 'contact_other' }]);
  const place = { after: 1, upto: 5, uptoOp: 'op of 5' };
  expect(talk.hint('bulletin', { ...place, ops })).toBe('ignored');
  expect(talk.hint('bulletin', { ...place, after: 0, ops, own: 1 })).toBe('ignored');
  expect(talk.hint('bulletin', { ...place, after: 0, ops })).toBe('applied');
  expect([...store.cursors().values()]).toEqual([5, 5]);
});

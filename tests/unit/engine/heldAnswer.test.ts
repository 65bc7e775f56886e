import { expect, it } from 'vitest';
import { allRows } from '../../../db/sql.ts';
import { listRefusals } from '../../../db/workstation/refusals.ts';
import type { DeskStore } from '../../../electron/engine/record/deskStore.ts';
import { converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import type { Settlement } from '../../../shared/protocol/regionProtocol.ts';
import { deskOnLine, pageOf, scopes, settled } from '../../kit/deskOnLine.ts';

/** A desk with a contact and a note of its own, on a line that answers each push as told, from clocks set by hand. */
function talking(answers: readonly Settlement[]) {
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
      async request(_kind, ask) {
        pushes.push((ask as { ops: { deskSeq: number }[] }).ops.map((op) => op.deskSeq));
        const settlement = left.shift();
        return { ok: true, acked: settlement?.ranges.at(-1)?.to ?? 0, settlement };
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
  return { ...desk, contactId, talk, clock, pushes, pending, receives: () => receives };
}

const both = settled([{ from: 1, to: 2, seq: 1 }]);

it('[EN40] an answer and the page that passes it are put down in one', async () => {
  const { talk, store, db, pending, receives } = talking([both]);
  expect(await talk.push()).toBe(true);
  expect([receives(), store.meta().acked, pending()]).toEqual([0, 0, [null, null]]);
  expect(talk.settleLate()).toBeGreaterThan(0);
  expect(talk.hint(pageOf({ after: 0, upto: 2, own: 2 }, []))).toBe('applied');
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
  expect(talk.hint(pageOf({ after: 0, upto: 2, own: 2 }, []))).toBe('applied');
  expect(pending()).toEqual([]);
});

it('[EN40] a page of before leaves the answer waiting, and what is written meanwhile goes out behind it', async () => {
  const { talk, store, contactId, run, pushes, pending } = talking([
    both,
    settled([{ from: 3, to: 3, seq: 7 }]),
  ]);
  await talk.push();
  expect(talk.hint(pageOf({ after: 0, upto: 0, own: 0 }, []))).toBe('applied');
  expect([store.meta().acked, pending()]).toEqual([0, [null, null]]);
  expect(await talk.push()).toBe(false);
  run('contact.addNote', { contactId, text: 'toinen' });
  expect(await talk.push()).toBe(true);
  expect(pushes).toEqual([[1, 2], [3]]);
  // The answer to the second push puts the first one down.
  expect([store.meta().acked, pending()]).toEqual([2, [1, 2, null]]);
  expect(talk.hint(pageOf({ after: 0, upto: 7, own: 3 }, []))).toBe('applied');
  expect([store.meta().acked, pending()]).toEqual([3, []]);
});

it('[EN40] a refusal is told at once', async () => {
  const refusal = { reason: 'alreadyDone' } as const;
  const { talk, db, store } = talking([settled([{ from: 1, to: 2, seq: 1 }], [{ deskSeq: 2, refusal }])]);
  await talk.push();
  expect(store.meta().acked).toBe(2);
  expect(listRefusals(db)).toHaveLength(1);
});

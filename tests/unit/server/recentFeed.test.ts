import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptOps } from '../../../server/acceptOps.ts';
import { createRecentFeed } from '../../../server/recentFeed.ts';
import { recordKey } from '../../../server/store/regionStore.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import { makeOp, type OpSketch, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';

const people = [makeSession('nurse.laine', 'desk_a'), makeSession('social.nieminen', 'desk_s')];
const scopes = ['unit:unit_health', 'unit:unit_social'];
const records = ['contact_1', 'contact_2'];

const wish = fc.record({
  person: fc.nat({ max: people.length - 1 }),
  record: fc.constantFrom(...records),
  what: fc.constantFrom<Omit<OpSketch, 'deskSeq'>>(
    { type: 'contact.opened', body: opening },
    { type: 'contact.noteAdded', body: { text: 'note' } },
    { type: 'contact.shared', body: { unit: 'unit_social' } },
    { type: 'contact.noteAdded', body: { text: 7 } },
  ),
});
const question = fc.record({
  scopes: fc.subarray(scopes, { minLength: 1 }),
  after: fc.nat({ max: 25 }),
  exceptDesk: fc.constantFrom('desk_a', 'desk_s', 'desk_other'),
  opsMax: fc.integer({ min: 1, max: 6 }),
});

async function play(
  rounds: readonly (typeof wish extends fc.Arbitrary<infer W> ? readonly W[] : never)[],
  { skippedAfter, unheard }: { readonly skippedAfter: number; readonly unheard: number },
) {
  const store = openSqliteStore({ kind: 'memory' }, 'epoch_first');
  for (const session of people) await store.saveSession(session);
  const recent = createRecentFeed();
  const made = new Map<string, number>();
  for (const [at, round] of rounds.entries()) {
    const pushes = round.map(({ person, record, what }) => {
      const { desk, id } = people[person] ?? makeSession('admin', 'desk_x');
      const deskSeq = (made.get(desk) ?? 0) + 1;
      made.set(desk, deskSeq);
      return { desk, ops: [makeOp({ session: id, ...what, record, deskSeq })] };
    });
    const loaded = await store.load({
      records: records.map((id) => recordKey({ kind: 'contact', id })),
      desks: people.map((one) => one.desk),
      sessions: people.map((one) => one.id),
      opIds: [],
    });
    const { rows, fed } = acceptOps(loaded, pushes, '2026-11-21T09:00:00.000Z');
    await store.append(loaded.head, rows);
    const head = loaded.head + rows.ops.length;
    const widenedScopes = new Set(rows.widened.map((row) => row.scope));
    if (at === skippedAfter) recent.skipped(head);
    else {
      const heard = fed.filter(({ op }) => op.seq % 4 >= unheard);
      // Of what another process committed nothing is read that nobody here follows.
      const isRead = (one: (typeof fed)[number]) => heard.includes(one) || one.op.seq % 2 === 0;
      const unread = fed
        .filter((one) => !isRead(one))
        .map(({ op, scopes }) => ({ seq: op.seq, desk: op.by.desk, scopes }));
      const news = { before: loaded.head, head, fed: fed.filter(isRead), unheard: unread };
      recent.committed({ ...news, widenedScopes, highWaters: rows.highWaters }, heard);
    }
    for (const { desk } of people) recent.knows(desk, made.get(desk) ?? 0);
  }
  return { store, recent };
}

it('[RG13] a page from memory is the one that the log would give', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(wish, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.record({ skippedAfter: fc.integer({ min: -1, max: 4 }), unheard: fc.constantFrom(0, 0, 1, 2) }),
      fc.array(question, { minLength: 5, maxLength: 5 }),
      async (rounds, how, questions) => {
        const { store, recent } = await play(rounds, how);
        for (const asked of questions) {
          const page = recent.read({ ...asked, bytesMax: 1_000_000 });
          if (page === undefined) continue;
          answered += 1;
          expect(page).toEqual(await store.readFeed({ ...asked, bytesMax: 1_000_000 }));
        }
        await store.close();
      },
    ),
    { numRuns: 200 },
  );
  expect(answered).toBeGreaterThan(5);
});

it('[RG13] it answers nothing about a desk that may be elsewhere, nor what is older or newer than it knows', async () => {
  const open = { person: 0, record: 'contact_1', what: { type: 'contact.opened', body: opening } };
  const note = { ...open, what: { type: 'contact.noteAdded', body: { text: 'note' } } };
  const { recent } = await play([[open], [note], [note]], { skippedAfter: 0, unheard: 0 });
  const asked = { scopes, exceptDesk: 'desk_s', opsMax: 10, bytesMax: 1_000_000 };
  expect(recent.read({ ...asked, after: 1 })).toMatchObject({ upto: 3 });
  expect(recent.read({ ...asked, after: 0 })).toBeUndefined();
  expect(recent.read({ ...asked, after: 4 })).toBeUndefined();
  recent.forget('desk_s');
  expect(recent.read({ ...asked, after: 1 })).toBeUndefined();
});

it('[RG13] what nobody heard of is asked of the log, but by the desk that said it', async () => {
  const mine = { person: 0, record: 'contact_1', what: { type: 'contact.opened', body: opening } };
  const heard = { person: 1, record: 'contact_2', what: { type: 'contact.opened', body: opening } };
  const { recent } = await play([[mine], [heard]], { skippedAfter: -1, unheard: 2 });
  const asked = { scopes, after: 0, opsMax: 10, bytesMax: 1_000_000 };
  expect(recent.read({ ...asked, exceptDesk: 'desk_s' })).toBeUndefined();
  const page = recent.read({ ...asked, exceptDesk: 'desk_a' });
  expect(page).toMatchObject({ upto: 2, more: false, own: 1, ops: [{ seq: 2 }] });
});

it('[RG13] [PG5] that there is nothing new is for the log to say: a notice may have been lost', async () => {
  const open = { person: 0, record: 'contact_1', what: { type: 'contact.opened', body: opening } };
  const { recent } = await play([[open]], { skippedAfter: -1, unheard: 0 });
  const asked = { scopes, opsMax: 10, bytesMax: 1_000_000, exceptDesk: 'desk_s' };
  expect(recent.read({ ...asked, after: 0 })).toMatchObject({ upto: 1 });
  expect(recent.read({ ...asked, after: 1 })).toBeUndefined();
});

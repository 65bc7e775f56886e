import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/openDatabase.ts';
import { regionMigrations } from '../../../db/region/migrations/migrationList.ts';
import { type LoggedOp, listAcceptedOps } from '../../../db/region/ops.ts';
import { listStates } from '../../../db/region/records.ts';
import { acceptOps } from '../../../server/acceptOps.ts';
import { recordKey } from '../../../server/store/regionStore.ts';
import { createSqliteStore } from '../../../server/store/sqliteStore.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import { makeOp, type OpSketch, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';

const people = [
  makeSession('nurse.laine', 'desk_a'),
  makeSession('nurse.virta', 'desk_b'),
  makeSession('social.nieminen', 'desk_s'),
];
const scopes = ['unit:unit_health', 'unit:unit_social', 'region'];
const records = ['contact_1', 'contact_2', 'contact_3'];

/** One wish of one desk about one of few records, so that they meet. */
const wish = fc.record({
  person: fc.nat({ max: people.length - 1 }),
  record: fc.constantFrom(...records),
  what: fc.constantFrom<Omit<OpSketch, 'deskSeq'>>(
    { type: 'contact.opened', body: opening },
    { type: 'contact.answered' },
    { type: 'contact.noteAdded', body: { text: 'note' } },
    { type: 'contact.shared', body: { unit: 'unit_social' } },
    { type: 'contact.reasonSet', body: { text: 'reason' } },
    { type: 'contact.closed', body: { gaps: [] } },
    { type: 'contact.unheardOf', body: { any: 1 } },
    { type: 'contact.noteAdded', body: { text: 7 } },
    { type: 'contact.noteAdded', body: { text: 'note' }, session: 'session_nobody' },
  ),
  basis: fc.nat({ max: 30 }),
});

async function play(rounds: readonly (readonly (typeof wish extends fc.Arbitrary<infer W> ? W : never)[])[]) {
  const db = openDatabase({ kind: 'memory' });
  migrate(db, regionMigrations);
  const store = createSqliteStore(db, 'epoch_first');
  for (const session of people) await store.saveSession(session);
  const made = new Map<string, number>();
  for (const round of rounds) {
    const pushes = round.map(({ person, record, what, basis }) => {
      const { desk, id } = people[person] ?? makeSession('admin', 'desk_x');
      const deskSeq = (made.get(desk) ?? 0) + 1;
      made.set(desk, deskSeq);
      return { desk, ops: [makeOp({ session: id, ...what, record, basis, deskSeq })] };
    });
    const loaded = await store.load({
      records: records.map((id) => recordKey({ kind: 'contact', id })),
      desks: people.map((one) => one.desk),
      sessions: people.map((one) => one.id),
      opIds: [],
    });
    expect(await store.append(loaded.head, acceptOps(loaded, pushes, '2026-11-21T09:00:00.000Z').rows)).toBe(
      'ok',
    );
  }
  return { db, store, log: listAcceptedOps(db, 0, 10_000) };
}

const accepted = (op: LoggedOp): SettledOp => ({ ...op, refused: null });

function fold(log: readonly LoggedOp[]): Map<string, unknown> {
  const states = new Map<string, unknown>();
  for (const [key, ops] of Map.groupBy(log, (op) => recordKey(op.record))) {
    const state = foldSettled(undefined, ops.map(accepted));
    if (state !== undefined) states.set(key, state);
  }
  return states;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const rounds = fc.array(fc.array(wish, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

describe('whatever desks say', () => {
  it('[RG3] the stored records are the log folded in order', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (said) => {
        const { db, log } = await play(said);
        const stored = scopes.flatMap((scope) => listStates(db, { scope, afterKey: '', limit: 99 }));
        expect(Object.fromEntries(stored.map((row) => [row.record, JSON.parse(row.state)]))).toEqual(
          plain(Object.fromEntries(fold(log))),
        );
        for (const row of stored) {
          const last = log.filter((op) => recordKey(op.record) === row.record).at(-1);
          expect(row.seq).toBe(last?.seq);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[RG10] the pages of a scope, each op once, fold to the records of that scope', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, fc.integer({ min: 1, max: 5 }), async (said, opsMax) => {
        const { db, store } = await play(said);
        for (const scope of scopes) {
          const given = new Map<number, LoggedOp>();
          for (let after = 0, more = true; more; ) {
            const page = await store.readFeed({
              scopes: [scope],
              after,
              opsMax,
              bytesMax: 1e6,
              exceptDesk: '',
            });
            for (const op of page.ops) given.set(op.seq, op);
            ({ upto: after, more } = page);
          }
          const folded = fold([...given.values()].sort((left, right) => left.seq - right.seq));
          for (const row of listStates(db, { scope, afterKey: '', limit: 99 }))
            expect(plain(folded.get(row.record))).toEqual(JSON.parse(row.state));
        }
      }),
      { numRuns: 150 },
    );
  });
});

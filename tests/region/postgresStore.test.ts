import { afterEach, expect, test } from 'vitest';
import { systemScheduler } from '../../platform/clock.ts';
import { acceptOps } from '../../server/acceptOps.ts';
import { openPostgresStore, type PostgresStore } from '../../server/store/postgres/postgresStore.ts';
import type { RegionStore } from '../../server/store/regionStore.ts';
import type { Op } from '../../shared/op/op.ts';
import { silentLog } from '../../tools/sim/silentLog.ts';
import { by, commit, fetched, health, opened as openedCall, sessions } from '../contract/commits.ts';
import { regionStoreContractSuite } from '../contract/regionStoreContractSuite.ts';
import { makeOp, opening } from '../kit/makeOps.ts';
import { makeSession } from '../kit/makeSessions.ts';
import { onePostgres } from '../kit/onePostgres.ts';

const postgres = onePostgres();
const opened: PostgresStore[] = [];

async function open(database: string): Promise<PostgresStore> {
  const store = await openPostgresStore({
    url: postgres.url(database),
    firstEpoch: 'epoch_first',
    scheduler: systemScheduler,
    log: silentLog,
  });
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

const databases = new Map<RegionStore, string>();

regionStoreContractSuite(
  'PostgreSQL',
  async () => {
    const database = await postgres.makeDatabase();
    const store = await open(database);
    databases.set(store, database);
    return store;
  },
  async (store, { from, to }) => {
    const text = `update luotsi.ops set op = replace(op, '${from}', '${to}')`;
    await postgres.server().sql(databases.get(store) ?? '', text);
  },
);

test('[PG13] news of scopes that nobody asked about says who made what, not what it says', async () => {
  const store = await open(await postgres.makeDatabase());
  await store.saveSession(makeSession('nurse.laine', 'desk_a', 'session_nurse'));
  const ops = [
    makeOp({ deskSeq: 1, type: 'contact.opened', body: opening }),
    makeOp({ deskSeq: 2, type: 'contact.shared', body: { unit: 'unit_social' } }),
    makeOp({ deskSeq: 3, body: { text: 7 } }),
  ];
  const wanted = { records: ['contact/contact_one'], desks: ['desk_a'], sessions: ['session_nurse'] };
  const loaded = await store.load({ ...wanted, opIds: [] });
  const { rows } = acceptOps(loaded, [{ desk: 'desk_a', ops }], '2026-11-21T09:00:00.000Z');
  await store.append(loaded.head, rows);
  const all = await store.shared.readNews({ after: 0, limit: 10 });
  expect(all).toMatchObject({ head: 3, ops: [{ op: { seq: 1 } }, { op: { seq: 2 } }, { op: { seq: 3 } }] });
  const social = await store.shared.readNews({ after: 0, limit: 10, scopes: ['unit:unit_social'] });
  expect(social.ops).toMatchObject([{ op: { seq: 2 }, entered: ['unit:unit_social'] }]);
  const by = { desk: 'desk_a', entered: [] };
  expect(social.unheard).toEqual([
    { ...by, seq: 1, deskSeq: 1, id: ops[0]?.id, scopes: ['unit:unit_health'] },
    { ...by, seq: 3, deskSeq: 3, id: ops[2]?.id, scopes: [] },
  ]);
});

test('[RG9] [FT18] what one process learned to read, another does not judge on as it remembered it', async () => {
  const database = await postgres.makeDatabase();
  const [store, other] = [await open(database), await open(database)];
  await store.saveSession(makeSession('nurse.laine', 'desk_a', 'session_nurse'));
  const commit = async (by: PostgresStore, ops: readonly Op[]) => {
    const records = ['contact/contact_one'];
    const loaded = await by.load({ records, desks: ['desk_a'], sessions: ['session_nurse'], opIds: [] });
    const { rows } = acceptOps(loaded, [{ desk: 'desk_a', ops }], '2026-11-21T09:00:00.000Z');
    return by.append(loaded.head, rows);
  };
  const opened = makeOp({ deskSeq: 1, type: 'contact.opened', body: opening });
  expect(await commit(store, [opened, makeOp({ deskSeq: 2, version: 99 })])).toBe('ok');
  expect(await commit(other, [makeOp({ deskSeq: 3 })])).toBe('ok');
  await postgres
    .server()
    .sql(database, `update luotsi.ops set op = replace(op, '"version":99', '"version":1') where seq = 2`);
  expect(await store.readUnread?.()).toBe(true);
  const late = await commit(other, [makeOp({ deskSeq: 4 })]).catch((error: Error) => error.message);
  expect(['moved', 'regionBusy']).toContain(late);
});

test('[PG15] a snapshot is found by keys, whatever the server knows of how much there is', async () => {
  const database = await postgres.makeDatabase();
  const store = await open(database);
  for (const session of sessions) await store.saveSession(session);
  const calls = 3_000;
  for (let first = 1; first <= calls; first += 500) {
    const sketches = Array.from({ length: 500 }, (_, at) => openedCall(first + at, `contact_${first + at}`));
    expect((await commit(store, [by('desk_a', ...sketches)])).result).toBe('ok');
  }
  const ask = { scope: health, afterKey: null, limit: 150, charsMax: 1_000_000, opsMax: 1_000 };
  for (const knowing of ['nothing', 'all'] as const) {
    const reader = await open(database);
    if (knowing === 'all') await postgres.server().sql(database, 'analyze');
    const before = await scannedRows(database);
    expect((await fetched(reader, ask)).states.size).toBe(calls);
    // What it read is counted at last when its connections end.
    await reader.close();
    opened.splice(opened.indexOf(reader), 1);
    expect((await scannedRows(database)) - before, `the server knew ${knowing}`).toBeLessThan(calls);
  }
});

/** Rows that were read by going through whole tables. */
async function scannedRows(database: string): Promise<number> {
  const text = `select sum(seq_tup_read)::int as many from pg_stat_user_tables
    where relname in ('ops', 'records', 'record_scopes')`;
  const [row] = await postgres.server().sql(database, text);
  return Number(row?.many ?? 0);
}

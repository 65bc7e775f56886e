import { afterEach, expect, test } from 'vitest';
import { systemScheduler } from '../../platform/clock.ts';
import { acceptOps } from '../../server/acceptOps.ts';
import { openPostgresStore, type PostgresStore } from '../../server/store/postgres/postgresStore.ts';
import type { Op } from '../../shared/op/op.ts';
import { silentLog } from '../../tools/sim/silentLog.ts';
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

regionStoreContractSuite('PostgreSQL', async () => open(await postgres.makeDatabase()));

const scope = 'unit:unit_health';

test('[RG9] an op that nobody here reads goes out as history, and is folded in by the first process that reads it', async () => {
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
  const ask = { scope, afterKey: null, limit: 9 };
  const told = await store.readSnapshot(ask);
  expect(told.records).toEqual([]);
  expect(told.ops.map((op) => op.seq)).toEqual([1, 2, 3]);
  expect(await store.readUnread?.()).toBe(false);
  // As if this program had learned the version meanwhile.
  await postgres
    .server()
    .sql(database, `update luotsi.ops set op = replace(op, '"version":99', '"version":1') where seq = 2`);
  expect(await store.readUnread?.()).toBe(true);
  expect(await store.readUnread?.()).toBe(false);
  const read = await store.readSnapshot(ask);
  expect(read).toMatchObject({ seq: 3, nextKey: null, records: [{ seq: 3, state: { noteCount: 2 } }] });
  // What the other process remembered of the record is not built upon.
  const late = await commit(other, [makeOp({ deskSeq: 4 })]).catch((error: Error) => error.message);
  expect(['moved', 'regionBusy']).toContain(late);
});

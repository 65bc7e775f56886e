import { afterEach } from 'vitest';
import { systemScheduler } from '../../platform/clock.ts';
import { openPostgresStore, type PostgresStore } from '../../server/store/postgres/postgresStore.ts';
import { silentLog } from '../../tools/sim/silentLog.ts';
import { regionStoreContractSuite } from '../contract/regionStoreContractSuite.ts';
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

import { openDatabase } from '../../db/openDatabase.ts';
import { runSql, type WritableDb } from '../../db/sql.ts';
import type { RegionStore } from '../../server/store/regionStore.ts';
import { createSqliteStore } from '../../server/store/sqliteStore.ts';
import { memoryRegionStore } from './memoryRegionStore.ts';
import { regionStoreContractSuite } from './regionStoreContractSuite.ts';

const files = new Map<RegionStore, WritableDb>();

regionStoreContractSuite(
  'SQLite',
  async () => {
    const db = openDatabase({ kind: 'memory' });
    const store = createSqliteStore(db, 'epoch_first');
    files.set(store, db);
    return store;
  },
  async (store, { from, to }) => {
    const db = files.get(store);
    if (db === undefined) throw new Error('a store of somebody else');
    runSql(db, 'update ops set op = replace(op, ?, ?)', [from, to]);
  },
);
regionStoreContractSuite('memory', async () => memoryRegionStore('epoch_first'));

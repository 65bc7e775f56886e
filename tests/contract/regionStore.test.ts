import { openSqliteStore } from '../../server/store/sqliteStore.ts';
import { memoryRegionStore } from './memoryRegionStore.ts';
import { regionStoreContractSuite } from './regionStoreContractSuite.ts';

regionStoreContractSuite('SQLite', async () => openSqliteStore({ kind: 'memory' }, 'epoch_first'));
regionStoreContractSuite('memory', async () => memoryRegionStore('epoch_first'));

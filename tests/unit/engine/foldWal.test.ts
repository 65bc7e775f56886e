import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/openDatabase.ts';
import { inTransaction } from '../../../db/sql.ts';
import { setMeta } from '../../../db/workstation/deskMeta.ts';
import { workstationMigrations } from '../../../db/workstation/migrations/workstationMigrations.ts';
import { openDeskStore } from '../../../electron/engine/record/deskStore.ts';
import { foldInQuiet } from '../../../electron/engine/record/foldWal.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';
import { SimulatedTime } from '../../kit/simulatedTime.ts';
import { tendingOf } from '../../kit/tendingOf.ts';

it('[EN37] what was committed is copied into the file when nobody has written for two seconds', async () => {
  const path = join(scratchFolder(), 'desk.db');
  const db = openDatabase({ kind: 'file', path, key: new Uint8Array(32).fill(7) });
  migrate(db, workstationMigrations);
  inTransaction(db, () => setMeta(db, 'deskId', 'desk_1'));
  const store = openDeskStore(db, () => folding.wrote());
  const time = new SimulatedTime();
  const folding = foldInQuiet(tendingOf(() => store, time));
  const copied = (): number => statSync(path).size;
  const empty = copied();
  for (let at = 0; at < 5; at += 1) {
    store.write((write) => write.setMeta('skewMs', at));
    await time.advance(1_500);
  }
  expect(copied()).toBe(empty);
  await time.advance(4_000);
  const full = copied();
  expect(full).toBeGreaterThan(empty);
  expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(4_000);
  folding.stop();
  store.write((write) => write.setMeta('units', JSON.stringify(['x'.repeat(50_000)])));
  await time.advance(10_000);
  expect(copied()).toBe(full);
  db.close();
});

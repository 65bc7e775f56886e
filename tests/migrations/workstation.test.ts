import { describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/openDatabase.ts';
import { allRows, inTransaction, runSql } from '../../db/sql.ts';
import { readMeta, setMeta } from '../../db/workstation/deskMeta.ts';
import { workstationMigrations } from '../../db/workstation/migrations/workstationMigrations.ts';
import { openFileVault } from '../../electron/engine/session/deskVault.ts';
import { systemRandom } from '../../platform/ids.ts';
import { Fault } from '../../shared/base/refusal.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';

describe('migrations of a workstation', () => {
  it('[EN2] run in steps keep what is there and end where one run ends', () => {
    const stepwise = openDatabase({ kind: 'memory' });
    migrate(stepwise, workstationMigrations.slice(0, 1));
    runSql(stepwise, "insert into parked_ops values (1, 'contact', 'contact_a', '{}')");
    for (let many = 2; many <= workstationMigrations.length; many += 1)
      migrate(stepwise, workstationMigrations.slice(0, many));
    const atOnce = openDatabase({ kind: 'memory' });
    expect(migrate(atOnce, workstationMigrations)).toEqual({
      from: 0,
      to: workstationMigrations.at(-1)?.number,
    });
    const schema = 'select type, name, sql from sqlite_schema order by name';
    expect(allRows(stepwise, schema)).toEqual(allRows(atOnce, schema));
    expect(allRows(stepwise, 'select seq from parked_ops')).toEqual([{ seq: 1 }]);
    expect(migrate(atOnce, workstationMigrations)).toMatchObject({
      from: workstationMigrations.at(-1)?.number,
    });
  });

  it('[EN2] every table is strict', () => {
    const db = openDatabase({ kind: 'memory' });
    migrate(db, workstationMigrations);
    const loose = allRows<{ name: string }>(
      db,
      "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'",
    );
    expect(loose).toEqual([]);
  });

  it('[EN17] a file of a newer program is refused and stays as it is', async () => {
    const dir = scratchFolder();
    const vault = () =>
      openFileVault({ dir, random: systemRandom, newDeskId: () => 'desk_a', key: null, onKey: () => {} });
    const first = vault();
    const db = await first.create({ user: 'u', passphrase: 'p', deskId: 'desk_a' });
    inTransaction(db, () => setMeta(db, 'acked', 7));
    db.pragma('user_version = 9990');
    first.close();
    await expect(vault().unlock('u', 'p')).rejects.toEqual(new Fault('databaseNewer'));
    const again = openFileVault({
      dir,
      random: systemRandom,
      newDeskId: () => 'desk_b',
      key: null,
      onKey: () => {},
    });
    await expect(again.unlock('u', 'p')).rejects.toEqual(new Fault('databaseNewer'));
  });

  it('[EN2] a fresh database belongs to one desk from its first moment', async () => {
    const dir = scratchFolder();
    const vault = openFileVault({
      dir,
      random: systemRandom,
      newDeskId: () => 'desk_x',
      key: null,
      onKey: () => {},
    });
    const db = await vault.create({ user: 'u', passphrase: 'p', deskId: 'desk_a' });
    expect(readMeta(db)).toMatchObject({ deskId: 'desk_a', acked: 0, epoch: null });
    vault.close();
    expect(readMeta(await vault.unlock('u', 'p'))?.deskId).toBe('desk_a');
    vault.close();
  });
});

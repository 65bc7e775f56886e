import { describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/openDatabase.ts';
import { regionMigrations } from '../../db/region/migrations/migrationList.ts';
import { allRows } from '../../db/sql.ts';

const queries: readonly (readonly [index: string, text: string])[] = [
  ['ops_by_record', "select 1 from ops where record = 'x' limit 1"],
  ['ops_kept', "select op from ops where record = 'x' and kept = 1 and refused is null order by seq"],
  ['sqlite_autoindex_ops', "select seq from ops where desk = 'x' and desk_seq > 1 and desk_seq <= 9"],
  ['sqlite_autoindex_ops', "select op from ops where id = 'x'"],
  [
    'PRIMARY KEY (scope=? AND pos>?)',
    "select f.pos from feed f where f.scope = 'x' and f.pos > 1 order by f.pos, f.seq limit 9",
  ],
  [
    'PRIMARY KEY (scope=? AND record>?)',
    "select record from record_scopes where scope = 'x' and record > 'a' order by record",
  ],
  ['sqlite_autoindex_records', "select * from records where record = 'x'"],
];

describe('the region’s tables', () => {
  it('[DB4] are made step by step, and every step on its own', () => {
    const db = openDatabase({ kind: 'memory' });
    for (let many = 1; many <= regionMigrations.length; many += 1)
      migrate(db, regionMigrations.slice(0, many));
    const whole = openDatabase({ kind: 'memory' });
    migrate(whole, regionMigrations);
    const schema = 'select name, sql from sqlite_schema order by name';
    expect(allRows(db, schema)).toEqual(allRows(whole, schema));
  });

  it.each(queries)('[RG11] %s serves %s', (index, text) => {
    const db = openDatabase({ kind: 'memory' });
    migrate(db, regionMigrations);
    const plan = allRows<{ detail: string }>(db, `explain query plan ${text}`).map((row) => row.detail);
    expect(plan.join('\n')).toContain(index);
    expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  });
});

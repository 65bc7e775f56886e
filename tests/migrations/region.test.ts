import { describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/openDatabase.ts';
import { regionMigrations } from '../../db/region/migrations/migrationList.ts';
import { getRecord, type RecordRow, saveRecords } from '../../db/region/records.ts';
import { allRows, type ReadableDb, runSql } from '../../db/sql.ts';
import type { RecordKind } from '../../shared/domain/fact.ts';

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
  [
    'INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    'select rowid from records where rowid between 1 and 9 order by rowid desc limit 1',
  ],
];

/** Records in the order in which their rows lie in the file. */
function inFile(db: ReadableDb): string[] {
  return allRows<{ id: string }>(db, 'select id from records order by rowid').map((row) => row.id);
}

function row(kind: RecordKind, id: string, state: unknown): RecordRow {
  return { record: `${kind}/${id}`, kind, id, seq: 1, scopes: ['unit:a'], state };
}

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

  it('[RG51] hold states of one kind together, and those of a file of before where they are', () => {
    const db = openDatabase({ kind: 'memory' });
    migrate(db, regionMigrations);
    for (const id of ['old_plan', 'old_contact'])
      runSql(db, "insert into records values (?, 'plan', ?, 1, '[]', '{}')", [`plan/${id}`, id]);
    saveRecords(db, [row('contact', 'c1', 1), row('plan', 'p1', 1), row('contact', 'c2', 1)]);
    saveRecords(db, [row('plan', 'p2', 1), row('contact', 'c3', 1), row('plan', 'old_plan', 2)]);
    expect(inFile(db)).toEqual(['old_plan', 'old_contact', 'c1', 'c2', 'c3', 'p1', 'p2']);
    expect(getRecord(db, 'plan/old_plan')?.state).toBe(2);
    expect(getRecord(db, 'contact/c2')?.state).toBe(1);
  });
});

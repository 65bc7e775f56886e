import { openDatabase } from '../../../db/openDatabase.ts';
import { allRows, inTransaction, runScript, type WritableDb } from '../../../db/sql.ts';

/** A backup, or a copied machine: the same rows in a database of its own. */
export function copyDatabase(from: WritableDb): WritableDb {
  const copy = openDatabase({ kind: 'memory' });
  const schema = allRows<{ name: string; type: string; sql: string }>(
    from,
    "select name, type, sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid",
  );
  // A virtual table makes its shadow tables itself; they come over by its rows alone.
  const virtual = schema.filter((one) => /^create virtual/i.test(one.sql)).map((one) => one.name);
  const isShadow = (name: string) => virtual.some((one) => name.startsWith(`${one}_`));
  const own = schema.filter((one) => !isShadow(one.name));
  inTransaction(copy, () => {
    for (const { sql } of own) runScript(copy, sql);
    for (const { name, type } of own) if (type === 'table') copyRows(from, copy, name);
    copy.pragma(`user_version = ${Number(from.pragma('user_version', { simple: true }))}`);
  });
  return copy;
}

function copyRows(from: WritableDb, to: WritableDb, table: string): void {
  const rows = allRows<Record<string, unknown>>(from, `select * from ${table}`);
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const insert = to.prepare(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of rows) insert.run(columns.map((column) => row[column]));
}

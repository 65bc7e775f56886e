import { assert } from '../shared/base/assert.ts';
import { Fault } from '../shared/base/refusal.ts';
import { inTransaction, runScript, type WritableDb } from './sql.ts';

/** One stage of the schema. Numbers go by tens, so a hotfix fits between; a released one is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: string | ((db: WritableDb) => void);
}

/** Brings the schema forward in one transaction. A file of a newer program is refused untouched. */
export function migrate(
  db: WritableDb,
  migrations: readonly Migration[],
): { readonly from: number; readonly to: number } {
  assertIncreasing(migrations);
  const from = Number(db.pragma('user_version', { simple: true }));
  const to = migrations.at(-1)?.number ?? 0;
  if (from > to) throw new Fault('databaseNewer');
  const missing = migrations.filter((one) => one.number > from);
  if (missing.length === 0) return { from, to };
  inTransaction(db, () => {
    for (const { up } of missing) {
      if (typeof up === 'string') runScript(db, up);
      else up(db);
    }
    db.pragma(`user_version = ${to}`);
  });
  return { from, to };
}

function assertIncreasing(migrations: readonly Migration[]): void {
  let last = 0;
  for (const { number, name } of migrations) {
    assert(
      Number.isInteger(number) && number > last,
      `migration ${number} (${name}) does not follow ${last}`,
    );
    last = number;
  }
}

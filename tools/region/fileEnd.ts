import { existsSync, renameSync } from 'node:fs';
import { migrate } from '../../db/migrate.ts';
import { closeDatabase, openDatabase } from '../../db/openDatabase.ts';
import { lockPlace } from '../../db/placeLock.ts';
import { regionMigrations } from '../../db/region/migrations/migrationList.ts';
import { saveValue } from '../../db/region/regionValues.ts';
import { allRows, inTransaction, runScript, runSql, type WritableDb } from '../../db/sql.ts';
import { systemRandom } from '../../platform/ids.ts';
import { readOrCreateKey } from '../../platform/keyring.ts';
import {
  pageText,
  quoted,
  type RegionTable,
  type Row,
  type RowSource,
  type RowTarget,
} from './regionTables.ts';

export interface FileAsk {
  readonly path: string;
  readonly keyPath?: string;
}

function readRows(
  db: WritableDb,
  table: RegionTable,
  { after, limit }: { after: Row | null; limit: number },
): Row[] {
  const text = pageText(table, { isFirst: after === null, mark: () => '?' });
  const key = after === null ? [] : after.slice(0, table.keys);
  return allRows<Record<string, Row[number]>>(db, text, [...key, limit]).map((row) =>
    table.columns.map((column) => row[column] ?? null),
  );
}

/** A region's file as it stands now. With `alone`, no region may run over it meanwhile; without, one may. */
export function readFile(ask: FileAsk, { alone }: { readonly alone: boolean }): RowSource {
  if (!existsSync(ask.path)) throw new Error(`there is no file ${ask.path}`);
  const lock = alone ? lockPlace(ask.path) : null;
  const db = open(ask.path, ask.keyPath ?? `${ask.path}.key`);
  if (db.pragma('user_version', { simple: true }) !== regionMigrations.at(-1)?.number)
    throw new Error(`${ask.path} is of another version: start this version of the region over it once`);
  runScript(db, 'begin deferred');
  return {
    read: async (table, after, limit) => readRows(db, table, { after, limit }),
    async close() {
      runScript(db, 'rollback');
      db.close();
      lock?.release();
    },
  };
}

/** A new file; until it is complete it lies beside its place. */
export function writeFile(ask: FileAsk): RowTarget {
  if (existsSync(ask.path)) throw new Error(`${ask.path} exists: give another place, or put it away first`);
  const draft = `${ask.path}.part`;
  const db = open(draft, ask.keyPath ?? `${ask.path}.key`);
  // A file that is not complete is made again after a power cut; what matters is put down by the last step.
  db.pragma('synchronous = OFF');
  migrate(db, regionMigrations);
  return {
    read: async (table, after, limit) => readRows(db, table, { after, limit }),
    async last(table) {
      const by = table.columns.slice(0, table.keys).map((name) => `"${name}" desc`);
      const text = `select ${quoted(table.columns)} from ${table.name} order by ${by.join(', ')} limit 1`;
      const [row] = allRows<Record<string, Row[number]>>(db, text);
      return row === undefined ? null : table.columns.map((column) => row[column] ?? null);
    },
    async put(table, rows) {
      const places = table.columns.map(() => '?').join(', ');
      inTransaction(db, () => {
        for (const row of rows) runSql(db, `insert or replace into ${table.name} values (${places})`, row);
      });
    },
    async finish(newEpoch) {
      db.pragma('synchronous = FULL');
      inTransaction(db, () => {
        if (newEpoch !== null) saveValue(db, 'epoch', newEpoch);
        saveValue(db, 'probe', 'copied');
      });
      closeDatabase(db);
      renameSync(draft, ask.path);
    },
    async close() {
      if (db.open) db.close();
    },
  };
}

function open(path: string, keyPath: string): WritableDb {
  const key = readOrCreateKey({ path: keyPath, databasePath: path, random: systemRandom });
  return openDatabase({ kind: 'file', path, key });
}

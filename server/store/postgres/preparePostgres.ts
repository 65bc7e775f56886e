// Who may do what in the region's database, and which stage its tables are at.
import pg from 'pg';
import { assert } from '../../../shared/base/assert.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { connectionSettings } from './connect.ts';
import { type PostgresMigration, postgresMigrations } from './migrations/postgresMigrations.ts';
import { guarded } from './postgresFault.ts';

/** The database is there, but not as the region needs it; the message says what to do. */
export class UnfitDatabase extends Error {
  override name = 'UnfitDatabase';
}

/** Stands among the region's values while a copy into the database is not complete. */
export const copyingName = 'copying';

/** Any number: it only has to be ours among the locks of this database. */
const migrationLock = 4_600_001;

/** The log grows and is read; nothing in it is ever changed or taken away by the role that runs the region. */
const rights: Readonly<Record<string, string>> = {
  schema_version: 'select',
  log_head: 'select, update',
  ops: 'select, insert',
  echoes: 'select, insert',
  feed: 'select, insert',
  records: 'select, insert, update',
  record_scopes: 'select, insert',
  desks: 'select, insert, update',
  users: 'select, insert, update',
  units: 'select, insert, update',
  sessions: 'select, insert, update',
  region_values: 'select, insert, update',
  failed_tries: 'select, insert, delete',
};

export interface Prepared {
  readonly from: number;
  readonly to: number;
}

/**
 * Brings the tables forward in one transaction as their owner, and lets the running role work with them. A database
 * of a newer program is refused untouched; of several processes that start at once one does it and the others wait.
 */
export async function migratePostgres(
  ownerUrl: string,
  ask: { readonly runningRole: string; readonly migrations?: readonly PostgresMigration[] },
): Promise<Prepared> {
  const { runningRole, migrations = postgresMigrations } = ask;
  return guarded(async () => {
    const client = new pg.Client({ ...connectionSettings(ownerUrl, 'owner'), lock_timeout: 0 });
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      const done = await bringForward(client, migrations);
      await grant(client, runningRole);
      const { command } = await client.query('commit');
      assert(command === 'COMMIT', 'the migration was not committed');
      return done;
    } finally {
      await client.end();
    }
  });
}

/** Who one is by this address, as the server sees it. */
export async function roleOf(url: string): Promise<string> {
  return guarded(async () => {
    const client = new pg.Client(connectionSettings(url, 'reader'));
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query<{ me: string }>('select current_user as me');
      return rows[0]?.me ?? '';
    } finally {
      await client.end();
    }
  });
}

async function bringForward(client: pg.Client, migrations: readonly PostgresMigration[]): Promise<Prepared> {
  await client.query('create schema if not exists luotsi');
  await client.query('create table if not exists schema_version (number integer not null)');
  const { rows } = await client.query<{ number: number | null }>(
    'select max(number) as number from schema_version',
  );
  const from = rows[0]?.number ?? 0;
  const to = migrations.at(-1)?.number ?? 0;
  if (from > to) throw new Fault('databaseNewer');
  for (const { number, up } of migrations) {
    if (number <= from) continue;
    await client.query(up);
    await client.query('insert into schema_version values ($1)', [number]);
  }
  return { from, to };
}

async function grant(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ me: string }>('select current_user as me');
  if (rows[0]?.me === role) throw new UnfitDatabase(sameRole);
  const name = pg.escapeIdentifier(role);
  await client.query(`grant usage on schema luotsi to ${name}`);
  await client.query(`revoke all on all tables in schema luotsi from ${name}`);
  for (const [table, words] of Object.entries(rights)) {
    const known = await client.query('select to_regclass($1) as it', [table]);
    if (known.rows[0]?.it !== null) await client.query(`grant ${words} on ${table} to ${name}`);
  }
}

const sameRole =
  'DATABASE_URL and DATABASE_OWNER_URL name the same role. Make another one for running: it must not be able to change the log.';

interface Fitness {
  readonly copying: boolean;
  readonly mayChange: boolean;
  readonly fsync: string;
  readonly full: string;
}

/** Refuses a database on which an acknowledgement would promise too much, or whose role could change the past. */
export async function checkPostgres(client: pg.ClientBase): Promise<void> {
  const known = await client.query("select to_regclass('luotsi.schema_version') as it");
  if (known.rows[0]?.it === null)
    throw new UnfitDatabase(
      'The database of DATABASE_URL holds no region yet: give the role that owns it in DATABASE_OWNER_URL.',
    );
  const version = await client.query<{ number: number }>('select max(number) as number from schema_version');
  const wanted = postgresMigrations.at(-1)?.number ?? 0;
  const number = version.rows[0]?.number ?? 0;
  if (number > wanted) throw new Fault('databaseNewer');
  if (number < wanted)
    throw new UnfitDatabase(
      'The tables are those of an older version: give the role that owns them in DATABASE_OWNER_URL once.',
    );
  const { rows } = await client.query<Fitness>(
    `select exists (select from region_values where name = '${copyingName}') as copying,
       has_table_privilege('ops', 'update, delete, truncate') or has_table_privilege('feed', 'update, delete, truncate')
         or has_table_privilege('echoes', 'update, delete, truncate') as "mayChange",
       current_setting('fsync') as fsync, current_setting('full_page_writes') as full`,
  );
  const [row] = rows;
  if (row === undefined) return;
  if (row.copying)
    throw new UnfitDatabase(
      'A region is being copied into this database, or was and did not arrive: run that command again.',
    );
  if (row.mayChange)
    throw new UnfitDatabase(
      'The role of DATABASE_URL may change or delete the log: give one that only runs the region.',
    );
  if (row.fsync !== 'on' || row.full !== 'on')
    throw new UnfitDatabase(
      'fsync and full_page_writes must be on: desks are told that their work is durable.',
    );
}

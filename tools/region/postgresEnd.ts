import pg from 'pg';
import { connectionSettings } from '../../server/store/postgres/connect.ts';
import { copyingName, migratePostgres } from '../../server/store/postgres/preparePostgres.ts';
import {
  pageText,
  quoted,
  type RegionTable,
  type Row,
  type RowSource,
  type RowTarget,
} from './regionTables.ts';

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...connectionSettings(url, 'owner'),
    options: '-c search_path=luotsi -c idle_in_transaction_session_timeout=0',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function readRows(
  client: pg.Client,
  table: RegionTable,
  { after, limit }: { after: Row | null; limit: number },
): Promise<Row[]> {
  const text = pageText(table, { isFirst: after === null, mark: (at) => `$${at}` });
  const values = [...(after?.slice(0, table.keys) ?? []), limit];
  const answer = await client.query<Row[number][]>({ text, values, rowMode: 'array' });
  return answer.rows;
}

/** All of one moment, while regions go on working; with `alone`, none may. */
export async function readServer(url: string, { alone }: { readonly alone: boolean }): Promise<RowSource> {
  const client = await connect(url);
  if (alone && (await countRegions(client)) > 0)
    throw new Error('regions work on this database: stop them first, or make a backup');
  await client.query('begin isolation level repeatable read read only');
  return {
    read: async (table, after, limit) => withoutMark(table, await readRows(client, table, { after, limit })),
    close: () => client.end(),
  };
}

async function countRegions(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ many: number }>(
    `select count(*) as many from pg_stat_activity
     where datname = current_database() and application_name like 'luotsi %' and pid <> pg_backend_pid()`,
  );
  return rows[0]?.many ?? 0;
}

/** A database of its owner without a region in it, or with a part of one that was copied before. */
export async function writeServer(url: string, role: string): Promise<RowTarget> {
  await migratePostgres(url, { runningRole: role });
  const client = await connect(url);
  await refuseUsed(client);
  await client.query("insert into region_values values ($1, 'on') on conflict do nothing", [copyingName]);
  return {
    read: async (table, after, limit) => withoutMark(table, await readRows(client, table, { after, limit })),
    async last(table) {
      const by = table.columns.slice(0, table.keys).map((name) => `"${name}" desc`);
      const text = `select ${quoted(table.columns)} from ${table.name} order by ${by.join(', ')} limit 1`;
      const answer = await client.query<Row[number][]>({ text, rowMode: 'array' });
      return answer.rows[0] ?? null;
    },
    put: (table, rows) => putRows(client, table, rows),
    async finish(newEpoch) {
      await client.query('begin');
      await client.query('update log_head set seq = (select coalesce(max(seq), 0) from ops)');
      if (newEpoch !== null)
        await client.query("update region_values set value = $1 where name = 'epoch'", [newEpoch]);
      await client.query('delete from region_values where name = $1', [copyingName]);
      await client.query('commit');
      await client.query('analyze');
    },
    close: () => client.end(),
  };
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean; copying: boolean }>(
    `select exists (select from ops) or exists (select from users) as used,
       exists (select from region_values where name = $1) as copying`,
    [copyingName],
  );
  if (rows[0]?.used === true && !rows[0].copying)
    throw new Error('there is a region in this database already: give an empty one');
}

async function putRows(client: pg.Client, table: RegionTable, rows: readonly Row[]): Promise<void> {
  const casts = table.columns.map(
    (column, at) => `$${at + 1}::${table.numbers.includes(column) ? 'bigint' : 'text'}[]`,
  );
  const rest = table.columns.slice(table.keys).map((column) => `"${column}" = excluded."${column}"`);
  const conflict = rest.length === 0 ? 'do nothing' : `do update set ${rest.join(', ')}`;
  await client.query({
    text: `insert into ${table.name} (${quoted(table.columns)}) select * from unnest(${casts.join(', ')})
      on conflict (${quoted(table.columns.slice(0, table.keys))}) ${conflict}`,
    values: table.columns.map((_column, at) => rows.map((row) => row[at] ?? null)),
  });
}

/** That it is being copied is no part of what is copied. */
function withoutMark(table: RegionTable, rows: Row[]): Row[] {
  return table.name === 'region_values' ? rows.filter((row) => row[0] !== copyingName) : rows;
}

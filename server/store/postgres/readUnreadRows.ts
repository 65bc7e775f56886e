// What could only be stored is folded in by the first process that reads it.
import type { Client } from 'pg';
import { type LoggedOp, readOp } from '../../../db/region/ops.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import { knownFact, scopesOf } from '../../../shared/op/opCatalogue.ts';
import { readable } from '../readUnread.ts';

const rowsAtOnce = 2_000;

/** Without the right to delete, an empty text says that there is nothing unread. */
const noteText = `insert into region_values values ('unreadFrom', $1)
  on conflict (name) do update set value = excluded.value where region_values.value = ''`;

/** Inside the transaction that stores an op which nobody here can read. */
export async function noteUnread(client: Client, from: number): Promise<void> {
  await client.query(noteText, [String(from)]);
}

/**
 * True when a record is another than before. The log is held meanwhile, and the connections of other processes are
 * ended inside it: what they remember of these records is not true any more, and a new connection begins with nothing.
 */
export async function readUnreadRows(client: Client): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query('select seq from log_head for update');
    const value = "select value from region_values where name = 'unreadFrom' and value <> ''";
    const noted = await client.query<{ value: string }>(value);
    const from = noted.rows[0]?.value;
    const changed = from === undefined ? false : await foldFrom(client, Number(from));
    if (changed) await endOtherWriters(client);
    await client.query('commit');
    return changed;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function foldFrom(client: Client, from: number): Promise<boolean> {
  const records = new Set<string>();
  let still: number | null = null;
  for (let next: number | null = from; next !== null; ) {
    const page: readonly KeptRow[] = await keptFrom(client, next);
    for (const { seq, record, op } of page) {
      records.add(record);
      const { type, version } = readOp(op);
      if (knownFact(type, version) === null) still ??= seq;
    }
    const last: KeptRow | undefined = page.at(-1);
    next = page.length < rowsAtOnce || last === undefined ? null : last.seq + 1;
  }
  await client.query("update region_values set value = $1 where name = 'unreadFrom'", [
    still === null ? '' : String(still),
  ]);
  let changed = false;
  for (const record of records) changed = (await foldAgain(client, record)) || changed;
  return changed;
}

interface KeptRow {
  readonly seq: number;
  readonly record: string;
  readonly op: string;
}

/** Read here and not by the server, whose own reading of JSON fails on some characters that people can type. */
async function keptFrom(client: Client, from: number): Promise<readonly KeptRow[]> {
  const { rows } = await client.query<KeptRow>(
    'select seq, record, op from ops where seq >= $1 and kept = 1 and refused is null order by seq limit $2',
    [from, rowsAtOnce],
  );
  return rows;
}

async function foldAgain(client: Client, record: string): Promise<boolean> {
  const accepted = await client.query<{ op: LoggedOp }>(
    'select op::json as op from ops where record = $1 and refused is null order by seq',
    [record],
  );
  const ops = accepted.rows.flatMap((row) => readable(row.op));
  const state = foldSettled(undefined, ops);
  const last = ops.at(-1);
  if (state === undefined || last === undefined) return false;
  const text = JSON.stringify(state);
  const before = await client.query<{ state: string }>('select state from records where record = $1', [
    record,
  ]);
  if (before.rows[0]?.state === text) return false;
  const { kind, id } = last.record;
  const scopes = scopesOf(kind, state);
  await client.query(
    `insert into records values ($1, $2, $3, $4, $5, $6) on conflict (record) do update
       set seq = greatest(records.seq, excluded.seq), scopes = excluded.scopes, state = excluded.state`,
    [record, kind, id, last.seq, JSON.stringify(scopes), text],
  );
  await client.query(
    'insert into record_scopes select scope, $1 from unnest($2::text[]) as s (scope) on conflict do nothing',
    [record, scopes],
  );
  return true;
}

async function endOtherWriters(client: Client): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and application_name = 'luotsi writer'
       and pid <> pg_backend_pid()`,
  );
}

// What one question about the log asks the database; each is one statement, so it sees one moment.
import type { ClientBase, Pool } from 'pg';
import type { DeskRow } from '../../../db/region/desks.ts';
import { type LoggedOp, markOf, type OutcomeRow, readOp } from '../../../db/region/ops.ts';
import type { SessionRow } from '../../../db/region/sessions.ts';
import type { OpRefusal } from '../../../shared/op/op.ts';
import type { LoadAsk, Loaded, RecordView } from '../regionStore.ts';

export type Asked = ClientBase | Pool;

/** Two of the largest groups that another process may have committed meanwhile. */
const touchedMax = 5_000;

const loadText = `
  with head as (select seq from log_head),
  touched as (
    select record, desk from ops where seq > coalesce($5::bigint, 9223372036854775807) limit ${touchedMax}
  ),
  wanted as (
    select w as record from unnest($1::text[]) w
    union
    select w from unnest($6::text[]) w where w in (select record from touched) or (select count(*) from touched) >= ${touchedMax}
  ),
  found as (
    select r.record, r.seq, r.scopes, r.state from records r where r.record = any (array(select record from wanted))
  )
  select
    (select seq from head) as head,
    (select json_agg(json_build_array(record, seq, scopes::json, state::json)) from found) as records,
    (select json_agg(e) from (
      select json_build_array(o.record, json_agg(o.op::json order by o.seq) filter (where o.refused is null)) as e
      from ops o where o.record = any (array(select record from wanted except select record from found)) group by o.record
    ) early) as early,
    (select json_agg(json_build_array(d.desk, coalesce(k.high_water, 0), (
        with recursive chain as (
          select k.copied_from as origin, 1 as depth where k.copied_from is not null
          union all
          select n.copied_from, depth + 1 from chain join desks n on n.desk = chain.origin
            where n.copied_from is not null and depth < 20
        )
        select json_agg(origin order by depth) from chain
      ))) from unnest($2::text[]) as d (desk) left join desks k on k.desk = d.desk) as desks,
    (select json_agg(json_build_object('id', id, 'user', "user", 'name', name, 'role', role, 'unit', unit,
        'scopes', scopes::json, 'desk', desk, 'expiresAtMs', expires_at_ms, 'refreshIssued', refresh_issued,
        'refreshUsed', refresh_used, 'ended', ended = 1)) from sessions where id = any ($3)) as sessions,
    (select json_agg(json_build_array(id, op::json, refused::json)) from ops where id = any ($4)) as firsts,
    (select json_agg(distinct record) from touched) as touched_records,
    (select json_agg(distinct desk) from touched) as touched_desks,
    (select count(*) from touched) as touched_many`;

interface LoadRow {
  readonly head: number;
  readonly records: [string, number, string[], unknown][] | null;
  readonly early: [string, LoggedOp[] | null][] | null;
  readonly desks: [string, number, string[] | null][] | null;
  readonly sessions: SessionRow[] | null;
  readonly firsts: [string, LoggedOp, OpRefusal | null][] | null;
  readonly touched_records: string[] | null;
  readonly touched_desks: string[] | null;
  readonly touched_many: number;
}

/** No text in the database can hold the character zero, so nothing has such a name. */
export function isStorable(name: string): boolean {
  return !name.includes('\0');
}

export async function load(on: Asked, ask: LoadAsk): Promise<Loaded> {
  const { since } = ask;
  const { rows } = await on.query<LoadRow>({
    name: 'load',
    text: loadText,
    values: [
      ask.records,
      ask.desks,
      ask.sessions.filter(isStorable),
      ask.opIds,
      since?.head ?? null,
      since?.records ?? [],
    ],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('the log has no head');
  const records = new Map<string, RecordView>();
  for (const key of ask.records) records.set(key, { state: undefined, seq: 0, scopes: [], logged: false });
  for (const [record, ops] of row.early ?? []) {
    const early = (ops ?? []).map((op) => ({ ...op, refused: null }));
    const waiting = early.length === 0 ? {} : { early };
    records.set(record, { state: undefined, seq: 0, scopes: [], logged: true, ...waiting });
  }
  for (const [record, seq, scopes, state] of row.records ?? [])
    records.set(record, { state, seq, scopes, logged: true });
  const isComplete = row.touched_many < touchedMax;
  const touched = isComplete ? { records: row.touched_records ?? [], desks: row.touched_desks ?? [] } : null;
  return {
    head: row.head,
    records,
    desks: new Map((row.desks ?? []).map(deskOf)),
    sessions: new Map((row.sessions ?? []).map((session) => [session.id, session])),
    ops: new Map((row.firsts ?? []).map(([id, op, refused]) => [id, { op, refused }])),
    ...(since === undefined ? {} : { touched }),
  };
}

function deskOf([desk, highWater, origins]: [string, number, string[] | null]): [string, DeskRow] {
  return [desk, { desk, highWater, origins: origins ?? [] }];
}

export async function countFeed(
  on: Asked,
  { scope, after, max }: { scope: string; after: number; max: number },
): Promise<number> {
  const { rows } = await on.query<{ many: number }>({
    name: 'count-feed',
    text: 'select count(*) as many from (select 1 from feed where scope = $1 and pos > $2 limit $3) as f',
    values: [scope, after, max],
  });
  return rows[0]?.many ?? 0;
}

export async function countRecords(on: Asked, scope: string): Promise<number> {
  const text = 'select count(*) as many from record_scopes where scope = $1';
  const { rows } = await on.query<{ many: number }>({ name: 'count-records', text, values: [scope] });
  return rows[0]?.many ?? 0;
}

const outcomesText = `
  select desk_seq, seq, refused from ops where desk = $1 and desk_seq > $2 and desk_seq <= $3
  union all
  select e.desk_seq, e.seq, o.refused from echoes e join ops o on o.seq = e.seq
    where e.desk = $1 and e.desk_seq > $2 and e.desk_seq <= $3
  order by 1`;

export async function readOutcomes(
  on: Asked,
  { desk, after, upto }: { desk: string; after: number; upto: number },
): Promise<OutcomeRow[]> {
  const { rows } = await on.query<{ desk_seq: number; seq: number; refused: string | null }>({
    name: 'outcomes',
    text: outcomesText,
    values: [desk, after, upto],
  });
  return rows.map(({ desk_seq, seq, refused }) => ({
    deskSeq: desk_seq,
    seq,
    refused: refused === null ? null : (JSON.parse(refused) as OpRefusal),
  }));
}

export async function getMarkAt(on: Asked, seq: number): Promise<string | undefined> {
  const text = 'select op from ops where seq = $1';
  const { rows } = await on.query<{ op: string }>({ name: 'op-at', text, values: [seq] });
  return rows[0] === undefined ? undefined : markOf(readOp(rows[0].op));
}

export async function getOwnOpId(
  on: Asked,
  { desk, deskSeq }: { desk: string; deskSeq: number },
): Promise<string | undefined> {
  const { rows } = await on.query<{ id: string }>({
    name: 'own-op',
    text: `select id from ops where desk = $1 and desk_seq = $2
      union all
      select o.id from echoes e join ops o on o.seq = e.seq where e.desk = $1 and e.desk_seq = $2`,
    values: [desk, deskSeq],
  });
  return rows[0]?.id;
}

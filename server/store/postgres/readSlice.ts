// A slice of a snapshot; what belongs together is one statement, so it is of one moment.

import { readOp } from '../../../db/region/ops.ts';
import type { KeptRow, TextRow } from '../../../db/region/sliceRows.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import type { SnapshotAsk, SnapshotSlice } from '../regionStore.ts';
import { isUnknown, mostOf, placeOf, planPart, planSlice, type SliceMost } from '../snapshotSlice.ts';
import type { Asked } from './readLog.ts';

type Told = [seq: number, op: string][] | null;

interface RecordColumns {
  readonly head: number;
  readonly record: string;
  readonly kind: RecordKind;
  readonly id: string;
  readonly seq: number;
  readonly state: string;
  readonly kept: Told;
}

type SliceRow = RecordColumns | { readonly head: number; readonly record: null };

const sliceText = `
  with page as materialized (
    select r.* from (
      select record from record_scopes where scope = $1 and record > $2 order by record limit $3
    ) as s
    cross join lateral (select record, kind, id, seq, state from records where record = s.record limit 1) as r
  ),
  kept as (
    select page.record, o.seq, o.op from page
    cross join lateral (
      select seq, op from ops where record = page.record and kept = 1 and refused is null order by seq limit $4
    ) as o
    order by page.record, o.seq limit $4
  ),
  told as (select record, json_agg(json_build_array(seq, op) order by seq) as ops from kept group by record)
  select h.seq as head, page.*, told.ops as kept
  from log_head h left join page on true left join told on told.record = page.record
  order by page.record`;

export async function readSnapshot(on: Asked, ask: SnapshotAsk): Promise<SnapshotSlice> {
  const { after, within } = placeOf(ask.afterKey);
  const rest = within === null ? null : await partOf(on, ask, within);
  if (rest !== null) return rest;
  const most = mostOf(ask);
  const { rows } = await on.query<SliceRow>({
    name: 'snapshot',
    text: sliceText,
    values: [ask.scope, after ?? '', after === null ? 0 : most.limit, most.opsMax + 1],
  });
  const seq = rows[0]?.head ?? 0;
  const found = rows.flatMap((row) => (row.record === null ? [] : [row]));
  const kept = found.flatMap(({ record, kept: told }): KeptRow[] =>
    rowsOf(told).map((row) => ({ record, ...row })),
  );
  if (after === null) return { seq, records: [], ops: [], nextKey: null };
  const planned = planSlice(found.map(recordOf), kept, most);
  if (!('alone' in planned)) return { seq, ...planned };
  const part = await partOf(on, ask, { record: planned.alone, seq: 0, before: after });
  return part ?? { seq, records: [], ops: [], nextKey: planned.alone };
}

function recordOf({ record, kind, id, seq, state }: RecordColumns): SnapshotSlice['records'][number] {
  return { record, kind, id, seq, state };
}

function rowsOf(told: Told): TextRow[] {
  return (told ?? []).map(([seq, op]) => ({ seq, op }));
}

const partText = `
  select (select seq from log_head) as head, r.record, r.kind, r.id, r.seq, r.state,
    (select value from region_values where name = 'unreadFrom' and value <> '') as unread_from,
    (select json_agg(json_build_array(k.seq, k.op) order by k.seq) from (
      select seq, op from ops where record = $2 and seq > $3 and kept = 1 and refused is null order by seq limit $4
    ) k) as kept
  from record_scopes s join records r on r.record = s.record where s.scope = $1 and s.record = $2`;

interface Within {
  readonly record: string;
  readonly seq: number;
  readonly before: string | null;
}

/** Null where the record is no longer in the scope. */
async function partOf(
  on: Asked,
  ask: SnapshotAsk,
  { record, seq, before }: Within,
): Promise<SnapshotSlice | null> {
  const most = mostOf(ask);
  const answer = await on.query<RecordColumns & { readonly unread_from: string | null }>({
    name: 'snapshot-part',
    text: partText,
    values: [ask.scope, record, seq, most.opsMax + 1],
  });
  const [row] = answer.rows;
  if (row === undefined) return null;
  const from = row.unread_from;
  const isHistory = from !== null && (await holdsUnread(on, record, Number(from)));
  const rows = isHistory ? await historyOf(on, { row, seq, most }) : rowsOf(row.kept);
  return { seq: row.head, ...planPart({ row: recordOf(row), isHistory, rows, before }, most) };
}

async function holdsUnread(on: Asked, record: string, from: number): Promise<boolean> {
  const text = 'select op from ops where record = $1 and seq >= $2 and kept = 1 and refused is null';
  const { rows } = await on.query<{ op: string }>({ name: 'kept-from', text, values: [record, from] });
  return rows.some(({ op }) => isUnknown(readOp(op)));
}

/** As it was when the part was begun: what came later is not part of it. */
async function historyOf(
  on: Asked,
  { row, seq, most }: { readonly row: RecordColumns; readonly seq: number; readonly most: SliceMost },
): Promise<TextRow[]> {
  const { rows } = await on.query<TextRow>({
    name: 'history',
    text: `select seq, op from ops where record = $1 and refused is null and seq > $2 and seq <= $3
      order by seq limit $4`,
    values: [row.record, seq, row.head, most.opsMax + 1],
  });
  return rows;
}

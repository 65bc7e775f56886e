// A slice of a snapshot from the embedded file: whole records, or a part of one that is more than a slice.
import { getHead } from '../../db/region/ops.ts';
import { listStates } from '../../db/region/records.ts';
import { getValue } from '../../db/region/regionValues.ts';
import {
  getStateIn,
  listAcceptedOpsOf,
  listKeptKinds,
  listKeptOps,
  listKeptOpsOf,
} from '../../db/region/sliceRows.ts';
import type { ReadableDb } from '../../db/sql.ts';
import type { SnapshotAsk, SnapshotSlice } from './regionStore.ts';
import { isUnknown, mostOf, placeOf, planPart, planSlice } from './snapshotSlice.ts';

export function readSlice(db: ReadableDb, ask: SnapshotAsk): SnapshotSlice {
  const { after, within } = placeOf(ask.afterKey);
  const seq = getHead(db);
  const rest = within === null ? null : partOf(db, ask, within);
  if (rest !== null) return { seq, ...rest };
  if (after === null) return { seq, records: [], ops: [], nextKey: null };
  const most = mostOf(ask);
  const found = listStates(db, { scope: ask.scope, afterKey: after, limit: most.limit });
  const upto = found.at(-1)?.record ?? '';
  const kept = listKeptOps(db, { scope: ask.scope, after, upto, limit: most.opsMax + 1 });
  const planned = planSlice(found, kept, most);
  if (!('alone' in planned)) return { seq, ...planned };
  const part = partOf(db, ask, { record: planned.alone, seq: 0, before: after });
  return { seq, ...(part ?? { records: [], ops: [], nextKey: planned.alone }) };
}

/** Null where the record is no longer in the scope. */
function partOf(
  db: ReadableDb,
  ask: SnapshotAsk,
  { record, seq, before }: { readonly record: string; readonly seq: number; readonly before: string | null },
): Omit<SnapshotSlice, 'seq'> | null {
  const row = getStateIn(db, { scope: ask.scope, record });
  if (row === undefined) return null;
  const most = mostOf(ask);
  const isHistory = holdsUnread(db, record);
  const next = { record, after: seq, limit: most.opsMax + 1 };
  const rows = isHistory ? listAcceptedOpsOf(db, next) : listKeptOpsOf(db, next);
  return planPart({ row, isHistory, rows, before }, most);
}

/** Looked for from where the region noted the first of them: a long record is not read whole for each of its parts. */
function holdsUnread(db: ReadableDb, record: string): boolean {
  const from = getValue(db, 'unreadFrom');
  if (from === undefined) return false;
  return listKeptKinds(db, { record, from: Number(from) }).some(isUnknown);
}

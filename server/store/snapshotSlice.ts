// What goes into one slice of a snapshot, whatever store it is read from, and where the next one begins.
import { type LoggedOp, readOp } from '../../db/region/ops.ts';
import type { KeptRow, TextRow } from '../../db/region/sliceRows.ts';
import { knownFact } from '../../shared/op/opCatalogue.ts';
import {
  type FeedPage,
  type SnapshotAsk,
  type SnapshotRecord,
  type SnapshotSlice,
  sliceCharsUsual,
  sliceOpsUsual,
} from './regionStore.ts';

/** No record's key holds it, and it stands before everything that does. */
const mark = '!';
/** Behind every record: a slice of one record alone goes on with no other. */
const alone = '~';
const keyCharsMax = 200;

interface WithinRecord {
  readonly record: string;
  /** What the log holds of it up to here was told. */
  readonly seq: number;
}

interface SnapshotPlace {
  /** Records after this one; null: none. */
  readonly after: string | null;
  /** Before those, the rest of one record. */
  readonly within: (WithinRecord & { readonly before: string | null }) | null;
}

/**
 * Inside a record the key begins with the record before it: a program that knows no parts reads the whole record anew,
 * instead of passing the rest of it by.
 */
function keyWithin(after: string | null, { record, seq }: WithinRecord): string {
  const rest = `${mark}${record}${mark}${seq}`;
  const before = after ?? alone;
  return before.length + rest.length > keyCharsMax ? rest : before + rest;
}

export function placeOf(key: string | null): SnapshotPlace {
  const [before = '', record, seq] = (key ?? '').split(mark);
  const told = Number(seq);
  const isAlone = before === alone;
  if (record === undefined) return { after: isAlone ? null : before, within: null };
  const within = { record, seq: Number.isSafeInteger(told) ? told : 0, before: isAlone ? null : before };
  return { after: isAlone ? null : record, within };
}

/** How a record is fetched by itself; one that left the scopes meanwhile need not be. */
export function longEntryOf(scope: string | undefined, record: string): Pick<FeedPage, 'longEntry'> {
  if (scope === undefined) return {};
  return { longEntry: { scope, key: keyWithin(null, { record, seq: 0 }) } };
}

export interface SliceMost {
  readonly limit: number;
  readonly charsMax: number;
  readonly opsMax: number;
}

export function mostOf({ limit, charsMax, opsMax }: SnapshotAsk): SliceMost {
  return { limit, charsMax: charsMax ?? sliceCharsUsual, opsMax: opsMax ?? sliceOpsUsual };
}

/** As much as goes into one slice, and at least one op. */
function cutToFit<Row extends TextRow>(rows: readonly Row[], { opsMax, charsMax }: SliceMost): Row[] {
  let chars = 0;
  return rows.filter(({ op }, at) => {
    const fits = at === 0 || (at < opsMax && chars < charsMax);
    chars += op.length;
    return fits;
  });
}

export function isUnknown({ type, version }: Pick<LoggedOp, 'type' | 'version'>): boolean {
  return knownFact(type, version) === null;
}

/** Whole records, or the one that has to be told by itself. */
export type Planned = Omit<SnapshotSlice, 'seq'> | { readonly alone: string };

/**
 * Records in the order of their keys with what the log alone holds of them, read up to one op more than fits. Apart go one
 * with more than that, and one with ops that this program cannot read: its state would pass for one with them.
 */
export function planSlice(
  found: readonly SnapshotRecord[],
  kept: readonly KeptRow[],
  most: SliceMost,
): Planned {
  const cutAt = kept.length > most.opsMax ? kept.at(-1)?.record : undefined;
  const byRecord = Map.groupBy(kept, (row) => row.record);
  const records: SnapshotRecord[] = [];
  const ops: LoggedOp[] = [];
  let chars = 0;
  for (const row of found) {
    if (chars >= most.charsMax) break;
    const rows = byRecord.get(row.record) ?? [];
    const own = rows.map((one) => readOp(one.op));
    const isCut = cutAt !== undefined && row.record >= cutAt;
    if (isCut || cutToFit(rows, most).length < rows.length || own.some(isUnknown)) {
      if (records.length === 0) return { alone: row.record };
      break;
    }
    records.push(row);
    ops.push(...own);
    chars += row.state.length + rows.reduce((sum, one) => sum + one.op.length, 0);
  }
  const isComplete = found.length < most.limit && records.length === found.length;
  return { records, ops, nextKey: isComplete ? null : (records.at(-1)?.record ?? null) };
}

export interface PartOfRecord {
  readonly row: SnapshotRecord;
  /** Its history is told, not its state. */
  readonly isHistory: boolean;
  /** The next of it, one more than fits. */
  readonly rows: readonly TextRow[];
  /** Behind which record the slices before this one ended; null: it is fetched by itself. */
  readonly before: string | null;
}

/** The state as it is now comes with every part, so that no part is taken for the history of a record without one. */
export function planPart(
  { row, isHistory, rows, before }: PartOfRecord,
  most: SliceMost,
): Omit<SnapshotSlice, 'seq'> {
  const told = cutToFit(rows, most);
  const last = told.at(-1);
  const { record } = row;
  const isRest = last === undefined || told.length === rows.length;
  const whole = before === null ? null : record;
  return {
    records: isHistory ? [] : [row],
    ops: told.map((one) => readOp(one.op)),
    nextKey: isRest ? whole : keyWithin(before, { record, seq: last.seq }),
  };
}

// Where a page of the feed ends, whatever store its rows came from: a position is never split.
import { type LoggedOp, readOp } from './ops.ts';

export interface FeedOpRow {
  readonly pos: number;
  readonly seq: number;
  readonly op: string;
}

/** Rows of one scope, whole up to `cutAt`; null when nothing more is there. */
export interface Stretch {
  readonly rows: readonly FeedOpRow[];
  readonly cutAt: number | null;
  /** A position that is not whole among the rows, being too long for a page by itself. */
  readonly tooLong?: FeedOpRow;
}

export interface PageMost {
  readonly bytesMax: number;
  readonly opsMax: number;
  /** A record whose history is too long for a page is named instead of told. */
  readonly namesLong?: boolean;
}

export interface CutPage {
  readonly ops: LoggedOp[];
  readonly cutAt: number | null;
  /** An op of the record that entered at `cutAt`, when that is all there is to say. */
  readonly tooLong?: LoggedOp;
}

/**
 * What of one scope's rows, one more asked for than fits, goes on a page without splitting a position. A number when one
 * position alone is longer than a page, and all of it has to be asked for.
 */
export function wholePositions(
  rows: readonly FeedOpRow[],
  { opsMax, namesLong = false }: Pick<PageMost, 'opsMax' | 'namesLong'>,
): Stretch | number {
  const last = rows.at(-1)?.pos;
  if (last === undefined || rows.length <= opsMax) return { rows, cutAt: null };
  const whole = rows.filter((row) => row.pos < last);
  if (whole.length > 0) return { rows: whole, cutAt: whole.at(-1)?.pos ?? last };
  const [tooLong] = rows;
  return namesLong && tooLong !== undefined ? { rows: [], cutAt: last - 1, tooLong } : last;
}

/**
 * Ops of several scopes by (pos, seq). `cutAt` is null when nothing more is there; otherwise every row up to that
 * position is in, none after it.
 */
export function cutPage(
  found: readonly Stretch[],
  { bytesMax, opsMax, namesLong = false }: PageMost,
): CutPage {
  const cuts = found.flatMap((one) => (one.cutAt === null ? [] : [one.cutAt]));
  let cutAt = cuts.length === 0 ? null : Math.min(...cuts);
  const rows = mergeRows(found.flatMap((one) => one.rows)).filter(
    (row) => cutAt === null || row.pos <= cutAt,
  );
  if (rows.length === 0) return nothingBefore(found, cutAt);
  let bytes = 0;
  let inPosition = 0;
  let many = 0;
  for (const [at, row] of rows.entries()) {
    inPosition += row.op.length;
    if (rows[at + 1]?.pos === row.pos) continue;
    if (namesLong && inPosition > bytesMax && at > many) {
      // By itself it is too long: what stands before it goes first.
      if (many === 0) return { ops: [], cutAt: row.pos, tooLong: readOp(row.op) };
      cutAt = rows[many - 1]?.pos ?? row.pos;
      break;
    }
    bytes += inPosition;
    inPosition = 0;
    many = at + 1;
    if ((bytes >= bytesMax || many >= opsMax) && many < rows.length) {
      cutAt = row.pos;
      break;
    }
  }
  return { ops: rows.slice(0, cutAt === null ? rows.length : many).map((row) => readOp(row.op)), cutAt };
}

function nothingBefore(found: readonly Stretch[], cutAt: number | null): CutPage {
  const tooLong = found.find((one) => one.tooLong !== undefined && one.cutAt === cutAt)?.tooLong;
  if (tooLong === undefined) return { ops: [], cutAt };
  return { ops: [], cutAt: tooLong.pos, tooLong: readOp(tooLong.op) };
}

/** One op may stand in several scopes at one position; it is sent once. */
function mergeRows(rows: readonly FeedOpRow[]): readonly FeedOpRow[] {
  const sorted = rows.toSorted((left, right) => left.pos - right.pos || left.seq - right.seq);
  return sorted.filter((row, at) => {
    const before = sorted[at - 1];
    return before === undefined || before.pos !== row.pos || before.seq !== row.seq;
  });
}

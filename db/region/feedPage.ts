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
}

/**
 * What of one scope's rows, one more asked for than fits, goes on a page without splitting a position. A number when one
 * position alone is longer than a page: all of it has to be asked for.
 */
export function wholePositions(rows: readonly FeedOpRow[], opsMax: number): Stretch | number {
  const last = rows.at(-1)?.pos;
  if (last === undefined || rows.length <= opsMax) return { rows, cutAt: null };
  const whole = rows.filter((row) => row.pos < last);
  return whole.length > 0 ? { rows: whole, cutAt: whole.at(-1)?.pos ?? last } : last;
}

/**
 * Ops of several scopes by (pos, seq). `cutAt` is null when nothing more is there; otherwise every row up to that
 * position is in, none after it.
 */
export function cutPage(
  found: readonly Stretch[],
  { bytesMax, opsMax }: { readonly bytesMax: number; readonly opsMax: number },
): { ops: LoggedOp[]; cutAt: number | null } {
  const cuts = found.flatMap((one) => (one.cutAt === null ? [] : [one.cutAt]));
  let cutAt = cuts.length === 0 ? null : Math.min(...cuts);
  const rows = mergeRows(found.flatMap((one) => one.rows)).filter(
    (row) => cutAt === null || row.pos <= cutAt,
  );
  let bytes = 0;
  let many = 0;
  for (const [at, row] of rows.entries()) {
    bytes += row.op.length;
    if (rows[at + 1]?.pos === row.pos) continue;
    many = at + 1;
    if ((bytes >= bytesMax || many >= opsMax) && many < rows.length) {
      cutAt = row.pos;
      break;
    }
  }
  return { ops: rows.slice(0, cutAt === null ? rows.length : many).map((row) => readOp(row.op)), cutAt };
}

/** One op may stand in several scopes at one position; it is sent once. */
function mergeRows(rows: readonly FeedOpRow[]): readonly FeedOpRow[] {
  const sorted = rows.toSorted((left, right) => left.pos - right.pos || left.seq - right.seq);
  return sorted.filter((row, at) => {
    const before = sorted[at - 1];
    return before === undefined || before.pos !== row.pos || before.seq !== row.seq;
  });
}

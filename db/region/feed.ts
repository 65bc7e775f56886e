import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';
import { type LoggedOp, readOp } from './ops.ts';

export interface FeedRow {
  readonly scope: string;
  readonly pos: number;
  readonly seq: number;
}

/** A record entered a scope at `pos`: everything accepted of it before then is fed there again. */
export interface WidenRow {
  readonly scope: string;
  readonly pos: number;
  readonly record: string;
}

export interface FeedAsk {
  readonly scopes: readonly string[];
  readonly after: number;
  readonly opsMax: number;
  readonly bytesMax: number;
  /** The asking desk knows its own ops from their settlement. */
  readonly exceptDesk: string;
}

export function appendFeed(db: WritableDb, rows: readonly FeedRow[], widened: readonly WidenRow[]): void {
  for (const { scope, pos, seq } of rows) runSql(db, 'insert into feed values (?, ?, ?)', [scope, pos, seq]);
  for (const { scope, pos, record } of widened) {
    runSql(
      db,
      `insert or ignore into feed select @scope, @pos, seq from ops
       where record = @record and refused is null and seq < @pos`,
      { scope, pos, record },
    );
  }
}

/** Counts feed rows after a position, but no further than asked: nobody needs to know how far behind exactly. */
export function countFeed(db: ReadableDb, ask: { scope: string; after: number; max: number }): number {
  const row = oneRow<{ many: number }>(
    db,
    'select count(*) as many from (select 1 from feed where scope = @scope and pos > @after limit @max)',
    ask,
  );
  return row?.many ?? 0;
}

interface Row {
  readonly pos: number;
  readonly seq: number;
  readonly op: string;
}

/**
 * Ops of several scopes after one position, by (pos, seq). `cutAt` is null when nothing more is there; otherwise every
 * row up to that position is in, none after it: a position is never split.
 */
export function readFeed(db: ReadableDb, ask: FeedAsk): { ops: LoggedOp[]; cutAt: number | null } {
  const found = ask.scopes.map((scope) => scan(db, ask, scope));
  const cuts = found.flatMap((one) => (one.cutAt === null ? [] : [one.cutAt]));
  let cutAt = cuts.length === 0 ? null : Math.min(...cuts);
  const rows = mergeRows(found.flatMap((one) => one.rows)).filter(
    (row) => cutAt === null || row.pos <= cutAt,
  );
  let bytes = 0;
  let many = 0;
  for (const [at, row] of rows.entries()) {
    bytes += row.op.length;
    const ends = rows[at + 1]?.pos !== row.pos;
    if (!ends) continue;
    many = at + 1;
    if ((bytes >= ask.bytesMax || many >= ask.opsMax) && many < rows.length) {
      cutAt = row.pos;
      break;
    }
  }
  return { ops: rows.slice(0, cutAt === null ? rows.length : many).map((row) => readOp(row.op)), cutAt };
}

function scan(db: ReadableDb, ask: FeedAsk, scope: string): { rows: Row[]; cutAt: number | null } {
  const { after, exceptDesk, opsMax } = ask;
  const rows = allRows<Row>(
    db,
    `select f.pos, f.seq, o.op from feed f cross join ops o on o.seq = f.seq
     where f.scope = @scope and f.pos > @after and o.desk <> @exceptDesk order by f.pos, f.seq limit @limit`,
    { scope, after, exceptDesk, limit: opsMax + 1 },
  );
  if (rows.length <= opsMax) return { rows, cutAt: null };
  const last = rows.at(-1)?.pos ?? after;
  const whole = rows.filter((row) => row.pos < last);
  if (whole.length > 0) return { rows: whole, cutAt: whole.at(-1)?.pos ?? last };
  // One position alone is longer than a page: a record with a long history entered the scope.
  const all = allRows<Row>(
    db,
    `select f.pos, f.seq, o.op from feed f cross join ops o on o.seq = f.seq
     where f.scope = @scope and f.pos = @last and o.desk <> @exceptDesk order by f.seq`,
    { scope, last, exceptDesk },
  );
  return { rows: all, cutAt: last };
}

/** One op may stand in several scopes at one position; it is sent once. */
function mergeRows(rows: Row[]): Row[] {
  rows.sort((left, right) => left.pos - right.pos || left.seq - right.seq);
  return rows.filter((row, at) => {
    const before = rows[at - 1];
    return before === undefined || before.pos !== row.pos || before.seq !== row.seq;
  });
}

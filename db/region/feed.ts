import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';
import {
  type CutPage,
  cutPage,
  type FeedOpRow,
  type PageMost,
  type Stretch,
  wholePositions,
} from './feedPage.ts';

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

export interface FeedAsk extends PageMost {
  readonly scopes: readonly string[];
  readonly after: number;
  /** The asking desk knows its own ops from their settlement; of a record that entered a scope it may hold them no more. */
  readonly exceptDesk: string;
}

export function appendFeed(db: WritableDb, rows: readonly FeedRow[], widened: readonly WidenRow[]): void {
  // One statement for each scope: a row is so small that a call into the database costs more than it.
  for (const [scope, places] of placesByScope(rows))
    runSql(db, 'insert into feed select ?, value ->> 0, value ->> 1 from json_each(?)', [
      scope,
      JSON.stringify(places),
    ]);
  for (const { scope, pos, record } of widened) {
    runSql(
      db,
      `insert or ignore into feed select @scope, @pos, seq from ops
       where record = @record and refused is null and seq < @pos`,
      { scope, pos, record },
    );
  }
}

function placesByScope(rows: readonly FeedRow[]): Map<string, [pos: number, seq: number][]> {
  const byScope = new Map<string, [number, number][]>();
  for (const { scope, pos, seq } of rows) {
    const known = byScope.get(scope);
    if (known === undefined) byScope.set(scope, [[pos, seq]]);
    else known.push([pos, seq]);
  }
  return byScope;
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

/**
 * Ops of several scopes after one position, by (pos, seq). `cutAt` is null when nothing more is there; otherwise every
 * row up to that position is in, none after it: a position is never split.
 */
export function readFeed(db: ReadableDb, ask: FeedAsk): CutPage {
  return cutPage(
    ask.scopes.map((scope) => scan(db, ask, scope)),
    ask,
  );
}

/** A row of history stands above its op's own place. */
const isTold = '(o.desk <> @exceptDesk or f.pos > f.seq)';

function scan(db: ReadableDb, ask: FeedAsk, scope: string): Stretch {
  const { after, exceptDesk, opsMax } = ask;
  const rows = allRows<FeedOpRow>(
    db,
    `select f.pos, f.seq, o.op from feed f cross join ops o on o.seq = f.seq
     where f.scope = @scope and f.pos > @after and ${isTold} order by f.pos, f.seq limit @limit`,
    { scope, after, exceptDesk, limit: opsMax + 1 },
  );
  const stretch = wholePositions(rows, ask);
  if (typeof stretch !== 'number') return stretch;
  // A record with a long history entered the scope.
  const all = allRows<FeedOpRow>(
    db,
    `select f.pos, f.seq, o.op from feed f cross join ops o on o.seq = f.seq
     where f.scope = @scope and f.pos = @stretch and ${isTold} order by f.seq`,
    { scope, stretch, exceptDesk },
  );
  return { rows: all, cutAt: stretch };
}

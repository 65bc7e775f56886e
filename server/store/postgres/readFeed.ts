import type { FeedAsk } from '../../../db/region/feed.ts';
import { readOp } from '../../../db/region/ops.ts';
import type { FeedPage } from '../regionStore.ts';
import type { Asked } from './readLog.ts';

interface Row {
  readonly scope: string;
  readonly pos: number;
  readonly seq: number;
  readonly op: string;
}
type HeadRow = { readonly head: number; readonly own: number | null } & (
  | Row
  | { readonly [Key in keyof Row]: null }
);

const pageText = `
  select h.seq as head, (select high_water from desks where desk = $3) as own, f.*
  from log_head h
  left join lateral (
    select s.scope, r.pos, r.seq, r.op
    from unnest($1::text[]) as s (scope)
    cross join lateral (
      select f.pos, f.seq, o.op from feed f join ops o on o.seq = f.seq
      where f.scope = s.scope and f.pos > $2 and o.desk <> $3 order by f.pos, f.seq limit $4
    ) as r
  ) as f on true`;

const positionText = `
  select f.scope, f.pos, f.seq, o.op from feed f join ops o on o.seq = f.seq
  where f.scope = $1 and f.pos = $2 and o.desk <> $3 order by f.seq`;

/**
 * Ops of several scopes after one position, by (pos, seq). Head and rows come by one statement: a commit that is not
 * visible is not counted either, so the position a page names has nothing missing before it.
 */
export async function readFeedPage(on: Asked, ask: FeedAsk): Promise<FeedPage> {
  const { scopes, after, exceptDesk, opsMax } = ask;
  const answer = await on.query<HeadRow>({
    name: 'feed',
    text: pageText,
    values: [scopes, after, exceptDesk, opsMax + 1],
  });
  const head = answer.rows[0]?.head ?? 0;
  const own = answer.rows[0]?.own ?? 0;
  const rows = answer.rows.flatMap((row): Row[] => (row.scope === null ? [] : [row]));
  const found = await Promise.all(scopes.map((scope) => wholePositions(on, { ask, scope, rows })));
  const { ops, cutAt } = cutPage(found, ask);
  return { upto: cutAt ?? head, more: cutAt !== null, own, ops };
}

interface Stretch {
  readonly rows: readonly Row[];
  readonly cutAt: number | null;
}

/** What of one scope fits a page without splitting a position. */
async function wholePositions(
  on: Asked,
  { ask, scope, rows: all }: { ask: FeedAsk; scope: string; rows: readonly Row[] },
): Promise<Stretch> {
  const rows = all.filter((row) => row.scope === scope);
  if (rows.length <= ask.opsMax) return { rows, cutAt: null };
  const last = rows.at(-1)?.pos ?? ask.after;
  const whole = rows.filter((row) => row.pos < last);
  if (whole.length > 0) return { rows: whole, cutAt: whole.at(-1)?.pos ?? last };
  // One position alone is longer than a page. It was committed at once, so a later look at it finds the same.
  const values = [scope, last, ask.exceptDesk];
  const position = await on.query<Row>({ name: 'feed-position', text: positionText, values });
  return { rows: position.rows, cutAt: last };
}

function cutPage(
  found: readonly Stretch[],
  { bytesMax, opsMax }: FeedAsk,
): { ops: FeedPage['ops']; cutAt: number | null } {
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
function mergeRows(rows: readonly Row[]): Row[] {
  const sorted = rows.toSorted((left, right) => left.pos - right.pos || left.seq - right.seq);
  return sorted.filter((row, at) => {
    const before = sorted[at - 1];
    return before === undefined || before.pos !== row.pos || before.seq !== row.seq;
  });
}

import type { FeedAsk } from '../../../db/region/feed.ts';
import { cutPage, type FeedOpRow, type Stretch, wholePositions } from '../../../db/region/feedPage.ts';
import { type FeedPage, recordKey } from '../regionStore.ts';
import { longEntryOf } from '../snapshotSlice.ts';
import type { Asked } from './readLog.ts';

interface Row extends FeedOpRow {
  readonly scope: string;
}
type HeadRow = { readonly head: number; readonly own: number | null } & (
  | Row
  | { readonly [Key in keyof Row]: null }
);

/** A row of history stands above its op's own place. The asking desk is the third value of both texts. */
const isTold = '(o.desk <> $3 or f.pos > f.seq)';

const pageText = `
  select h.seq as head, (select high_water from desks where desk = $3) as own, f.*
  from log_head h
  left join lateral (
    select s.scope, r.pos, r.seq, r.op
    from unnest($1::text[]) as s (scope)
    cross join lateral (
      select f.pos, f.seq, o.op from feed f join ops o on o.seq = f.seq
      where f.scope = s.scope and f.pos > $2 and ${isTold} order by f.pos, f.seq limit $4
    ) as r
  ) as f on true`;

const positionText = `
  select f.scope, f.pos, f.seq, o.op from feed f join ops o on o.seq = f.seq
  where f.scope = $1 and f.pos = $2 and ${isTold} order by f.seq`;

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
  const found = await Promise.all(scopes.map((scope) => stretchOf(on, { ask, scope, rows })));
  const { ops, cutAt, tooLong } = cutPage(found, ask);
  const page = { upto: cutAt ?? head, more: cutAt !== null, own, ops };
  if (tooLong === undefined) return page;
  const record = recordKey(tooLong.record);
  const { rows: kept } = await on.query<{ scope: string }>({
    name: 'scope-of-long',
    text: 'select scope from record_scopes where record = $1 and scope = any ($2) limit 1',
    values: [record, scopes],
  });
  return { ...page, ...longEntryOf(kept[0]?.scope, record) };
}

async function stretchOf(
  on: Asked,
  { ask, scope, rows: all }: { ask: FeedAsk; scope: string; rows: readonly Row[] },
): Promise<Stretch> {
  const rows = all.filter((row) => row.scope === scope);
  const stretch = wholePositions(rows, ask);
  if (typeof stretch !== 'number') return stretch;
  // It was committed at once, so a later look at it finds the same.
  const values = [scope, stretch, ask.exceptDesk];
  const position = await on.query<Row>({ name: 'feed-position', text: positionText, values });
  return { rows: position.rows, cutAt: stretch };
}

// Keeps RC5. Which dispositions a nurse may choose above or below the proposed one.
import type { DispositionView } from '../../../../shared/protocol/deskViews.ts';

export function dispositionOf(
  list: readonly DispositionView[],
  code: string | null | undefined,
): DispositionView | null {
  return list.find((one) => one.code === code) ?? null;
}

/** Today or sooner. Raising before the script has proposed anything is for what cannot wait for its questions. */
const soonLevel = 3;

/**
 * Raising offers every more urgent rung, nearest first, so that Enter alone raises by one; help may also be
 * sought from the other ladder's rungs. Without a proposal the most urgent comes first and nothing is chosen.
 * Lowering offers the rungs below on the same ladder, nearest first.
 */
export function rungs(
  list: readonly DispositionView[],
  from: string | null,
  direction: 'raise' | 'lower',
): readonly DispositionView[] {
  const start = dispositionOf(list, from);
  if (start === null)
    return direction === 'raise'
      ? byRank(
          list.filter((one) => one.level <= soonLevel),
          -1,
        )
      : [];
  if (direction === 'lower')
    return byRank(
      list.filter((one) => one.ladder === start.ladder && one.rank < start.rank),
      -1,
    );
  const above = list.filter((one) => one.rank > start.rank);
  const own = above.filter((one) => one.ladder === start.ladder);
  const other = above.filter((one) => one.ladder !== start.ladder);
  return [...byRank(own, 1), ...byRank(other, 1)];
}

function byRank(list: readonly DispositionView[], sign: 1 | -1): readonly DispositionView[] {
  return [...list].sort((left, right) => sign * (left.rank - right.rank));
}

/** What stands as the urgency of the contact now: a person's choice before the script's proposal. */
export function standingDisposition(
  decision: { readonly chosen: string } | null,
  proposal: { readonly disposition: string } | null,
): string | null {
  return decision?.chosen ?? proposal?.disposition ?? null;
}

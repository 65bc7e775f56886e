// What a desk shows comes from its disk: a process that starts anew shows what the one before it did.
import type { SimDesk } from '../world/simDesk.ts';
import { firstDifference, isForgotten } from './canonical.ts';
import type { RegionRecord } from './regionLog.ts';
import { lists } from './standingLists.ts';
import { underCheck } from './underCheck.ts';
import { blame, type Verdict } from './verdict.ts';

/** All that somebody at this desk would get of these records now. */
export function pictureOf(
  desk: SimDesk,
  records: readonly RegionRecord[],
): Readonly<Record<string, unknown>> {
  const { shown } = underCheck(desk);
  return {
    ...Object.fromEntries(
      lists.map(({ query, args }) => [`${query} ${JSON.stringify(args)}`, desk.query(query, args)]),
    ),
    ...Object.fromEntries(records.map(({ kind, id, record }) => [record, shown(kind, id)])),
  };
}

export function checkRestart(
  name: string,
  { before, after }: Readonly<Record<'before' | 'after', Readonly<Record<string, unknown>>>>,
  verdict: Verdict,
): void {
  for (const [what, shown] of Object.entries(before)) {
    const difference = firstDifference(shown, after[what]);
    if (difference !== '' && !isForgotten(difference))
      blame(verdict, 'diverged', `${name} shows another ${what} after a new start: ${difference}`);
  }
}

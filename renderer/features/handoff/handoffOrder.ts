import type { DispositionView, HandoffView } from '../../../shared/protocol/deskViews.ts';

export interface HandoffGroup {
  readonly name: 'offered' | 'taken' | 'ended';
  readonly phases: readonly HandoffView['phase'][];
}
export const handoffGroups: readonly HandoffGroup[] = [
  { name: 'offered', phases: ['offered'] },
  { name: 'taken', phases: ['taken'] },
  { name: 'ended', phases: ['done', 'returned', 'withdrawn'] },
];

/** The most urgent first; among equals, the one that has waited longest. */
export function byUrgency(
  handoffs: readonly HandoffView[],
  dispositions: readonly DispositionView[],
): readonly HandoffView[] {
  const rank = new Map(dispositions.map((one) => [one.code, one.rank]));
  const rankOf = (one: HandoffView) => (one.disposition === null ? 0 : (rank.get(one.disposition) ?? 0));
  return [...handoffs].sort(
    (one, other) => rankOf(other) - rankOf(one) || one.offeredAt.localeCompare(other.offeredAt),
  );
}

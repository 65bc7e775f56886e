// Keeps LW1. What the list of the library shows, in which order.
import type { Language } from '../../../../shared/base/text.ts';
import type { LibraryRow } from '../../../../shared/protocol/authoringViews.ts';
import { said } from '../../contact/localText.ts';
import type { ScriptRef } from '../scriptRef.ts';

export const statusFilters = ['all', 'work', 'released', 'builtIn', 'withdrawn'] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** A search as it stands, and the row that the user came back from. */
export interface Listing {
  readonly typed: string;
  readonly status: StatusFilter;
  readonly from: ScriptRef | null;
}

export const startOfListing: Listing = { typed: '', status: 'all', from: null };

/** By title as the language sorts it, the newest version of each first. Every word typed must be found. */
export function shownRows(
  rows: readonly LibraryRow[],
  { typed, status }: Pick<Listing, 'typed' | 'status'>,
  language: Language,
): readonly LibraryRow[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const collator = new Intl.Collator(language);
  return rows
    .filter((row) => isInFilter(row, status))
    .filter((row) => {
      const haystack = plain(`${Object.values(row.title).join(' ')} ${row.scriptId}`);
      return words.every((word) => haystack.includes(word));
    })
    .toSorted(
      (left, right) =>
        collator.compare(said(left.title, language), said(right.title, language)) ||
        left.scriptId.localeCompare(right.scriptId) ||
        right.version - left.version,
    );
}

function isInFilter({ status }: LibraryRow, filter: StatusFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'work' ? status === 'draft' || status === 'approved' : status === filter;
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

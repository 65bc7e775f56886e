/**
 * Of the ids common to two orders, a largest set whose order did not change: everything else was moved. Taking the
 * largest set means that one question carried to the front is one move, not a move of all the others.
 */
export function inPlace(left: readonly string[], right: readonly string[]): ReadonlySet<string> {
  const placeOf = new Map(left.map((id, index) => [id, index]));
  const places = right.map((id) => placeOf.get(id) ?? -1);
  // Longest rising subsequence: `ends[n]` is the index whose place is the smallest end of a run of n + 1.
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, place] of places.entries()) {
    const found = ends.findIndex((end) => (places[end] ?? 0) >= place);
    const length = found < 0 ? ends.length : found;
    before[index] = ends[length - 1];
    ends[length] = index;
  }
  const kept = new Set<string>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(right[at] ?? '');
  return kept;
}

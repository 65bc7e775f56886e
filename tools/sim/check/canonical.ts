/** JSON with keys in order: equal values give equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** Where two states part, for people: the first path at which they differ. */
export function firstDifference(left: unknown, right: unknown, path = ''): string {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return canonical(left) === canonical(right) ? '' : `${path}: ${canonical(left)} ≠ ${canonical(right)}`;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const key of keys) {
    const found = firstDifference(valueAt(left, key), valueAt(right, key), `${path}.${key}`);
    if (found !== '') return found;
  }
  return '';
}

function valueAt(object: object, key: string): unknown {
  return Object.entries(object).find(([name]) => name === key)?.[1];
}

/** A log forgets after a month when its desk wrote to a record and when the region had it; who was told before may still say so. */
export function isForgotten(difference: string): boolean {
  return /\.signs\.(savedAt|regionAt): .* ≠ null$/.test(difference);
}

/** Levels of arrays and objects a page's message may have. */
const depthMax = 24;

/**
 * Whether a message is within a number of characters, without making its text: a page may hand over anything, and
 * the walk stops as soon as the limit is passed. Too deep counts as too large.
 */
export function isWithin(message: unknown, charsMax: number): boolean {
  let left = charsMax;
  const spend = (chars: number): boolean => {
    left -= chars;
    return left >= 0;
  };
  const walk = (value: unknown, depth: number): boolean => {
    if (typeof value === 'string') return spend(value.length + 2);
    if (typeof value !== 'object' || value === null) return spend(8);
    if (depth > depthMax || !spend(2)) return false;
    if (ArrayBuffer.isView(value)) return spend(value.byteLength);
    if (Array.isArray(value))
      return spend(value.length) && value.every((one: unknown) => walk(one, depth + 1));
    return Object.entries(value).every(([name, one]) => spend(name.length + 3) && walk(one, depth + 1));
  };
  return walk(message, 0);
}

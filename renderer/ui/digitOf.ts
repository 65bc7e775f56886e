/**
 * The digit a key press means, on the row or on the numeric pad; null for any other key. Read from `key`: on a
 * Finnish layout the row gives digits without Shift, and `code` would lie on layouts where it does not.
 */
export function digitOf(event: { readonly key: string; readonly code: string }): number | null {
  if (/^[0-9]$/.test(event.key)) return Number(event.key);
  // With Alt held some layouts give a symbol for the row key; the pad keeps its code whatever NumLock says.
  const pad = /^Numpad([0-9])$/.exec(event.code);
  return pad?.[1] === undefined ? null : Number(pad[1]);
}

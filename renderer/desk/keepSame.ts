/**
 * What came anew, with every part that says the same as before kept as the very same object: what is drawn from an
 * unchanged part need not be drawn again. Lists are compared place by place.
 */
export function keepSame<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) {
    const kept = next.map((one: unknown, at) => keepSame(before[at], one));
    const isSame = kept.length === before.length && kept.every((one, at) => Object.is(one, before[at]));
    return (isSame ? before : kept) as T;
  }
  if (!isPlain(before) || !isPlain(next)) return next;
  const kept: Record<string, unknown> = {};
  let isSame = Object.keys(before).length === Object.keys(next).length;
  for (const [name, value] of Object.entries(next)) {
    kept[name] = Object.hasOwn(before, name) ? keepSame(before[name], value) : value;
    isSame &&= Object.hasOwn(before, name) && Object.is(kept[name], before[name]);
  }
  return (isSame ? before : kept) as T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// What comes from outside as JSON or YAML may be made of, before anything walks it by recursion.

const valuesMax = 60_000;
const numberMax = 1e15;
/** Names that mean something to the language we are written in. */
const wordsOfObjects = new Set(['__proto__', 'constructor', 'prototype']);
const loneSurrogate = /\p{Cs}/u;

/** Null when the value may be read. */
export function whyNotPlain(value: unknown, depthMax: number): string | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let count = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    count += 1;
    if (count > valuesMax) return `has more than ${valuesMax} values`;
    const why = whyNotOne(at.value);
    if (why !== null) return why;
    if (typeof at.value !== 'object' || at.value === null) continue;
    if (at.depth === depthMax) return `is nested more than ${depthMax} deep`;
    for (const [name, inner] of Object.entries(at.value)) {
      if (wordsOfObjects.has(name)) return `has the key ${name}`;
      if (loneSurrogate.test(name)) return 'has half a sign in a key';
      waiting.push({ value: inner, depth: at.depth + 1 });
    }
  }
  return null;
}

function whyNotOne(value: unknown): string | null {
  if (typeof value === 'string') {
    if (loneSurrogate.test(value)) return 'has half a sign (a lone surrogate) in a text';
    return value.includes('\u0000') ? 'has a NUL in a text' : null;
  }
  if (typeof value !== 'number') return null;
  return Math.abs(value) <= numberMax ? null : 'has a number out of all proportion';
}

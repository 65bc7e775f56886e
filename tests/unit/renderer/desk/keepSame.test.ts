import { describe, expect, it } from 'vitest';
import { keepSame } from '../../../../renderer/desk/keepSame.ts';

describe('what came anew beside what was there', () => {
  const before = {
    name: 'a',
    list: [{ id: 1 }, { id: 2 }],
    inner: { deep: { text: 'x' }, gone: 1 },
    none: null,
  };

  it('[WN22] says the same: it is the same object', () => {
    expect(keepSame(before, structuredClone(before))).toBe(before);
  });

  it('[WN22] says something else in one place: only the way to that place is new', () => {
    const next = structuredClone(before);
    next.inner.deep.text = 'y';
    const kept = keepSame(before, next);
    expect(kept).toEqual(next);
    expect(kept.list).toBe(before.list);
    expect(kept.inner).not.toBe(before.inner);
    expect(before.inner.deep.text).toBe('x');
  });

  it('[WN22] nothing of before is left that the new one does not say', () => {
    const fewer = { name: 'a', list: [{ id: 1 }], none: null };
    const kept = keepSame<object>(before, fewer);
    expect(kept).toEqual(fewer);
    expect(Object.keys(kept)).toEqual(['name', 'list', 'none']);
    expect(keepSame<unknown>([1, 2], [1])).toEqual([1]);
    expect(keepSame<unknown>([1], [1, 2])).toEqual([1, 2]);
    expect(keepSame<unknown>({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
    expect(Object.keys(keepSame<object>({ a: 1, b: undefined }, { a: 1, c: undefined }))).toEqual(['a', 'c']);
  });

  it('[WN22] another kind of thing takes its place whole', () => {
    expect(keepSame<unknown>(null, { a: 1 })).toEqual({ a: 1 });
    expect(keepSame<unknown>({ a: 1 }, null)).toBeNull();
    expect(keepSame<unknown>([], {})).toEqual({});
    expect(keepSame<unknown>({ 0: 'a' }, ['a'])).toEqual(['a']);
  });
});

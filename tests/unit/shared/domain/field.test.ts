import { expect, test } from 'vitest';
import { fieldValue, isDisputed, type Stamp, writeField } from '../../../../shared/domain/field/field.ts';
import { laine, virta } from '../make.ts';

function stamp(opId: string, seq: number, basis: number, by = laine): Stamp {
  return { opId, seq, basis, by, at: '2026-11-21T03:40:00.000Z' };
}

test('[CF1] a change made without having seen the other keeps both, with author and time', () => {
  const first = writeField(undefined, stamp('a', 5, 0, laine), 'kotona');
  const both = writeField(first, stamp('b', 6, 0, virta), 'sairaalassa');
  expect(both.map((version) => [version.value, version.by.user])).toEqual([
    ['kotona', 'nurse.laine'],
    ['sairaalassa', 'nurse.virta'],
  ]);
  expect(both.every((version) => version.at !== '')).toBe(true);
  expect(isDisputed(both)).toBe(true);
});

test('[CF2] a write that had seen every version leaves one value', () => {
  const both = writeField(writeField(undefined, stamp('a', 5, 0, laine), 'x'), stamp('b', 6, 0, virta), 'y');
  const chosen = writeField(both, stamp('c', 9, 6, laine), 'y');
  expect(chosen).toHaveLength(1);
  expect(fieldValue(chosen)).toBe('y');
});

test('[CF2] a write that had seen only one of two versions leaves the other standing', () => {
  const both = writeField(writeField(undefined, stamp('a', 5, 0, laine), 'x'), stamp('b', 8, 0, virta), 'y');
  const third = writeField(both, stamp('c', 9, 5, { ...laine, desk: 'desk_c' }), 'z');
  expect(third.map((version) => version.value)).toEqual(['y', 'z']);
});

test('[CF3] the same value written twice apart is no disagreement', () => {
  const same = writeField(writeField(undefined, stamp('a', 5, 0, laine), { k: 1 }), stamp('b', 6, 0, virta), {
    k: 1,
  });
  expect(isDisputed(same)).toBe(false);
});

test('[CF4] a desk replaces its own earlier write, confirmed or pending', () => {
  const confirmed = writeField(undefined, stamp('a', 5, 0), 'x');
  expect(writeField(confirmed, stamp('b', 0, 0), 'y').map((version) => version.value)).toEqual(['y']);
  const pending = writeField(undefined, stamp('a', 0, 0), 'x');
  expect(writeField(pending, stamp('b', 0, 0), 'y').map((version) => version.value)).toEqual(['y']);
});

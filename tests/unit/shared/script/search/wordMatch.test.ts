import { describe, expect, it } from 'vitest';
import { editDistance, matchOf, searchWord, wordsOf } from '../../../../../shared/script/search/wordMatch.ts';

function match(typed: string, word: string): number {
  const [one, other] = [typed, word].map((text) => searchWord(wordsOf(text)[0] ?? ''));
  return one === undefined || other === undefined ? 0 : matchOf(one, other);
}

describe('a typed word beside a word of the library', () => {
  it.each([
    ['rintakipua', 'rintakipu', 'an ending'],
    ['kivun', 'kipu', 'a changed stem'],
    ['hengen', 'henki', 'a changed stem'],
    ['rinta', 'rintakipu', 'half a word'],
    ['hengenahistus', 'hengenahdistus', 'a lost letter'],
    ['hednache', 'headache', 'a wrong letter'],
    ['kuuemtta', 'kuumetta', 'two letters swapped'],
    ['kumetta', 'kuume', 'a lost letter and an ending'],
    ['pissatulehdus', 'tulehdus', 'the end of a compound'],
    ['laake', 'lääke', 'another keyboard'],
  ])('[SS1] %s means %s: %s', (typed, word) => {
    expect(match(typed, word)).toBeGreaterThan(0.3);
  });

  it.each([
    ['kissa', 'kipu'],
    ['lasku', 'lapsi'],
    ['koti', 'käsi'],
    ['hem', 'hosta'],
    ['on', 'onnettomuus'],
  ])('[SS1] %s does not mean %s', (typed, word) => {
    expect(match(typed, word)).toBe(0);
  });

  it('[SS1] the same word counts most, an inflected one more than a misspelt one, a part of a compound least', () => {
    expect(match('yskä', 'yskä')).toBe(1);
    expect(match('rintakipua', 'rintakipu')).toBeGreaterThan(match('rintakpu', 'rintakipu'));
    expect(match('rintakpu', 'rintakipu')).toBeGreaterThan(match('pissatulehdus', 'tulehdus'));
  });

  it('[SS1] letters lost, added, changed and swapped are one slip each', () => {
    expect(editDistance('kume', 'kuume').whole).toBe(1);
    expect(editDistance('kuumme', 'kuume').whole).toBe(1);
    expect(editDistance('kuome', 'kuume').whole).toBe(1);
    expect(editDistance('kumue', 'kuume').whole).toBe(1);
    expect(editDistance('', 'kuume')).toEqual({ whole: 5, begun: 5 });
  });
});

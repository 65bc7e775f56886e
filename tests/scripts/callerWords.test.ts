import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { makeScriptSearch } from '../../shared/script/search/scriptSearch.ts';
import { type CallerSentence, knownSentences, unseenSentences } from './kit/callerSentences.ts';

const library = fileURLToPath(new URL('../../shared/script/library', import.meta.url));
const { scripts } = readScriptLibrary(library);
const search = makeScriptSearch(scripts);

const found = new Map(
  [...knownSentences, ...unseenSentences].map(({ said }) => [said, search.find(said, 3)] as const),
);

function missed(sentences: readonly CallerSentence[]): string[] {
  return sentences
    .filter(({ said, right }) => !found.get(said)?.some((id) => right.includes(id)))
    .map(({ said, right }) => `${said} → ${found.get(said)?.join(', ')}; wanted ${right.join(' or ')}`);
}

function many(language: CallerSentence['language']): number {
  return [...knownSentences, ...unseenSentences].filter((one) => one.language === language).length;
}

describe('finding a script by the caller’s own words', () => {
  it('[SS1] every sentence the search was made with finds its script among the first three', () => {
    expect(missed(knownSentences)).toEqual([]);
  });

  // The figure of 2026-11: 73 of 77; MiniSearch with its fuzzy and prefix search found 72 of them, and 143 of the 159 above.
  it('[SS1] of sentences nobody tuned it for at least 94 in a hundred find their script', () => {
    const found = unseenSentences.length - missed(unseenSentences).length;
    expect(found / unseenSentences.length, missed(unseenSentences).join('\n')).toBeGreaterThanOrEqual(0.94);
  });

  it('[SS1] the very first found is right nine times in ten, for sentences nobody tuned it for as well', () => {
    for (const sentences of [knownSentences, unseenSentences]) {
      const first = sentences.filter(({ said, right }) => right.includes(found.get(said)?.[0] ?? ''));
      expect(first.length / sentences.length).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('[SS1] two letters already find what begins so, and a sentence goes on finding while its last word is typed', () => {
    expect(search.find('ri', 1)).toEqual(['chest_pain']);
    expect(search.find('pa', 8)).toContain('headache');
    for (const end of [1, 2, 3, 5]) {
      const text = 'lapsella kuume'.slice(0, 'lapsella '.length + end);
      expect(search.find(text, 3).join(' '), text).toMatch(/child/);
    }
  });

  it('[SS1] the sentences are many, of ordinary callers, and about every script of the library', () => {
    expect(many('fi')).toBeGreaterThanOrEqual(100);
    expect(many('sv')).toBeGreaterThanOrEqual(50);
    expect(many('en')).toBeGreaterThanOrEqual(50);
    const asked = new Set([...knownSentences, ...unseenSentences].flatMap((one) => one.right));
    expect(scripts.map((script) => script.id).filter((id) => !asked.has(id))).toEqual([]);
  });

  it('[SS2] a sentence is searched in the whole library in less than 20 ms, 99 times in a hundred', () => {
    // The best of three fresh searches each: a busy machine interrupts, and that is not the search's time.
    const fresh = [0, 1, 2].map(() => makeScriptSearch(scripts));
    const times = [...knownSentences, ...unseenSentences].map(({ said }) =>
      Math.min(
        ...fresh.map((one) => {
          const started = performance.now();
          one.find(said, 8);
          return performance.now() - started;
        }),
      ),
    );
    times.sort((left, right) => left - right);
    expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(20);
  });

  it('[SS2] two hundred characters of anything are searched as quickly and never fail', () => {
    const started = performance.now();
    for (const text of [
      'ä'.repeat(200),
      'a b '.repeat(50),
      '𝒳'.repeat(100),
      '\u0000'.repeat(200),
      '',
      ' ',
      '…?!',
    ])
      expect(search.find(text, 8).length).toBeLessThanOrEqual(8);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

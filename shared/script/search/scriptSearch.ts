// Keeps SS1, SS2. Finding a script by the caller's own words, in any of the three languages.
import type { LocalText } from '../../base/text.ts';
import { emptyWords, synonyms } from './searchWords.ts';
import { matchOf, type SearchWord, searchWord, shortestPart, wordsOf } from './wordMatch.ts';

export interface SearchableScript {
  readonly id: string;
  readonly title: LocalText;
  readonly keywords: Readonly<Record<keyof LocalText, readonly string[]>>;
}

export interface ScriptSearch {
  /** Ids of the scripts that answer to the words, the likeliest first. */
  find(text: string, limit: number): readonly string[];
}

interface Phrase {
  readonly script: number;
  readonly words: readonly number[];
  readonly weight: number;
}

interface Index {
  readonly words: readonly SearchWord[];
  /** How telling each word is: one that stands in many scripts says little. */
  readonly telling: readonly number[];
  readonly phrases: readonly Phrase[];
}

/** A sentence longer than this has said what it is about. */
const typedWordsMax = 24;
const rememberedWordsMax = 500;

export function makeScriptSearch(scripts: readonly SearchableScript[]): ScriptSearch {
  const index = indexOf(scripts);
  const known = new Map<string, Float32Array>();
  // The same words come again with every key that is pressed.
  const matchesOf = (typed: string): Float32Array => {
    const found = known.get(typed) ?? matchAll(index.words, typed);
    if (known.size >= rememberedWordsMax) known.clear();
    known.set(typed, found);
    return found;
  };
  return {
    find(text, limit) {
      const typed = tellingWords(wordsOf(text)).slice(0, typedWordsMax);
      const matches = typed.map((word, at) =>
        word.length < shortestPart && at === typed.length - 1
          ? matchBeginning(index.words, word)
          : matchesOf(word),
      );
      const scores = scoreAll(index, matches, scripts.length);
      return scripts
        .map((script, at) => ({ id: script.id, score: scores[at] ?? 0 }))
        .filter((one) => one.score > 0)
        .sort((left, right) => right.score - left.score)
        .slice(0, limit)
        .map((one) => one.id);
    },
  };
}

/** All words when none of them tells anything: `on` alone may be the beginning of a longer one. */
function tellingWords(words: readonly string[]): readonly string[] {
  const telling = [...new Set(words.filter((word) => !emptyWords.has(word)))];
  return telling.length > 0 ? telling : words;
}

const titleWeight = 1.4;

function indexOf(scripts: readonly SearchableScript[]): Index {
  const numbers = new Map<string, number>();
  const inScripts: Set<number>[] = [];
  const phrases: Phrase[] = [];
  const add = (script: number, text: string, weight: number): void => {
    const words = tellingWords(wordsOf(text)).map((word) => {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      inScripts[number] = (inScripts[number] ?? new Set()).add(script);
      return number;
    });
    if (words.length > 0) phrases.push({ script, words, weight });
  };
  for (const [at, script] of scripts.entries()) {
    for (const title of Object.values(script.title)) add(at, title, titleWeight);
    for (const keyword of Object.values(script.keywords).flat()) add(at, keyword, 1);
  }
  return {
    words: [...numbers.keys()].map(searchWord),
    telling: inScripts.map((found) => Math.log(1 + scripts.length / found.size)),
    phrases,
  };
}

/** The last word may be one that is only begun: its first letters already find. */
function matchBeginning(words: readonly SearchWord[], begun: string): Float32Array {
  return Float32Array.from(words, ({ text }) => (text.startsWith(begun) ? begunWorth : 0));
}
const begunWorth = 0.4;

/** How well each word of the library answers to one typed word or to another name of the same thing. */
function matchAll(words: readonly SearchWord[], typed: string): Float32Array {
  const said = searchWord(typed);
  const matches = Float32Array.from(words, (word) => matchOf(said, word));
  const others = synonyms.filter((row) => row.includes(typed)).flat();
  for (const other of new Set(others)) {
    for (const [at, word] of words.entries()) {
      if (word.text === other) matches[at] = Math.max(matches[at] ?? 0, synonymWorth);
    }
  }
  return matches;
}
const synonymWorth = 0.7;

/**
 * A typed word counts once per script, by the best word there. On top of that a phrase of which every word was said
 * counts as a whole: `ei saa henkeä` means more than its parts.
 */
function scoreAll(index: Index, typed: readonly Float32Array[], scripts: number): Float64Array {
  const scores = new Float64Array(scripts);
  const best = typed.map(() => new Float64Array(scripts));
  const whole = new Float64Array(scripts);
  for (const { script, words, weight } of index.phrases) {
    let said = 0;
    let sum = 0;
    for (const word of words) {
      let top = 0;
      for (const [at, matches] of typed.entries()) {
        const worth = (matches[word] ?? 0) * (index.telling[word] ?? 0);
        const row = best[at];
        if (row !== undefined && worth * weight > (row[script] ?? 0)) row[script] = worth * weight;
        top = Math.max(top, worth);
      }
      if (top > 0) said += 1;
      sum += top;
    }
    if (words.length > 1 && said === words.length)
      whole[script] = Math.max(whole[script] ?? 0, sum * wholeWorth);
  }
  for (let at = 0; at < scripts; at += 1) {
    scores[at] = best.reduce((sum, row) => sum + (row[at] ?? 0), whole[at] ?? 0);
  }
  return scores;
}
const wholeWorth = 0.6;

// How well a word that was typed stands for a word of the library: inflected, compounded, half typed or misspelt.

/** A word with what comparing it needs, made once. */
export interface SearchWord {
  readonly text: string;
  /** One bit for each letter in it: two words far apart here are far apart in letters. */
  readonly letters: number;
  /** With strong and weak grades written alike. */
  readonly stem: string;
}

/** Keyboards differ: `lääke`, `laake` and `LÄÄKE` are the same word. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function wordsOf(text: string): string[] {
  return plainText(text)
    .replace(/['’´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

export function searchWord(text: string): SearchWord {
  return { text, letters: lettersOf(text), stem: gradeless(text) };
}

function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) bits |= 1 << ((text.charCodeAt(at) - 97) & 31);
  return bits;
}

/** From 0, another word, to 1, the same. A misspelling is worth less than an inflection, and part of a compound least. */
export function matchOf(typed: SearchWord, word: SearchWord): number {
  const [said, text] = [typed.text, word.text];
  if (said === text) return 1;
  if (said.length < shortestPart || text.length < shortestPart) return 0;
  if (text.startsWith(said)) return 0.6 + (0.35 * said.length) / text.length;
  if (text.length >= shortestStem && said.startsWith(text)) return inflection(text.length, said.length);
  return Math.max(misspelling(typed, word), sameStem(typed.stem, word.stem), compoundPart(said, text));
}

/** Shorter words of a sentence begin too many others to mean anything. */
export const shortestPart = 3;
const shortestStem = 4;

/** `rintakipua` is `rintakipu` with an ending; `rintapistos` only begins like `rinta`. */
function inflection(stem: number, whole: number): number {
  return whole - stem <= endingMax ? 0.9 : 0.4 + (0.4 * stem) / whole;
}
const endingMax = 4;

/**
 * Finnish changes its stems (`kipu`, `kivun`; `henki`, `hengen`), so strong and weak grades are written alike before
 * two words are compared from the front.
 */
function sameStem(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  const longer = Math.max(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same += 1;
  const isStem = same >= shortestStem - 1 && same >= shorter - 2 && longer - same <= endingMax + 1;
  return isStem ? 0.35 + (0.45 * same) / longer : 0;
}

const grades: readonly (readonly [RegExp, string])[] = [
  [/nk|ng/g, 'n'],
  [/nt|nd/g, 'n'],
  [/mp/g, 'm'],
  [/lt/g, 'l'],
  [/rt/g, 'r'],
  [/v/g, 'p'],
  [/d/g, 't'],
  [/(.)\1/g, '$1'],
];

function gradeless(word: string): string {
  return grades.reduce((text, [pattern, to]) => text.replace(pattern, to), word);
}

/** One slip in a word of four letters or more, two in one of eight; an ending may follow. */
function misspelling(typed: SearchWord, word: SearchWord): number {
  const [said, text] = [typed.text, word.text];
  const shorter = Math.min(said.length, text.length);
  const slipsMax = shorter >= 8 ? 2 : 1;
  const isShort = shorter < shortestStem || said.length < text.length - slipsMax;
  if (isShort || said.length > text.length + slipsMax + endingMax) return 0;
  // Every letter that only one of them has costs a slip, or stands in the ending.
  if (bitsIn(word.letters & ~typed.letters) > slipsMax) return 0;
  if (bitsIn(typed.letters & ~word.letters) > slipsMax + endingMax) return 0;
  const { whole, begun } = editDistance(said, text);
  if (whole <= slipsMax) return 0.8 - 0.15 * whole - (shorter === shortestStem ? 0.15 : 0);
  const couldEnd = text.length > shortestStem && said.length - text.length <= endingMax;
  return couldEnd && begun <= slipsMax ? 0.65 - 0.15 * begun : 0;
}

/** `pissatulehdus` ends in `tulehdus`, and `kipu` stands inside `vatsakipu`. */
function compoundPart(typed: string, text: string): number {
  if (typed.length > shortestStem && text.includes(typed)) return 0.45;
  return text.length > shortestStem && typed.includes(text) ? 0.35 : 0;
}

interface Distance {
  readonly whole: number;
  /** The least distance of the word from any beginning of what was typed. */
  readonly begun: number;
}

/** Letters lost, added, changed or swapped (optimal string alignment). */
export function editDistance(typed: string, text: string): Distance {
  let before: number[] = [];
  let row = Array.from({ length: text.length + 1 }, (_, at) => at);
  let begun = text.length;
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= text.length; j += 1) {
      const cost = typed[i - 1] === text[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && typed[i - 1] === text[j - 2] && typed[i - 2] === text[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
    begun = Math.min(begun, row[text.length] ?? begun);
  }
  return { whole: row[text.length] ?? 0, begun };
}

function bitsIn(value: number): number {
  let bits = value >>> 0;
  let many = 0;
  for (; bits !== 0; many += 1) bits &= bits - 1;
  return many;
}

// Keeps SC4. Splits the answers of a question into classes no rule can tell apart.
import { exhaustive } from '../../base/assert.ts';
import type { AnswerClass, CompiledQuestion } from '../compiledScript.ts';
import type { Question } from '../scriptFormat.ts';
import type { Test } from './predicate.ts';

export type Known = string | number | readonly string[];
export const unknownAnswer = 'unknown';

type Pair = readonly [number, number];

export type Split = Pick<
  CompiledQuestion,
  'classes' | 'thresholds' | 'pieces' | 'subsets' | 'order' | 'reassuring'
>;

/** Whether a known answer passes a test. "Not sure" never comes here: it is decided by the unknown policy. */
export function passes(test: Test, answer: Known): boolean {
  if (typeof test !== 'object') return isOrIncludes(answer, test);
  if ('in' in test) return test.in.some((one) => isOrIncludes(answer, one));
  if ('ne' in test) return !isOrIncludes(answer, test.ne);
  if ('sure' in test) return test.sure === 'yes';
  if (typeof answer !== 'number') return false;
  if ('lt' in test) return answer < test.lt;
  if ('lte' in test) return answer <= test.lte;
  if ('gt' in test) return answer > test.gt;
  if ('gte' in test) return answer >= test.gte;
  return answer >= test.between[0] && answer <= test.between[1];
}

export function splitAnswers(question: Question, all: readonly Test[]): Split {
  // Many rules ask the same: one test tells answers apart as well as a thousand.
  const tests = [...new Map(all.map((test) => [JSON.stringify(test), test])).values()];
  switch (question.type) {
    case 'yes_no': {
      const worse = question.worse;
      const chain = worse === undefined ? [] : worse === 'yes' ? [1, 0] : [0, 1];
      return fixed(['yes', 'no'], chain, question.good === 'yes' ? 0 : 1);
    }
    case 'choice': {
      const keys = Object.keys(question.options);
      const chain = (question.worse ?? []).map((key) => keys.indexOf(key));
      return fixed(keys, chain, Math.max(0, keys.indexOf(question.good ?? '')));
    }
    case 'many':
      return splitSubsets(Object.keys(question.options), tests, question.worse === 'more');
    case 'number':
    case 'scale':
      return splitNumbers(question, tests);
    case 'date':
    case 'text':
      return fixed([''], [], 0);
    default:
      return exhaustive(question);
  }
}

/** The class of a checked answer. "Not sure" is always the last class. */
export function classOf(question: CompiledQuestion, answer: Known): number {
  const last = question.classes.length - 1;
  if (answer === unknownAnswer) return last;
  const { type } = question.question;
  if (type === 'yes_no') return answer === 'yes' ? 0 : answer === 'no' ? 1 : -1;
  if (type === 'date' || type === 'text') return 0;
  if (type === 'many') return Array.isArray(answer) ? classOfSubset(question, answer) : -1;
  if (type === 'choice') return question.classes.findIndex((one) => one.sample === answer);
  return typeof answer === 'number' ? (question.pieces[pieceOf(answer, question.thresholds)] ?? -1) : -1;
}

function isOrIncludes(answer: Known, value: string | number): boolean {
  return Array.isArray(answer) ? answer.includes(String(value)) : answer === value;
}

const notSure: AnswerClass = { sample: unknownAnswer, label: unknownAnswer };

/** Pairs of a chain from least to most dangerous; "not sure", the last class, lies between its two ends. */
function pairsOf(chain: readonly number[], unknown: number): Pair[] {
  const [best, worst] = [chain[0], chain.at(-1)];
  if (best === undefined || worst === undefined) return [];
  const neighbours = chain.slice(1).map((higher, index): Pair => [chain[index] ?? higher, higher]);
  return [...neighbours, [best, unknown], [unknown, worst]];
}

function fixed(keys: readonly string[], chain: readonly number[], reassuring: number): Split {
  const classes = keys.map((key): AnswerClass => ({ sample: key, label: key }));
  const order = pairsOf(chain, classes.length);
  return { classes: [...classes, notSure], thresholds: [], pieces: [], subsets: [], order, reassuring };
}

/** Eight options that each decide by themselves already make 256 kinds of answers: nobody could follow more. */
export const answerClassesMax = 300;

function splitSubsets(keys: readonly string[], tests: readonly Test[], isOrdered: boolean): Split {
  const classes: AnswerClass[] = [];
  const found = new Map<string, number>();
  const subsets: number[] = [];
  // One too many is enough for the compiler to refuse the question.
  for (let bits = 0; bits < 2 ** keys.length && classes.length <= answerClassesMax; bits += 1) {
    const chosen = keys.filter((_, index) => (bits >> index) % 2 === 1);
    const signature = signatureOf(tests, chosen);
    if (!found.has(signature)) {
      found.set(signature, classes.length);
      classes.push({ sample: chosen, label: chosen.join('+') || '-' });
    }
    subsets.push(found.get(signature) ?? -1);
  }
  const order =
    isOrdered && classes.length <= answerClassesMax ? subsetPairs(subsets, keys.length, classes.length) : [];
  return { classes: [...classes, notSure], thresholds: [], pieces: [], subsets, order, reassuring: 0 };
}

/** Every set against the same set with one more choice. */
function subsetPairs(subsets: readonly number[], keyCount: number, unknown: number): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const [bits, lower] of subsets.entries()) {
    for (let key = 0; key < keyCount; key += 1) {
      const higher = subsets[bits | (1 << key)] ?? lower;
      if (higher !== lower) pairs.set(`${lower} ${higher}`, [lower, higher]);
    }
  }
  return [...pairs.values(), [0, unknown], [unknown, subsets.at(-1) ?? 0]];
}

function classOfSubset(question: CompiledQuestion, chosen: readonly string[]): number {
  if (question.question.type !== 'many') return -1;
  const keys = Object.keys(question.question.options);
  const bits = chosen.reduce((sum, key) => sum + 2 ** keys.indexOf(key), 0);
  return question.subsets[bits] ?? -1;
}

type Numeric = Extract<Question, { type: 'number' | 'scale' }>;

function splitNumbers(question: Numeric, tests: readonly Test[]): Split {
  const thresholds = [...new Set(tests.flatMap(boundsOf))].sort((a, b) => a - b);
  const classes: AnswerClass[] = [];
  const signatures: string[] = [];
  const pieces: number[] = [];
  for (let piece = 0; piece <= thresholds.length * 2 && classes.length <= answerClassesMax; piece += 1) {
    const sample = sampleOf(piece, thresholds, question);
    if (sample === null) {
      pieces.push(-1);
      continue;
    }
    const signature = signatureOf(tests, sample);
    // Only neighbours are merged: the order of classes must stay the order of numbers.
    if (signatures.at(-1) !== signature) {
      signatures.push(signature);
      classes.push({ sample, label: String(sample) });
    }
    pieces.push(classes.length - 1);
  }
  const rising = classes.map((_, index) => index);
  const chain = question.worse === 'lower' ? rising.toReversed() : rising;
  const order = question.worse === undefined ? [] : pairsOf(chain, classes.length);
  const named = question.good === undefined ? undefined : pieces[pieceOf(question.good, thresholds)];
  const reassuring = named ?? leastAskedFor(chain, classes, tests);
  return { classes: [...classes, notSure], thresholds, pieces, subsets: [], order, reassuring };
}

/** Reassuring is the number no rule asks for; the safe end of the range breaks ties. */
function leastAskedFor(
  chain: readonly number[],
  classes: readonly AnswerClass[],
  tests: readonly Test[],
): number {
  const hits = (index: number) => tests.filter((test) => passes(test, classes[index]?.sample ?? '')).length;
  return chain.reduce((best, index) => (hits(index) < hits(best) ? index : best), chain[0] ?? 0);
}

function boundsOf(test: Test): number[] {
  const values = typeof test === 'object' ? Object.values(test).flat() : [test];
  return values.filter((value): value is number => typeof value === 'number');
}

/** Pieces alternate: 0 is below the first threshold, 1 is that threshold itself, 2 lies above it, and so on. */
function pieceOf(value: number, thresholds: readonly number[]): number {
  let piece = 0;
  for (const threshold of thresholds) {
    if (value < threshold) return piece;
    if (value === threshold) return piece + 1;
    piece += 2;
  }
  return piece;
}

/** A number from the piece, a whole one when there is one; null when the range leaves the piece empty. */
function sampleOf(piece: number, thresholds: readonly number[], question: Numeric): number | null {
  const { min, max } = question;
  if (piece % 2 === 1) {
    const point = thresholds[(piece - 1) / 2] ?? Number.NaN;
    return point >= min && point <= max && isPossible(point, question) ? point : null;
  }
  const below = thresholds[piece / 2 - 1];
  const above = thresholds[piece / 2];
  const low = below === undefined ? min : Math.max(below, min);
  const high = above === undefined ? max : Math.min(above, max);
  const inside = (value: number) =>
    (below === undefined || value > below) &&
    (above === undefined || value < above) &&
    value >= min &&
    value <= max;
  const wholes = below === undefined ? [Math.ceil(high) - 1, Math.floor(high)] : [Math.floor(low) + 1];
  const tries = [...wholes, Math.ceil(low), (low + high) / 2, low, high];
  return tries.find((value) => inside(value) && isPossible(value, question)) ?? null;
}

function isPossible(value: number, question: Numeric): boolean {
  return question.type === 'number' || Number.isInteger(value);
}

function signatureOf(tests: readonly Test[], answer: Known): string {
  return tests.map((test) => (passes(test, answer) ? '1' : '0')).join('');
}

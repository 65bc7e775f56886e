// Keeps SC2.
import { z } from 'zod';

export type Scalar = string | number;

/** What one answer must be. A bare value means "is this"; for a question with many choices, "includes this". */
export type Test =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly ne: Scalar }
  | { readonly lt: number }
  | { readonly lte: number }
  | { readonly gt: number }
  | { readonly gte: number }
  | { readonly between: readonly [number, number] }
  /** Whether the caller knows at all: the one condition that speaks of "not sure" itself. */
  | { readonly sure: 'yes' | 'no' };

export type Predicate =
  | { readonly any: readonly Predicate[] }
  | { readonly all: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly [questionId: string]: Test };

export interface Atom {
  readonly questionId: string;
  readonly test: Test;
}

const predicateDepthMax = 8;
const predicatePartsMax = 200;
const idPattern = /^[a-z][a-z0-9_]*$/;
const connectives = new Set(['any', 'all', 'not']);
const comparisons = ['lt', 'lte', 'gt', 'gte'] as const;

/**
 * The closed language of conditions. Walked by hand instead of by a recursive union, so that a mistake is
 * named where it is ("write one condition per line"), not as "no variant matched".
 */
export const predicateSchema = z.custom<Predicate>().superRefine((value, ctx) => {
  const trouble: Trouble = (path, message) => ctx.addIssue({ code: 'custom', path: [...path], message });
  const parts = walk({ value, path: [], depth: 0 }, trouble);
  if (parts > predicatePartsMax) trouble([], `has more than ${predicatePartsMax} parts`);
});

/** Reads a node that the schema has accepted. */
export function asAtom(predicate: Predicate): Atom | null {
  const entry = Object.entries(predicate)[0];
  if (entry === undefined || connectives.has(entry[0])) return null;
  return { questionId: entry[0], test: entry[1] as Test };
}

/** Every question a condition speaks of, in the order of writing. */
export function questionsOf(predicate: Predicate): string[] {
  const atom = asAtom(predicate);
  if (atom !== null) return [atom.questionId];
  return childrenOf(predicate).flatMap(questionsOf);
}

export function childrenOf(predicate: Predicate): readonly Predicate[] {
  if ('any' in predicate && Array.isArray(predicate.any)) return predicate.any;
  if ('all' in predicate && Array.isArray(predicate.all)) return predicate.all;
  return 'not' in predicate ? [predicate.not as Predicate] : [];
}

type Path = readonly (string | number)[];
type Trouble = (path: Path, message: string) => void;
interface Place {
  readonly value: unknown;
  readonly path: Path;
  readonly depth: number;
}

function walk(place: Place, trouble: Trouble): number {
  const { value, path, depth } = place;
  if (depth > predicateDepthMax) {
    trouble(path, `is nested more than ${predicateDepthMax} deep`);
    return 1;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    trouble(path, 'must be a condition such as {any: […]} or {question: yes}');
    return 1;
  }
  const entries = Object.entries(value);
  const [key, inner] = entries[0] ?? [];
  if (key === undefined || entries.length !== 1) {
    trouble(path, 'must hold exactly one condition; join several with any or all');
    return 1;
  }
  if (key === 'not') return 1 + walk({ value: inner, path: [...path, 'not'], depth: depth + 1 }, trouble);
  if (connectives.has(key))
    return 1 + walkList({ value: inner, path: [...path, key], depth: depth + 1 }, trouble);
  if (!idPattern.test(key)) trouble([...path, key], 'is not a question id');
  checkTest(inner, [...path, key], trouble);
  return 1;
}

function walkList(place: Place, trouble: Trouble): number {
  const { value, path, depth } = place;
  if (!Array.isArray(value) || value.length === 0) {
    trouble(path, 'must be a list with at least one condition');
    return 1;
  }
  return value.reduce<number>(
    (sum, child: unknown, index) => sum + walk({ value: child, path: [...path, index], depth }, trouble),
    0,
  );
}

function checkTest(test: unknown, path: Path, trouble: Trouble): void {
  if (isScalar(test)) return;
  if (typeof test === 'object' && test !== null && !Array.isArray(test)) {
    const [key, bound] = Object.entries(test)[0] ?? [];
    if (Object.keys(test).length === 1 && key !== undefined && isBound(key, bound)) return;
  }
  trouble(path, 'must be a value, or one of in, ne, lt, lte, gt, gte, between, sure with its value');
}

function isBound(key: string, bound: unknown): boolean {
  if ((comparisons as readonly string[]).includes(key)) return typeof bound === 'number';
  if (key === 'ne') return isScalar(bound);
  if (key === 'sure') return bound === 'yes' || bound === 'no';
  if (!Array.isArray(bound)) return false;
  if (key === 'in') return bound.length > 0 && bound.every(isScalar);
  const [low, high] = bound as unknown[];
  return (
    key === 'between' &&
    bound.length === 2 &&
    typeof low === 'number' &&
    typeof high === 'number' &&
    low <= high
  );
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

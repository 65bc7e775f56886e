// Keeps SC3, SC6. Conditions become formulas over answer classes; the meaning of "not sure" is settled here, once.
import { exhaustive } from '../../base/assert.ts';
import type { CompiledQuestion } from '../compiledScript.ts';
import { unknownAsNoRankMin } from '../disposition.ts';
import type { Question } from '../scriptFormat.ts';
import { type Known, passes, unknownAnswer } from './answerClass.ts';
import type { Formula } from './formula.ts';
import { asAtom, childrenOf, type Predicate, type Test } from './predicate.ts';

type Find = (questionId: string) => CompiledQuestion | undefined;

export function compileFormula(predicate: Predicate | undefined, rank: number, find: Find): Formula {
  return predicate === undefined ? { kind: 'always' } : build({ predicate, negated: false, rank, find });
}

/** The answer that "not sure" stands for; null when it counts as no answer to a condition. */
export function unknownStandsFor(question: Question): Known | null {
  if (question.type === 'date' || question.type === 'text') return null;
  const policy = question.unknown ?? (question.red_flag ? 'worst' : 'ignore');
  if (policy === 'ignore') return null;
  return policy === 'worst' ? worstAnswer(question) : policy;
}

interface Input {
  readonly predicate: Predicate;
  readonly negated: boolean;
  readonly rank: number;
  readonly find: Find;
}

/** Negations are pushed down to the atoms, because "not sure" satisfies neither a comparison nor its opposite. */
function build(input: Input): Formula {
  const { predicate, negated, find, rank } = input;
  const atom = asAtom(predicate);
  if (atom !== null) {
    const question = find(atom.questionId);
    if (question === undefined) return { kind: 'never' };
    const holds = question.classes.map(({ sample }) =>
      sample === unknownAnswer
        ? unknownPasses({ question: question.question, test: atom.test, negated, rank })
        : passes(atom.test, sample) !== negated,
    );
    return { kind: 'atom', question: question.index, holds };
  }
  const children = childrenOf(predicate);
  if ('not' in predicate) return build({ ...input, predicate: children[0] ?? predicate, negated: !negated });
  const kind = 'any' in predicate === negated ? 'all' : 'any';
  return { kind, of: children.map((child) => build({ predicate: child, negated, rank, find })) };
}

interface UnknownInput {
  readonly question: Question;
  readonly test: Test;
  readonly negated: boolean;
  readonly rank: number;
}

function unknownPasses({ question, test, negated, rank }: UnknownInput): boolean {
  // Said of "not sure" itself: whatever it may stand for in other conditions is no matter here.
  if (isSureTest(test)) return (test.sure === 'no') !== negated;
  const standsFor = unknownStandsFor(question);
  if (standsFor !== null) return passes(test, standsFor) !== negated;
  if (question.type !== 'yes_no' || rank < unknownAsNoRankMin) return false;
  const asksForNo = passes(test, 'no') !== negated && passes(test, 'yes') === negated;
  return asksForNo;
}

function isSureTest(test: Test): test is { readonly sure: 'yes' | 'no' } {
  return typeof test === 'object' && 'sure' in test;
}

function worstAnswer(question: Exclude<Question, { type: 'date' | 'text' }>): Known | null {
  switch (question.type) {
    case 'yes_no':
      return question.worse ?? (question.good === 'yes' ? 'no' : 'yes');
    case 'choice':
      return question.worse?.at(-1) ?? null;
    case 'many':
      return Object.keys(question.options);
    case 'number':
    case 'scale':
      if (question.worse === undefined) return null;
      return question.worse === 'higher' ? question.max : question.min;
    default:
      return exhaustive(question);
  }
}

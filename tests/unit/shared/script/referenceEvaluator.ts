/**
 * The reference evaluator of the clinical draft, written down a second time and differently: on authored data,
 * with full answers, without classes, formulas or diagrams. The prover and the runtime are measured against it.
 */
import type { Answers } from '../../../../shared/script/assess.ts';
import { rankOf } from '../../../../shared/script/disposition.ts';
import type { Question, Rule, Script } from '../../../../shared/script/scriptFormat.ts';

interface Asking {
  readonly questions: ReadonlyMap<string, Question>;
  readonly answers: Answers;
  readonly rank: number;
}

/** The first rule that holds, -1 for none. An unanswered question satisfies nothing. */
export function referenceRule(
  rules: readonly Rule[],
  questions: readonly Question[],
  answers: Answers,
): number {
  const byId = new Map(questions.map((question) => [question.id, question]));
  return rules.findIndex(
    (rule) =>
      rule.when === undefined || holds(rule.when, true, { questions: byId, answers, rank: rankOf(rule.to) }),
  );
}

export function ownQuestions(script: Script): Question[] {
  return script.ask.filter((item): item is Question => !('use' in item));
}

function holds(predicate: object, wanted: boolean, asking: Asking): boolean {
  const [key, value] = Object.entries(predicate)[0] as [string, unknown];
  if (key === 'not') return holds(value as object, !wanted, asking);
  if (key === 'any' || key === 'all') {
    const results = (value as object[]).map((child) => holds(child, wanted, asking));
    return (key === 'any') === wanted ? results.includes(true) : !results.includes(false);
  }
  return atomHolds({ id: key, test: value, wanted }, asking);
}

function atomHolds(
  atom: { id: string; test: unknown; wanted: boolean },
  { questions, answers, rank }: Asking,
): boolean {
  const question = questions.get(atom.id);
  const given = answers[atom.id];
  if (question === undefined || given === undefined) return false;
  if (typeof atom.test === 'object' && atom.test !== null && 'sure' in atom.test)
    return ((given === 'unknown') === (atom.test.sure === 'no')) === atom.wanted;
  const matches = (answer: unknown) => matchesTest(atom.test, answer) === atom.wanted;
  if (given !== 'unknown') return matches(given);
  const policy =
    'unknown' in question && question.unknown !== undefined
      ? question.unknown
      : question.red_flag
        ? 'worst'
        : 'ignore';
  if (policy !== 'worst' && policy !== 'ignore') return matches(policy);
  if (policy === 'worst') {
    const worst = worstOf(question);
    if (worst !== undefined) return matches(worst);
  }
  return question.type === 'yes_no' && rank >= 4 && matches('no') && !matches('yes');
}

function worstOf(question: Question): unknown {
  if (question.type === 'yes_no') return question.worse ?? (question.good === 'yes' ? 'no' : 'yes');
  if (question.type === 'choice') return question.worse?.[question.worse.length - 1];
  if (question.type === 'number')
    return question.worse === 'higher' ? question.max : question.worse === 'lower' ? question.min : undefined;
  return undefined;
}

function matchesTest(test: unknown, answer: unknown): boolean {
  if (typeof test !== 'object' || test === null) return test === answer;
  const [operator, bound] = Object.entries(test)[0] as [string, unknown];
  const value = answer as number;
  switch (operator) {
    case 'in':
      return (bound as unknown[]).includes(answer);
    case 'ne':
      return bound !== answer;
    case 'lt':
      return value < (bound as number);
    case 'lte':
      return value <= (bound as number);
    case 'gt':
      return value > (bound as number);
    case 'gte':
      return value >= (bound as number);
    default: {
      const [low, high] = bound as [number, number];
      return value >= low && value <= high;
    }
  }
}

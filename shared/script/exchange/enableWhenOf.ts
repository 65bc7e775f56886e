// A question's `when` in the standard's conditions: a list of comparisons, all or any of them. Null: it cannot be said so.
import { type Atom, asAtom, childrenOf, type Predicate, type Test } from '../compile/predicate.ts';
import type { ScriptData } from '../compiledScript.ts';
import type { Question } from '../scriptFormat.ts';
import { type EnableWhen, optionSystem, type QuestionnaireItem } from './fhirShapes.ts';

type Conditions = Pick<QuestionnaireItem, 'enableWhen' | 'enableBehavior'>;

export function enableWhenOf(script: ScriptData, when: Predicate): Conditions | null {
  const atoms = flatten(when);
  if (atoms === null) return null;
  const isAny = 'any' in when || isChoiceOf(when);
  const conditions = atoms.map((atom) => conditionOf(script, atom));
  const said = conditions.filter((one) => one !== null);
  if (said.length < conditions.length || said.length === 0) return null;
  return said.length === 1
    ? { enableWhen: said }
    : { enableWhen: said, enableBehavior: isAny ? 'any' : 'all' };
}

/** One of several answers to the same question. */
function isChoiceOf(when: Predicate): boolean {
  const test = asAtom(when)?.test;
  return typeof test === 'object' && 'in' in test;
}

function flatten(when: Predicate): Atom[] | null {
  const atom = asAtom(when);
  if (atom !== null) return split(atom);
  if ('not' in when) return null;
  const atoms = childrenOf(when).map(asAtom);
  const plain = atoms.filter((one) => one !== null);
  const isFlat = plain.length === atoms.length && plain.every((one) => split(one).length === 1);
  return isFlat ? plain.flatMap(split) : null;
}

function split({ questionId, test }: Atom): Atom[] {
  if (typeof test !== 'object') return [{ questionId, test }];
  if ('in' in test) return test.in.map((one) => ({ questionId, test: one }));
  if (!('between' in test)) return [{ questionId, test }];
  const [low, high] = test.between;
  return [
    { questionId, test: { gte: low } },
    { questionId, test: { lte: high } },
  ];
}

function conditionOf(script: ScriptData, { questionId, test }: Atom): EnableWhen | null {
  const question = script.questions[script.indexOf[questionId] ?? -1]?.question;
  const compared = comparisonOf(test);
  if (question === undefined || compared === null) return null;
  const answer = answerOf(script, question, compared.value);
  return answer === null ? null : { question: questionId, operator: compared.operator, ...answer };
}

interface Comparison {
  readonly operator: EnableWhen['operator'];
  readonly value: string | number;
}

function comparisonOf(test: Test): Comparison | null {
  if (typeof test !== 'object') return { operator: '=', value: test };
  if ('ne' in test) return { operator: '!=', value: test.ne };
  if ('lt' in test) return { operator: '<', value: test.lt };
  if ('lte' in test) return { operator: '<=', value: test.lte };
  if ('gt' in test) return { operator: '>', value: test.gt };
  return 'gte' in test ? { operator: '>=', value: test.gte } : null;
}

function answerOf(
  script: ScriptData,
  question: Question,
  value: string | number,
): Pick<EnableWhen, 'answerBoolean' | 'answerCoding' | 'answerInteger' | 'answerQuantity'> | null {
  switch (question.type) {
    case 'yes_no':
      return { answerBoolean: value === 'yes' };
    case 'choice':
    case 'many':
      return { answerCoding: { system: optionSystem(script.id, question.id), code: String(value) } };
    case 'number':
      return { answerQuantity: { value: Number(value) } };
    case 'scale':
      return { answerInteger: Number(value) };
    default:
      return null;
  }
}

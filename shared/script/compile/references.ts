// Keeps SC2. Everything a script names must exist and fit: questions, options, topics, sources, rows it skips.
import type { PlacedRule } from '../compileScript.ts';
import type { Block, Question, Script } from '../scriptFormat.ts';
import type { PlacedQuestion } from './placeQuestions.ts';
import { asAtom, childrenOf, type Predicate, questionsOf, type Scalar, type Test } from './predicate.ts';

interface Input {
  readonly script: Script;
  readonly blocks: readonly Block[];
  readonly placed: readonly PlacedQuestion[];
  readonly rules: readonly PlacedRule[];
  readonly trouble: (key: string, message: string) => void;
}

export function checkReferences(input: Input): void {
  const { script, blocks, placed, rules, trouble } = input;
  const byId = new Map(placed.map((one) => [one.question.id, one]));
  const sources = new Set(
    [...script.sources, ...blocks.flatMap((block) => block.sources)].map((one) => one.id),
  );
  const topics = new Set([...script.topics, ...blocks.flatMap((block) => block.topics)].map((one) => one.id));
  for (const { rule, key } of rules) {
    for (const id of rule.source ?? [])
      if (!sources.has(id)) trouble(`${key}.source`, `there is no source ${id}`);
    if (rule.when !== undefined)
      checkCondition({ predicate: rule.when, key: `${key}.when`, byId, isRule: true, trouble });
  }
  checkWhens(input, byId);
  for (const { question, stage } of placed) {
    checkQuestion(question, trouble);
    if (question.topic !== undefined && !topics.has(question.topic)) {
      trouble(`ask ${question.id} (${stage})`, `there is no topic ${question.topic}`);
    }
  }
  const lines = {
    advice: script.advice,
    guidance: script.guidance,
    safetyNet: script.safetyNet,
    plan: script.plan,
  };
  for (const [name, list] of Object.entries(lines)) {
    for (const [index, { when }] of list.entries()) {
      if (when !== undefined)
        checkCondition({ predicate: when, key: `${name}.${index}.when`, byId, isRule: false, trouble });
    }
  }
  for (const [index, { text }] of script.plan.entries()) {
    for (const id of Object.values(text).flatMap(placeholdersOf)) {
      if (!byId.has(id)) trouble(`plan.${index}.text`, `there is no question ${id} to fill in`);
    }
  }
  const rows = new Set(blocks.flatMap((block) => [...block.raise, ...block.support].map((row) => row.id)));
  for (const id of script.skip) if (!rows.has(id)) trouble('skip', `no included block has the row ${id}`);
}

/** A question may wait for what was asked before it, so nothing can wait for itself. */
function checkWhens({ placed, trouble }: Input, byId: ReadonlyMap<string, PlacedQuestion>): void {
  const before = new Set<string>();
  for (const { question, stage } of placed) {
    const key = `ask ${question.id} when`;
    if (question.when !== undefined) {
      if (stage !== 'info')
        trouble(key, 'only an information question waits for others: rules decide the rest');
      checkCondition({ predicate: question.when, key, byId, isRule: false, trouble });
      for (const id of new Set(questionsOf(question.when)))
        if (byId.has(id) && !before.has(id)) trouble(key, `${id} is not asked before this`);
    }
    before.add(question.id);
  }
}

export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map((match) => match[1] ?? '');
}

interface Condition {
  readonly predicate: Predicate;
  readonly key: string;
  readonly byId: ReadonlyMap<string, PlacedQuestion>;
  readonly isRule: boolean;
  readonly trouble: Input['trouble'];
}

function checkCondition(condition: Condition): void {
  const { predicate, key, byId, isRule, trouble } = condition;
  for (const id of new Set(questionsOf(predicate))) {
    const placed = byId.get(id);
    if (placed === undefined)
      trouble(key, `the question ${id} is not asked: add it to ask, or {use: ${id}} when it is shared`);
    else if (isRule && placed.stage === 'info')
      trouble(key, `${id} is asked for information only and cannot decide`);
    else if (isRule && placed.stage === 'vulnerability')
      trouble(key, `add {use: ${id}} to ask, so that its place is decided`);
  }
  const visit = (one: Predicate): void => {
    const atom = asAtom(one);
    if (atom === null) {
      childrenOf(one).forEach(visit);
      return;
    }
    const question = byId.get(atom.questionId)?.question;
    const message = question === undefined ? null : misfit(question, atom.test);
    if (message !== null) trouble(key, message);
  };
  visit(predicate);
}

function valuesOf(test: Test): readonly Scalar[] {
  return typeof test === 'object' ? Object.values(test).flat() : [test];
}

function misfit(question: Question, test: Test): string | null {
  if (typeof test === 'object' && 'sure' in test)
    return question.type === 'date' || question.type === 'text'
      ? `${question.id} is a ${question.type} and cannot decide`
      : null;
  const values = valuesOf(test);
  const compares = typeof test === 'object' && !('in' in test) && !('ne' in test);
  switch (question.type) {
    case 'yes_no':
      return !compares && values.every((one) => one === 'yes' || one === 'no')
        ? null
        : `${question.id} is answered yes or no`;
    case 'choice':
    case 'many': {
      const wrong = values.find((one) => !Object.hasOwn(question.options, String(one)));
      if (wrong === undefined) return compares ? `${question.id} has no numbers to compare` : null;
      return `${question.id} has no option ${wrong}`;
    }
    case 'number':
    case 'scale':
      return values.every((one) => typeof one === 'number')
        ? null
        : `${question.id} is answered with a number`;
    default:
      return `${question.id} is a ${question.type} and cannot decide`;
  }
}

function checkQuestion(question: Question, trouble: Input['trouble']): void {
  const key = `ask ${question.id}`;
  if (question.type === 'number' || question.type === 'scale') {
    if (question.min >= question.max) trouble(key, 'min must be below max');
    const named = [question.good, typeof question.unknown === 'number' ? question.unknown : undefined];
    if (named.some((one) => one !== undefined && (one < question.min || one > question.max))) {
      trouble(key, 'good and unknown must lie between min and max');
    }
  }
  if (question.type === 'choice') {
    const named = [...(question.worse ?? []), question.good, question.unknown].filter(
      (one) => one !== undefined,
    );
    for (const one of named) {
      if (one !== 'worst' && one !== 'ignore' && !Object.hasOwn(question.options, one))
        trouble(key, `has no option ${one}`);
    }
  }
  const keys = question.type === 'choice' || question.type === 'many' ? Object.keys(question.options) : [];
  if (keys.includes('unknown')) trouble(key, 'unknown is kept for "not sure" and cannot be an option');
}

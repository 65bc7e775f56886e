// Keeps SC2–SC5. Authored script + blocks → frozen data and a machine. Every mistake is collected, not only the first.

import { answerClassesMax, splitAnswers } from './compile/answerClass.ts';
import { compileFormula } from './compile/compileFormula.ts';
import type { Formula } from './compile/formula.ts';
import { type PlacedQuestion, placeQuestions } from './compile/placeQuestions.ts';
import { asAtom, childrenOf, type Predicate, type Test } from './compile/predicate.ts';
import { checkReferences } from './compile/references.ts';
import type { CompiledQuestion, CompiledRaise, CompiledRule, ScriptData } from './compiledScript.ts';
import { raisedBy, rankOf, redFlagRank } from './disposition.ts';
import type { Block, Raise, Rule, Script, ScriptProblem } from './scriptFormat.ts';
import { buildMachine, type ScriptMachine } from './scriptMachine.ts';

export type { ScriptData } from './compiledScript.ts';

export interface CompiledScript extends ScriptData {
  readonly machine: ScriptMachine;
}

/** The script cannot be compiled; says where and why. The file name is added by whoever read the file. */
export class ScriptInvalid extends Error {
  override name = 'ScriptInvalid';
  readonly problems: readonly ScriptProblem[];
  constructor(problems: readonly ScriptProblem[]) {
    super(problems.map((one) => `${one.file} ${one.key}: ${one.message}`).join('\n'));
    this.problems = problems;
  }
}

export function compileScript(script: Script, blocks: readonly Block[]): CompiledScript {
  const file = `${script.id}@${script.version}`;
  const problems: ScriptProblem[] = [];
  const trouble = (key: string, message: string) => problems.push({ file, key, message });
  const included = script.include.flatMap((reference, index) => {
    const block = blocks.find((one) => `${one.id}@${one.version}` === reference);
    if (block === undefined) trouble(`include.${index}`, `there is no block ${reference}`);
    return block ?? [];
  });
  const raises = raisesOf(script, included);
  const placed = placeQuestions({ script, blocks: included, raises, trouble });
  const rules = mergeRules(script, included);
  checkReferences({ script, blocks: included, placed, rules, trouble });
  if (problems.length > 0) throw new ScriptInvalid(problems);
  const assembled = assemble({ script, blocks: included, raises, placed, rules });
  for (const { id, classes } of assembled.questions)
    if (classes.length > answerClassesMax)
      trouble(`ask ${id}`, `rules tell more than ${answerClassesMax} kinds of answers apart`);
  if (problems.length > 0) throw new ScriptInvalid(problems);
  const data = freeze(assembled);
  return Object.freeze({ ...data, machine: buildMachine(data) });
}

/** A rule with the place it was authored at, so that a mistake can be named there. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly block: string | null;
  readonly key: string;
}

const always: Formula = { kind: 'always' };

interface Parts {
  readonly script: Script;
  readonly blocks: readonly Block[];
  readonly raises: readonly Raise[];
  readonly placed: readonly PlacedQuestion[];
  readonly rules: readonly PlacedRule[];
}

/** A block's rules go before the script's rules of the same rank: a shared red flag is never behind a milder own rule. */
function mergeRules(script: Script, blocks: readonly Block[]): PlacedRule[] {
  const merged = script.decide.map(
    (rule, index): PlacedRule => ({ rule, block: null, key: `decide.${index}` }),
  );
  for (const block of blocks.toReversed()) {
    for (const [index, rule] of [...block.decide.entries()].toReversed()) {
      const at = merged.findIndex((one) => rankOf(one.rule.to) <= rankOf(rule.to));
      const placed = { rule, block: `${block.id}@${block.version}`, key: `${block.id}.decide.${index}` };
      merged.splice(at < 0 ? merged.length : at, 0, placed);
    }
  }
  return merged;
}

/** Rows that could raise none of the outcomes are left out, so that nobody is asked about pregnancy for a social matter. */
function raisesOf(script: Script, blocks: readonly Block[]): Raise[] {
  return blocks
    .flatMap((block) => block.raise)
    .filter((row) => !script.skip.includes(row.id))
    .filter((row) => script.decide.some(({ to }) => raisedBy(row, to) !== to));
}

function assemble(parts: Parts): ScriptData {
  const { script, blocks, raises, placed, rules } = parts;
  const indexOf = Object.fromEntries(placed.map((one, index) => [one.question.id, index]));
  const tests = testsByQuestion([
    ...rules.map((one) => one.rule.when),
    ...raises.map((one) => one.when),
    ...placed.map((one) => one.question.when),
  ]);
  const split = placed.map(
    ({ question, stage }, index): CompiledQuestion => ({
      id: question.id,
      index,
      stage,
      topic: question.topic ?? null,
      question,
      when: always,
      ...splitAnswers(question, tests.get(question.id) ?? []),
    }),
  );
  const find = (id: string) => split[indexOf[id] ?? -1];
  const questions = split.map((one) => ({ ...one, when: compileFormula(one.question.when, 0, find) }));
  const compiledRules = rules.map(
    ({ rule, block }, index): CompiledRule => ({
      index,
      to: rule.to,
      rank: rankOf(rule.to),
      when: compileFormula(rule.when, rankOf(rule.to), find),
      because: rule.because ?? null,
      also: rule.also,
      goto: rule.goto ?? null,
      outcome: outcomeKey(rule),
      source: rule.source ?? [],
      block,
    }),
  );
  const compiledRaises = raises.map(
    (row): CompiledRaise => ({
      id: row.id,
      when: compileFormula(row.when, redFlagRank, find),
      ladder: row.ladder,
      atLeast: row.atLeast ?? null,
      because: row.because,
    }),
  );
  const { id, version, status, area, title, subject, keywords, photo, sensitive, advice, guidance, plan } =
    script;
  return {
    ...{ id, version, status, area, title, subject, keywords, photo, sensitive, advice, guidance, plan },
    sources: uniqueById([...script.sources, ...blocks.flatMap((block) => block.sources)]),
    topics: uniqueById([...blocks.flatMap((block) => block.topics), ...script.topics]),
    blocks: blocks.map((block) => `${block.id}@${block.version}`),
    questions,
    indexOf,
    rules: compiledRules,
    raises: compiledRaises,
    support: blocks.flatMap((block) => block.support),
    channel: blocks.flatMap((block) => block.channel),
    safetyNet: [...script.safetyNet, ...blocks.flatMap((block) => block.safetyNet)],
    notes: [...script.notes, ...blocks.flatMap((block) => block.notes)],
  };
}

function testsByQuestion(predicates: readonly (Predicate | undefined)[]): Map<string, Test[]> {
  const tests = new Map<string, Test[]>();
  const visit = (predicate: Predicate): void => {
    const atom = asAtom(predicate);
    if (atom === null) childrenOf(predicate).forEach(visit);
    else tests.set(atom.questionId, [...(tests.get(atom.questionId) ?? []), atom.test]);
  };
  for (const predicate of predicates) if (predicate !== undefined) visit(predicate);
  return tests;
}

/**
 * What a rule leads to. Among red flags only where the call goes on matters, because the first of them ends the
 * questions; below, a child-welfare notice more or less is worth a question.
 */
function outcomeKey({ to, goto, also }: Rule): string {
  const rest = rankOf(to) === redFlagRank ? ['red flag'] : [to, ...also.toSorted()];
  return [goto ?? 'here', ...rest].join(' ');
}

/** Two blocks may cite the same source. */
function uniqueById<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return items.filter((one, index) => items.findIndex((other) => other.id === one.id) === index);
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

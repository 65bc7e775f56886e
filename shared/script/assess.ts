// Keeps SC3, SC6–SC9. Where an assessment stands, from its answers alone: pure, so any desk and any replay agree.
import { own } from '../base/own.ts';
import type { LocalText } from '../base/text.ts';
import type { AlsoCode } from './alsoAction.ts';
import { classOf, type Known, unknownAnswer } from './compile/answerClass.ts';
import { type Classes, decidingOf, isFalse, isOpen, isTrue, markOpen, truthOf } from './compile/formula.ts';
import type { CompiledQuestion, CompiledRaise, CompiledRule, ScriptData, Stage } from './compiledScript.ts';
import { type DispositionCode, raisedBy, rankOf } from './disposition.ts';

/** `yes`, `no`, `unknown`, an option key, option keys, a number, a date (`2026-02-03`) or text. */
export type Answer = string | number | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

export interface Deciding {
  readonly questionId: string;
  readonly answer: Answer;
}

export interface Proposal {
  /** Includes the raise by vulnerability, which is also kept apart in `raised`. */
  readonly disposition: DispositionCode;
  readonly ruleIndex: number;
  readonly because: LocalText | null;
  readonly deciding: readonly Deciding[];
  readonly also: readonly AlsoCode[];
  readonly raised: null | { readonly from: DispositionCode; readonly deciding: readonly Deciding[] };
  /** Another script this call goes on in; null for most rules. */
  readonly goto: string | null;
}

export interface AssessmentView {
  readonly next: string | null;
  /** Unanswered questions. Each of them may be told before it is asked. */
  readonly open: readonly string[];
  /** Those that can still change the outcome, in the order of asking. */
  readonly needed: readonly string[];
  /** Set when the outcome is certain. */
  readonly proposal: Proposal | null;
  readonly asked: number;
  readonly stage: Stage | 'done';
}

export function assess(script: ScriptData, answers: Answers): AssessmentView {
  const classes = classesOf(script, answers);
  const open = script.questions.filter((question) => (classes[question.index] ?? -1) < 0);
  const needed = new Uint8Array(script.questions.length);
  const rule = decidingRule(script.rules, classes, needed);
  const certain = !needed.includes(1);
  const raise =
    certain && rule !== null ? raiseOf({ rows: script.raises, from: rule.to, classes, needed }) : null;
  const neededIds = idsOf(script, needed);
  const proposal =
    rule !== null && neededIds.length === 0 ? propose({ script, answers, classes, rule, raise }) : null;
  const isToldNow = (one: CompiledQuestion) => one.stage === 'info' && truthOf(one.when, classes) === isTrue;
  const next = neededIds[0] ?? (proposal === null ? null : (open.find(isToldNow)?.id ?? null));
  return {
    next,
    open: open.map((one) => one.id),
    needed: neededIds,
    proposal,
    asked: script.questions.length - open.length,
    stage: stageOf(script, next, certain),
  };
}

export type AnswerTrouble = 'unknownQuestion' | 'wrongKind' | 'outOfRange' | 'unknownOption' | 'tooLong';
export type CheckedAnswer =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly reason: AnswerTrouble };

export const answerCharsMax = 2_000;

/** The gate for answers from outside. What passes here has a class in {@link assess}. */
export function checkAnswer(script: ScriptData, questionId: string, answer: unknown): CheckedAnswer {
  const question = script.questions[own(script.indexOf, questionId) ?? -1];
  if (question === undefined) return { ok: false, reason: 'unknownQuestion' };
  if (answer === unknownAnswer) return { ok: true, answer };
  const checked = checkKnown(question, answer);
  return typeof checked === 'string' ? { ok: false, reason: checked } : { ok: true, answer: checked.answer };
}

/** The answer classes by question index, -1 where nothing valid is answered. */
export function classesOf(script: ScriptData, answers: Answers): Int16Array {
  const classes = new Int16Array(script.questions.length).fill(-1);
  for (const question of script.questions) {
    const answer = own(answers, question.id);
    if (answer !== undefined) classes[question.index] = classOf(question, answer);
  }
  return classes;
}

/**
 * The first true rule, and the questions that can still put another outcome before it. An open rule of the same
 * outcome just before the true one changes nothing, so its questions are not needed: this is what ends the
 * questions at the first red flag.
 */
function decidingRule(
  rules: readonly CompiledRule[],
  classes: Classes,
  needed: Uint8Array,
): CompiledRule | null {
  const open: CompiledRule[] = [];
  let first: CompiledRule | null = null;
  for (const rule of rules) {
    const truth = truthOf(rule.when, classes);
    if (truth === isFalse) continue;
    if (truth === isTrue) {
      first = rule;
      break;
    }
    open.push(rule);
  }
  while (first !== null && open.length > 0 && sameOutcome(open.at(-1), first)) open.pop();
  for (const rule of open) markOpen(rule.when, classes, needed);
  return first;
}

export function sameOutcome(left: CompiledRule | undefined, right: CompiledRule): boolean {
  return left?.outcome === right.outcome;
}

interface Raised {
  readonly to: DispositionCode;
  readonly rows: readonly CompiledRaise[];
}

interface Raising {
  readonly rows: readonly CompiledRaise[];
  readonly from: DispositionCode;
  readonly classes: Classes;
  readonly needed: Uint8Array;
}

/** The highest rung any true row reaches; rows that could still reach higher mark their questions as needed. */
function raiseOf({ rows, from, classes, needed }: Raising): Raised | null {
  const reach = rows
    .map((row) => ({ row, to: raisedBy(row, from), truth: truthOf(row.when, classes) }))
    .filter((one) => one.truth !== isFalse && rankOf(one.to) > rankOf(from));
  const done = reach.filter((one) => one.truth === isTrue);
  const best = highestReach(
    done.map((one) => one.row),
    from,
  );
  for (const { row, to, truth } of reach) {
    if (truth === isOpen && rankOf(to) > rankOf(best)) markOpen(row.when, classes, needed);
  }
  return best === from
    ? null
    : { to: best, rows: done.filter((one) => one.to === best).map((one) => one.row) };
}

/** How far true rows raise a disposition: the highest of them, never a sum. */
export function highestReach(rows: readonly CompiledRaise[], from: DispositionCode): DispositionCode {
  return rows.reduce((best, row) => {
    const to = raisedBy(row, from);
    return rankOf(to) > rankOf(best) ? to : best;
  }, from);
}

interface Certain {
  readonly script: ScriptData;
  readonly answers: Answers;
  readonly classes: Classes;
  readonly rule: CompiledRule;
  readonly raise: Raised | null;
}

function propose({ script, answers, classes, rule, raise }: Certain): Proposal {
  const given = (indexes: readonly number[]) =>
    indexes.map((index): Deciding => {
      const questionId = script.questions[index]?.id ?? '';
      return { questionId, answer: own(answers, questionId) ?? unknownAnswer };
    });
  const raisers = raise?.rows.flatMap((row) => decidingOf(row.when, classes)) ?? [];
  return {
    disposition: raise?.to ?? rule.to,
    ruleIndex: rule.index,
    because: rule.because,
    deciding: given(decidingOf(rule.when, classes)),
    also: rule.also,
    raised:
      raise === null ? null : { from: rule.to, deciding: given([...new Set(raisers)].sort((a, b) => a - b)) },
    goto: rule.goto,
  };
}

function idsOf(script: ScriptData, marks: Uint8Array): string[] {
  return script.questions.filter((question) => marks[question.index] === 1).map((question) => question.id);
}

function stageOf(script: ScriptData, next: string | null, certain: boolean): Stage | 'done' {
  if (next === null) return 'done';
  const stage = script.questions[own(script.indexOf, next) ?? -1]?.stage ?? 'done';
  // A question of the screen that was asked for the script's own rules keeps its place there.
  return certain && stage !== 'info' ? 'vulnerability' : stage;
}

function checkKnown(question: CompiledQuestion, answer: unknown): AnswerTrouble | { readonly answer: Known } {
  const authored = question.question;
  switch (authored.type) {
    case 'yes_no':
      return answer === 'yes' || answer === 'no' ? { answer } : 'wrongKind';
    case 'choice':
      if (typeof answer !== 'string') return 'wrongKind';
      return Object.hasOwn(authored.options, answer) ? { answer } : 'unknownOption';
    case 'many':
      return checkMany(Object.keys(authored.options), answer);
    case 'number':
    case 'scale':
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'wrongKind';
      if (authored.type === 'scale' && !Number.isInteger(answer)) return 'wrongKind';
      return answer >= authored.min && answer <= authored.max ? { answer } : 'outOfRange';
    case 'date':
      return typeof answer === 'string' && isDate(answer) ? { answer } : 'wrongKind';
    case 'text':
      if (typeof answer !== 'string') return 'wrongKind';
      return answer.length <= answerCharsMax ? { answer } : 'tooLong';
  }
}

/** Stored in the order of the script and without repeats, so that equal answers are equal data. */
function checkMany(keys: readonly string[], answer: unknown): AnswerTrouble | { readonly answer: Known } {
  if (!Array.isArray(answer)) return 'wrongKind';
  const chosen: unknown[] = answer;
  if (chosen.length > keys.length) return 'tooLong';
  if (!chosen.every((one) => typeof one === 'string' && keys.includes(one))) return 'unknownOption';
  return { answer: keys.filter((key) => chosen.includes(key)) };
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = (monthDays[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  return year >= 1850 && day >= 1 && day <= days;
}

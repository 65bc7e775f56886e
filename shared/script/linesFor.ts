// Keeps SC12. Which advice, guidance, safety-net and channel lines belong to what has been answered.
import { own } from '../base/own.ts';
import type { LocalText } from '../base/text.ts';
import type { Answers } from './assess.ts';
import { passes, unknownAnswer } from './compile/answerClass.ts';
import { asAtom, childrenOf, type Predicate } from './compile/predicate.ts';
import type { ScriptData } from './compiledScript.ts';
import type { DispositionCode } from './disposition.ts';

export interface Situation {
  readonly answers: Answers;
  /** Null while the outcome is not certain: then only lines for every outcome are shown. */
  readonly disposition: DispositionCode | null;
}

interface Conditional {
  readonly for?: readonly DispositionCode[] | undefined;
  readonly when?: Predicate | undefined;
}

export interface ShownLine {
  readonly id: string;
  readonly say: LocalText;
  readonly from: readonly string[];
}

type LineList = 'advice' | 'guidance' | 'safetyNet';

export function linesFor(script: ScriptData, list: LineList, situation: Situation): ShownLine[] {
  return script[list].flatMap((line) => {
    const from = whyShown(line, situation);
    return from === null ? [] : [{ id: line.id, say: line.say, from }];
  });
}

/** The first channel line that fits; the client may still choose another way. */
export function channelFor(script: ScriptData, situation: Situation): ShownLine | null {
  for (const line of script.channel) {
    const from = whyShown(line, situation);
    if (from !== null && (line.needs === undefined || script[line.needs]))
      return { id: line.id, say: line.say, from };
  }
  return null;
}

/** The answered questions that let a line be shown; null when it is not shown. */
export function whyShown(line: Conditional, { answers, disposition }: Situation): string[] | null {
  if (line.for !== undefined && (disposition === null || !line.for.includes(disposition))) return null;
  return line.when === undefined ? [] : whyTrue(line.when, answers);
}

/** As in rules, "not sure" and unanswered satisfy neither a condition nor its opposite. */
function whyTrue(predicate: Predicate, answers: Answers, negated = false): string[] | null {
  const atom = asAtom(predicate);
  if (atom !== null) {
    const answer = own(answers, atom.questionId);
    if (answer === undefined || answer === unknownAnswer) return null;
    return passes(atom.test, answer) === negated ? null : [atom.questionId];
  }
  const children = childrenOf(predicate);
  const [only] = children;
  if ('not' in predicate && only !== undefined) return whyTrue(only, answers, !negated);
  const found = children.map((child) => whyTrue(child, answers, negated));
  const enough =
    'any' in predicate !== negated ? found.some((one) => one !== null) : found.every((one) => one !== null);
  return enough ? [...new Set(found.flatMap((one) => one ?? []))] : null;
}

// A counterexample as a short dialogue a clinician can read, in three languages.

import type { LocalText } from '../../base/text.ts';
import { answerText, each } from '../answerText.ts';
import type { ScriptData } from '../compiledScript.ts';
import { type DispositionCode, dispositions } from '../disposition.ts';

/** One answer on a path: question index and answer class. */
export interface PathStep {
  readonly question: number;
  readonly answer: number;
}

export interface DialogueLine {
  readonly questionId: string;
  readonly answer: string | number | readonly string[];
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

/** Only what is not reassuring is told; the rest would hide it. */
export function dialogueOf(
  script: ScriptData,
  path: readonly PathStep[],
  always: readonly number[] = [],
): DialogueLine[] {
  return path.flatMap((step) => {
    const question = script.questions[step.question];
    if (question === undefined) return [];
    if (step.answer === question.reassuring && !always.includes(step.question)) return [];
    return [dialogueLine(script, step)];
  });
}

export function dialogueLine(script: ScriptData, step: PathStep): DialogueLine {
  const question = script.questions[step.question];
  const answer = question?.classes[step.answer]?.sample ?? '';
  if (question === undefined) return { questionId: '', answer, fi: '', sv: '', en: '' };
  const words = answerText(question.question, answer);
  const said = each((language) => `${question.question.say[language]} - ${words[language]}`);
  return { questionId: question.id, answer, ...said };
}

export function answersOf(
  script: ScriptData,
  path: readonly PathStep[],
): Record<string, DialogueLine['answer']> {
  return Object.fromEntries(
    path.map((step) => {
      const line = dialogueLine(script, step);
      return [line.questionId, line.answer];
    }),
  );
}

export function nameOf(code: DispositionCode | null): LocalText {
  return code === null
    ? { fi: 'ei ratkaisua', sv: 'inget utfall', en: 'no outcome' }
    : dispositions[code].text;
}

/** Fewest worrying answers first, then fewest answers: the counterexample that is easiest to check by eye. */
export function stepCost(script: ScriptData, { question, answer }: PathStep): number {
  return answer === script.questions[question]?.reassuring ? 1 : 1_000;
}

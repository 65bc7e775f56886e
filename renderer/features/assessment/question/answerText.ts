// Keeps RC4. An answer in words, the same on the question, in the reasons and in the handoff's summary.
import type { Language } from '../../../../shared/base/text.ts';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import type { Say, TextKey } from '../../../texts/useText.ts';
import { formatDate } from '../../../ui/time/formatTime.ts';
import { said } from '../../contact/localText.ts';
import { notSure } from './questionKeys.ts';

export type SayAssessment = Say<'assessment'>;

export interface Wording {
  readonly say: SayAssessment;
  readonly language: Language;
}

export function answerText(question: QuestionView, answer: StoredAnswer, { say, language }: Wording): string {
  if (answer === notSure) return say('notSure');
  if (typeof answer === 'number') return numberText(answer, question.unit, say);
  if (typeof answer !== 'string') {
    if (answer.length === 0) return say('noneOfThese');
    return answer.map((key) => optionText(question, key, language)).join(', ');
  }
  if (question.kind === 'yes_no' && (answer === 'yes' || answer === 'no')) return say(answer);
  if (question.kind === 'choice') return optionText(question, answer, language);
  return question.kind === 'date' ? formatDate(answer) : answer;
}

/** A key of an older version of the script is shown as it stands: an answer is never hidden. */
export function optionText(question: QuestionView, key: string, language: Language): string {
  const option = question.options.find((one) => one.key === key);
  return option === undefined ? key : said(option.text, language);
}

function numberText(value: number, unit: string | null, say: SayAssessment): string {
  const digits = String(value).replace('.', ',').replace('-', '−');
  return unit === null ? digits : `${digits} ${unitText(unit, say)}`;
}

export function unitText(unit: string, say: SayAssessment): string {
  const key = `unit.${unit}`;
  const text = say(key as TextKey<'assessment'>);
  // A unit the texts do not know comes back as its key.
  return text === key ? unit : text;
}

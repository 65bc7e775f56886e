// Keeps RC13. What Alt with a key means for the current question, wherever the nurse is writing.
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { digitOf } from '../../../ui/digitOf.ts';
import { answerOfKey, toggleChoice } from './questionKeys.ts';

export interface AltPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** `pass` leaves the question as it is; `nothing` swallows a digit that has no answer, so that it types no character. */
export type AltAnswer =
  | { readonly kind: 'answer'; readonly answer: StoredAnswer; readonly after: 'follow' | 'stay' }
  | { readonly kind: 'pass' }
  | { readonly kind: 'nothing' };

/** Null when the key is not ours. Ctrl+Alt is AltGr and always types. Among many choices Alt+Enter goes on. */
export function readAltKey(
  question: QuestionView,
  press: AltPress,
  before: StoredAnswer | undefined,
): AltAnswer | null {
  if (!press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return null;
  const isMany = question.kind === 'many';
  if (press.key === 'Enter' && isMany)
    return before === undefined ? { kind: 'answer', answer: [], after: 'follow' } : { kind: 'pass' };
  const digit = digitOf(press);
  if (digit === null) return null;
  const answer = answerOfKey(question, String(digit));
  if (answer === null) return { kind: 'nothing' };
  return isMany
    ? { kind: 'answer', answer: toggleChoice(before, answer), after: 'stay' }
    : { kind: 'answer', answer, after: 'follow' };
}

import type { KeyboardEvent } from 'react';
import type { StoredAnswer } from '../../../shared/domain/assessment/assessment.ts';
import { digitOf } from '../../ui/digitOf.ts';
import { answerOfKey, toggleChoice } from '../assessment/question/questionKeys.ts';
import type { Call } from './callContext.ts';

/**
 * Alt+digit answers the current question from anywhere in the contact and leaves focus where it is, so that the
 * nurse keeps listening and writing. Where many may be chosen Alt+Enter goes on.
 */
export function useAnswerFromNotes({ contact, script, answering }: Call): (event: KeyboardEvent) => void {
  return (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const question = script?.questions.find((one) => one.id === answering.current);
    if (question === undefined) return;
    const isMany = question.kind === 'many';
    const before = contact.assessment?.answers[question.id]?.answer;
    const give = (answer: StoredAnswer, after: 'follow' | 'stay') =>
      void answering.answer({ questionId: question.id, answer, after });
    if (event.key === 'Enter' && isMany) {
      event.preventDefault();
      event.stopPropagation();
      return before === undefined ? give([], 'follow') : answering.pass(question.id);
    }
    const digit = digitOf(event.nativeEvent);
    if (digit === null) return;
    event.preventDefault();
    event.stopPropagation();
    const answer = answerOfKey(question, String(digit));
    if (answer === null) return;
    give(isMany ? toggleChoice(before, answer) : answer, isMany ? 'stay' : 'follow');
  };
}

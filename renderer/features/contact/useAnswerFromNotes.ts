import type { KeyboardEvent } from 'react';
import { digitOf } from '../../ui/digitOf.ts';
import { answerOfKey, toggleChoice } from '../assessment/question/questionKeys.ts';
import type { Call } from './callContext.ts';

/**
 * Alt+digit answers the current question from anywhere in the contact and leaves focus where it is, so that the
 * nurse keeps listening and writing.
 */
export function useAnswerFromNotes({ contact, script, answering }: Call): (event: KeyboardEvent) => void {
  return (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const digit = digitOf(event.nativeEvent);
    const question = script?.questions.find((one) => one.id === answering.current);
    if (digit === null || question === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const answer = answerOfKey(question, String(digit));
    if (answer === null) return;
    const before = contact.assessment?.answers[question.id]?.answer;
    void answering.answer({
      questionId: question.id,
      answer: question.kind === 'many' ? toggleChoice(before, answer) : answer,
      moveOn: false,
    });
  };
}

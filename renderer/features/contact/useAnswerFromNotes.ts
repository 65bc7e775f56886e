import type { KeyboardEvent } from 'react';
import { readAltKey } from '../assessment/question/altAnswer.ts';
import type { Call } from './callContext.ts';

/**
 * Alt+digit answers the current question from anywhere in the contact and leaves focus where it is, so that the
 * nurse keeps listening and writing.
 */
export function useAnswerFromNotes({ contact, script, answering }: Call): (event: KeyboardEvent) => void {
  return (event) => {
    const question = script?.questions.find((one) => one.id === answering.current);
    if (question === undefined || contact.phase === 'closed') return;
    const before = contact.assessment?.answers[question.id]?.answer;
    const wish = readAltKey(question, event.nativeEvent, before);
    if (wish === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (wish.kind === 'pass') answering.pass(question.id);
    if (wish.kind === 'answer')
      void answering.answer({ questionId: question.id, answer: wish.answer, after: wish.after });
  };
}

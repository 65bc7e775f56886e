import { useId, useLayoutEffect, useRef } from 'react';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import { cx } from '../../../ui/cx.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import type { PlacedQuestion } from '../questionGroups.ts';
import type { Focusable } from './AnswerRadios.tsx';
import { DisputedAnswers } from './DisputedAnswers.tsx';
import { EarlierAnswer } from './EarlierAnswer.tsx';
import { QuestionAnswers } from './QuestionAnswers.tsx';
import { QuestionMarks } from './QuestionMarks.tsx';
import styles from './question.module.css';
import { SaveToRecord } from './SaveToRecord.tsx';

/** One question, read aloud as it stands, with the answers under it. */
export function QuestionCard({ placed }: { placed: PlacedQuestion }) {
  const { question, place } = placed;
  const { contact, answering, language, reading, mirror } = useCall();
  const textId = useId();
  const focusable = useRef<Focusable>(null);
  const card = useRef<HTMLDivElement>(null);
  const { current, takeWish, wishes } = answering;
  const given = contact.assessment?.answers[question.id];
  const isClosed = contact.phase === 'closed';

  // Before the next frame, so that an answer and the focus on what follows are painted together.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is looked at once, when it is made or the card appears.
  useLayoutEffect(() => {
    if (takeWish(question.id)) focusable.current?.focus();
  }, [wishes, question.id]);

  // Answered from the notes the next question comes into sight, though focus stays where the nurse writes.
  const isCurrent = current === question.id;
  useLayoutEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);

  const give = (answer: StoredAnswer, moveOn: boolean) =>
    void answering.answer({ questionId: question.id, answer, after: moveOn ? 'focus' : 'stay' });
  const value = given === undefined || given.disputed ? undefined : given.answer;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the card only hears where the focus is.
    <div
      ref={card}
      id={`question-${question.id}`}
      className={cx(styles.card, styles[place], isCurrent && styles.current)}
      onFocus={() => !isCurrent && answering.setCurrent(question.id)}
    >
      <QuestionMarks question={question} place={place} given={given ?? null} />
      <p id={textId} className={cx(styles.say)}>
        {said(question.say, language)}
      </p>
      {mirror && (
        <p lang={reading} className={cx(styles.mirror)}>
          {said(question.say, reading)}
        </p>
      )}
      <QuestionAnswers
        ref={focusable}
        question={question}
        language={language}
        mirror={mirror ? reading : null}
        labelledBy={textId}
        value={value}
        onGive={give}
        isDisabled={isClosed}
      >
        {place === 'disputed' && <DisputedAnswers question={question} />}
        <EarlierAnswer question={question} isCurrent={isCurrent} />
      </QuestionAnswers>
      <SaveToRecord question={question} />
    </div>
  );
}

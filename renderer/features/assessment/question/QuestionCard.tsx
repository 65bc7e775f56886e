import { memo, useId, useLayoutEffect, useRef } from 'react';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { AnswerNow } from '../../../../shared/protocol/deskViews.ts';
import { cx } from '../../../ui/cx.ts';
import type { Call } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import type { PlacedQuestion } from '../questionGroups.ts';
import type { GivenNow } from '../useAnswering.ts';
import type { Focusable } from './AnswerRadios.tsx';
import { DisputedAnswers } from './DisputedAnswers.tsx';
import { EarlierAnswer } from './EarlierAnswer.tsx';
import { QuestionAnswers } from './QuestionAnswers.tsx';
import { QuestionMarks } from './QuestionMarks.tsx';
import styles from './question.module.css';
import { SaveToRecord } from './SaveToRecord.tsx';

export interface QuestionActs {
  readonly answer: (given: GivenNow) => void;
  readonly setCurrent: (questionId: string) => void;
  readonly takeWish: (on: string) => boolean;
}

export interface QuestionCardProps extends Pick<Call, 'language' | 'reading' | 'mirror'> {
  readonly placed: PlacedQuestion;
  readonly given: AnswerNow | undefined;
  /** The caller answered it in an earlier contact. */
  readonly isEarlier: boolean;
  readonly isCurrent: boolean;
  readonly isClosed: boolean;
  /** Another number than before: focus is wished for here. */
  readonly wish: number;
  readonly acts: QuestionActs;
}

/** One question, read aloud as it stands, with the answers under it. Drawn again only when something about it has changed. */
export const QuestionCard = memo((props: QuestionCardProps) => {
  const { placed, given, isCurrent, isClosed, wish, acts, language, reading, mirror } = props;
  const { question, place } = placed;
  const textId = useId();
  const focusable = useRef<Focusable>(null);
  const card = useRef<HTMLDivElement>(null);

  // Before the next frame, so that an answer and the focus on what follows are painted together.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is looked at once, when it is made or the card appears.
  useLayoutEffect(() => {
    if (acts.takeWish(question.id)) focusable.current?.focus();
  }, [wish, question.id]);

  // Answered from the notes the next question comes into sight, though focus stays where the nurse writes.
  useLayoutEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);

  const give = (answer: StoredAnswer, moveOn: boolean) =>
    acts.answer({ questionId: question.id, answer, after: moveOn ? 'focus' : 'stay' });
  const value = given === undefined || given.disputed ? undefined : given.answer;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the card only hears where the focus is.
    <div
      ref={card}
      id={`question-${question.id}`}
      className={cx(styles.card, styles[place], isCurrent && styles.current)}
      onFocus={() => !isCurrent && acts.setCurrent(question.id)}
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
        {props.isEarlier && <EarlierAnswer question={question} isCurrent={isCurrent} />}
      </QuestionAnswers>
      <SaveToRecord question={question} />
    </div>
  );
});

import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { Language } from '../../../../shared/base/text.ts';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { digitOf } from '../../../ui/digitOf.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import type { PlacedQuestion } from '../questionGroups.ts';
import { AnswerMany } from './AnswerMany.tsx';
import { AnswerRadios, type Focusable } from './AnswerRadios.tsx';
import { AnswerTyped } from './AnswerTyped.tsx';
import { answerText } from './answerText.ts';
import { DisputedAnswers } from './DisputedAnswers.tsx';
import { QuestionMarks } from './QuestionMarks.tsx';
import styles from './question.module.css';
import { answerKeys, answerOfKey, toggleChoice } from './questionKeys.ts';
import { useScaleKeys } from './useScaleKeys.ts';

/** One question, read aloud as it stands, with the answers under it. */
export function QuestionCard({ placed }: { placed: PlacedQuestion }) {
  const { question, place } = placed;
  const say = useText('assessment');
  const { contact, answering, language, reading, mirror } = useCall();
  const textId = useId();
  const hintId = useId();
  const focusable = useRef<Focusable>(null);
  const card = useRef<HTMLDivElement>(null);
  const { current, takeWish, wishes } = answering;
  const given = contact.assessment?.answers[question.id];
  const isClosed = contact.phase === 'closed';

  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is looked at once, when it is made or the card appears.
  useEffect(() => {
    if (takeWish(question.id)) focusable.current?.focus();
  }, [wishes, question.id]);

  // Answered from the notes the next question comes into sight, though focus stays where the nurse writes.
  const isCurrent = current === question.id;
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);

  const give = (answer: StoredAnswer, moveOn: boolean) =>
    void answering.answer({ questionId: question.id, answer, after: moveOn ? 'focus' : 'stay' });
  const scaleKeys = useScaleKeys(question, (value) => give(value, true));
  const pick = (answer: string) =>
    question.kind === 'many'
      ? give(toggleChoice(given?.answer, answer), false)
      : give(question.kind === 'scale' && answer !== 'unknown' ? Number(answer) : answer, true);

  const onKeyDown = (event: KeyboardEvent) => {
    const digit = digitOf(event.nativeEvent);
    if (
      isClosed ||
      digit === null ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      isTextField(event.target)
    )
      return;
    const answer = answerOfKey(question, String(digit));
    event.preventDefault();
    if (question.kind === 'scale') scaleKeys(digit);
    else if (answer !== null) pick(answer);
  };
  const isSpoken = mirror && reading !== language;
  const text = (answer: string) => answerText(question, scaleValue(question.kind, answer), { say, language });
  const shared = { labelledBy: textId, describedBy: hintId };
  const value = given === undefined || given.disputed ? undefined : given.answer;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the controls inside; the card only hears them.
    <div
      ref={card}
      id={`question-${question.id}`}
      className={cx(styles.card, styles[place], isCurrent && styles.current)}
      onKeyDown={onKeyDown}
      onFocus={() => !isCurrent && answering.setCurrent(question.id)}
    >
      <QuestionMarks question={question} place={place} source={given?.source ?? null} />
      <p id={textId} className={cx(styles.say)}>
        {said(question.say, language)}
      </p>
      {isSpoken && (
        <p lang={reading} className={cx(styles.mirror)}>
          {said(question.say, reading)}
        </p>
      )}
      <p id={hintId} className={cx(styles.hint)}>
        {question.hint === null ? '' : said(question.hint, language)}
        {question.kind === 'many' && ` ${say('many.hint')}`}
        {question.kind === 'scale' && ` ${scaleEnds(question, language)}`}
      </p>
      {place === 'disputed' && <DisputedAnswers question={question} />}
      <fieldset role="presentation" disabled={isClosed}>
        {question.kind === 'many' ? (
          <AnswerMany
            {...shared}
            ref={focusable}
            keys={answerKeys(question)}
            textOf={text}
            value={value}
            onToggle={pick}
            onDone={() => give(value ?? [], true)}
            doneText={say('many.done')}
          />
        ) : isTyped(question.kind) ? (
          <AnswerTyped
            ref={focusable}
            question={question}
            labelledBy={textId}
            value={value}
            onAnswer={give}
          />
        ) : (
          <AnswerRadios
            {...shared}
            ref={focusable}
            keys={question.kind === 'scale' ? scaleAnswers(question.min, question.max) : answerKeys(question)}
            textOf={text}
            value={value === undefined ? null : String(value)}
            onPick={pick}
          />
        )}
      </fieldset>
    </div>
  );
}

function isTyped(kind: string): boolean {
  return kind === 'number' || kind === 'date' || kind === 'text';
}

/** `0 = …, 10 = …`: the words of both ends, as the script has them. */
function scaleEnds(question: QuestionView, language: Language): string {
  return question.options.map((end) => `${end.key} = ${said(end.text, language)}`).join(', ');
}

function isTextField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}

function scaleValue(kind: string, answer: string): string | number {
  return kind === 'scale' && answer !== 'unknown' ? Number(answer) : answer;
}

function scaleAnswers(min: number | null, max: number | null) {
  const from = min ?? 0;
  const values = Array.from({ length: (max ?? 10) - from + 1 }, (_, index) => String(from + index));
  return [...values.map((value) => ({ key: null, answer: value })), { key: null, answer: 'unknown' }];
}

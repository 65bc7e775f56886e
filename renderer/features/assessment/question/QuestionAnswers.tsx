import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import type { Language } from '../../../../shared/base/text.ts';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { digitOf } from '../../../ui/digitOf.ts';
import { said } from '../../contact/localText.ts';
import { AnswerMany } from './AnswerMany.tsx';
import { AnswerRadios, type Focusable } from './AnswerRadios.tsx';
import { AnswerTyped } from './AnswerTyped.tsx';
import { answerText } from './answerText.ts';
import styles from './question.module.css';
import { answerKeys, answerOfKey, toggleChoice } from './questionKeys.ts';
import { useScaleKeys } from './useScaleKeys.ts';

export interface QuestionAnswersProps {
  readonly question: QuestionView;
  readonly language: Language;
  /** The caller's language, when the answers stand in it as well. */
  readonly mirror?: Language | null;
  /** The id of the element that says the question. */
  readonly labelledBy: string;
  readonly value: StoredAnswer | undefined;
  readonly onGive: (answer: StoredAnswer, moveOn: boolean) => void;
  readonly isDisabled?: boolean;
  /** Stands between the hint and the answers. */
  readonly children?: ReactNode;
  readonly ref?: Ref<Focusable>;
}

/** The answers of a question with their keys, the same in a call and in a trial of a draft. */
export function QuestionAnswers(props: QuestionAnswersProps) {
  const { question, language, mirror = null, labelledBy, value, onGive, isDisabled = false } = props;
  const say = useText('assessment');
  const hintId = useId();
  const scaleKeys = useScaleKeys(question, (scale) => onGive(scale, true));
  const pick = (answer: string) =>
    question.kind === 'many'
      ? onGive(toggleChoice(value, answer), false)
      : onGive(question.kind === 'scale' && answer !== 'unknown' ? Number(answer) : answer, true);
  const onKeyDown = (event: KeyboardEvent) => {
    const digit = digitOf(event.nativeEvent);
    const isHeld = event.ctrlKey || event.altKey || event.metaKey;
    if (isDisabled || digit === null || isHeld || isTextField(event.target)) return;
    const answer = answerOfKey(question, String(digit));
    event.preventDefault();
    if (question.kind === 'scale') scaleKeys(digit);
    else if (answer !== null) pick(answer);
  };
  const text = (answer: string) => answerText(question, scaleValue(question.kind, answer), { say, language });
  const echo = (answer: string) => <Echo question={question} answer={answer} language={mirror} />;
  const focusable = props.ref === undefined ? {} : { ref: props.ref };
  const shared = { labelledBy, describedBy: hintId, ...focusable };
  return (
    <>
      <p id={hintId} className={cx(styles.hint)}>
        {question.hint === null ? '' : said(question.hint, language)}
        {question.kind === 'many' && ` ${say('many.hint')}`}
        {question.kind === 'scale' && ` ${scaleEnds(question, language)}`}
      </p>
      {mirror !== null && question.kind === 'scale' && (
        <p lang={mirror} className={cx(styles.mirrorHint)}>
          {scaleEnds(question, mirror)}
        </p>
      )}
      {props.children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the controls inside; the group only hears them. */}
      <fieldset role="presentation" disabled={isDisabled} onKeyDown={onKeyDown}>
        {question.kind === 'many' ? (
          <AnswerMany
            {...shared}
            keys={answerKeys(question)}
            textOf={text}
            markOf={echo}
            value={value}
            onToggle={pick}
            onDone={() => onGive(value ?? [], true)}
            doneText={say('many.done')}
          />
        ) : isTyped(question.kind) ? (
          <AnswerTyped
            {...focusable}
            question={question}
            label={said(question.say, language)}
            value={value}
            onAnswer={onGive}
          />
        ) : (
          <AnswerRadios
            {...shared}
            keys={question.kind === 'scale' ? scaleAnswers(question.min, question.max) : answerKeys(question)}
            textOf={text}
            markOf={echo}
            value={value === undefined ? null : String(value)}
            onPick={pick}
          />
        )}
      </fieldset>
    </>
  );
}

interface EchoProps {
  readonly question: QuestionView;
  readonly answer: string;
  readonly language: Language | null;
}

/** A choice as the caller hears it. Yes, no and numbers need no second language. */
function Echo({ question, answer, language }: EchoProps) {
  const option = question.options.find((one) => one.key === answer);
  if (language === null || option === undefined || question.kind === 'scale') return null;
  return (
    <span lang={language} className={cx(styles.echo)}>
      {said(option.text, language)}
    </span>
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

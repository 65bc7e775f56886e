import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { formatDate } from '../../../ui/time/formatTime.ts';
import type { Focusable } from './AnswerRadios.tsx';
import { unitText } from './answerText.ts';
import styles from './question.module.css';
import { notSure, readDate, readNumber } from './questionKeys.ts';

export interface AnswerTypedProps {
  readonly question: QuestionView;
  /** The question in words: it may stand out of sight while the field is typed in. */
  readonly label: string;
  readonly value: StoredAnswer | undefined;
  readonly onAnswer: (answer: StoredAnswer, moveOn: boolean) => void;
  readonly ref?: Ref<Focusable>;
}

/** A number, a day or a text: Enter saves and goes on, leaving the field saves. */
export function AnswerTyped({ question, label, value, onAnswer, ref }: AnswerTypedProps) {
  const say = useText('assessment');
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }));
  const shown = typed ?? savedText(question, value);

  const give = (moveOn: boolean) => {
    if (typed === null) return moveOn && value !== undefined ? onAnswer(value, true) : undefined;
    if (typed.trim() === '') return setTyped(null);
    const answer = readTyped(question, typed);
    setWrong(answer === null);
    if (answer === null) return;
    setTyped(null);
    if (answer !== value || moveOn) onAnswer(answer, moveOn);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    give(true);
  };
  return (
    <div className={cx(styles.answers)}>
      <input
        ref={input}
        aria-label={label}
        aria-describedby={hintId}
        aria-invalid={wrong}
        className={cx(styles.input, question.kind === 'text' ? styles.wide : styles.narrow)}
        inputMode={question.kind === 'text' ? 'text' : 'decimal'}
        value={shown}
        maxLength={question.kind === 'text' ? 2_000 : 12}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => give(false)}
      />
      {question.unit !== null && <span>{unitText(question.unit, say)}</span>}
      <button
        type="button"
        className={cx(styles.answer, value === notSure && styles.chosen)}
        aria-pressed={value === notSure}
        onClick={() => onAnswer(notSure, true)}
      >
        {say('notSure')}
      </button>
      <span id={hintId} className={cx(wrong ? styles.wrong : styles.hint)} role={wrong ? 'alert' : undefined}>
        {hintOf(question, wrong, say)}
      </span>
    </div>
  );
}

function readTyped(question: QuestionView, typed: string): StoredAnswer | null {
  if (question.kind === 'date') return readDate(typed);
  return question.kind === 'text' ? typed.trim() : readNumber(question, typed);
}

function savedText(question: QuestionView, value: StoredAnswer | undefined): string {
  if (value === undefined || value === notSure) return '';
  if (question.kind === 'date' && typeof value === 'string') return formatDate(value);
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value);
}

const figure = new Intl.NumberFormat('fi-FI');

/** `10 080`: all three languages of the desk group thousands with a space. */
function grouped(value: number): string {
  return figure.format(value);
}

type SayAssessment = ReturnType<typeof useText<'assessment'>>;

function hintOf(question: QuestionView, wrong: boolean, say: SayAssessment): string {
  if (question.kind === 'date') return say(wrong ? 'date.wrong' : 'date.hint');
  if (question.kind === 'text') return say('text.hint');
  if (question.min === null || question.max === null) return '';
  return say(wrong ? 'number.wrong' : 'number.range', {
    min: grouped(question.min),
    max: grouped(question.max),
  });
}

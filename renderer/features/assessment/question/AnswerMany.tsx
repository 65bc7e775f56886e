import { Check } from 'lucide-react';
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import type { Focusable } from './AnswerRadios.tsx';
import styles from './question.module.css';
import { type AnswerKey, notSure } from './questionKeys.ts';

export interface AnswerManyProps {
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly keys: readonly AnswerKey[];
  readonly textOf: (answer: string) => string;
  readonly markOf?: (answer: string) => ReactNode;
  readonly value: StoredAnswer | undefined;
  readonly onToggle: (option: string) => void;
  readonly onDone: () => void;
  readonly doneText: string;
  readonly ref?: Ref<Focusable>;
}

/** Any number of choices: each change is saved at once, Enter goes on. */
export function AnswerMany({
  keys,
  textOf,
  markOf,
  value,
  onToggle,
  onDone,
  doneText,
  ref,
  ...aria
}: AnswerManyProps) {
  const first = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => first.current?.focus() }));
  const isChosen = (answer: string) =>
    answer === notSure ? value === notSure : Array.isArray(value) && value.includes(answer);
  return (
    <div className={cx(styles.answers)}>
      <fieldset
        className={cx(styles.answers)}
        aria-labelledby={aria.labelledBy}
        aria-describedby={aria.describedBy}
      >
        {keys.map(({ key, answer }, index) => (
          <label key={answer} className={cx(styles.answer, isChosen(answer) && styles.chosen)}>
            <input
              ref={index === 0 ? first : undefined}
              type="checkbox"
              className={cx(styles.hiddenBox)}
              checked={isChosen(answer)}
              onChange={() => onToggle(answer)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.ctrlKey) onDone();
              }}
            />
            <span className={cx(styles.key)} aria-hidden="true">
              {isChosen(answer) ? <Check /> : (key ?? '·')}
            </span>
            <span>{textOf(answer)}</span>
            {markOf?.(answer)}
          </label>
        ))}
      </fieldset>
      <Button look="quiet" chord="Enter" onPress={onDone}>
        {doneText}
      </Button>
    </div>
  );
}

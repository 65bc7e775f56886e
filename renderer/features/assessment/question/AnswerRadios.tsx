import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  startTransition,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { cx } from '../../../ui/cx.ts';
import styles from './question.module.css';
import type { AnswerKey } from './questionKeys.ts';

/** Something in a question that can be given focus. */
export interface Focusable {
  focus(): void;
}

export interface AnswerRadiosProps {
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly keys: readonly AnswerKey[];
  readonly textOf: (answer: string) => string;
  readonly markOf?: (answer: string) => ReactNode;
  readonly value: string | null;
  readonly onPick: (answer: string) => void;
  readonly ref?: Ref<Focusable>;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * A radio group whose arrows only move focus. In the usual one they choose as well, and an answer given in
 * passing would be a lasting fact and might open the 112 panel.
 */
export function AnswerRadios({ keys, textOf, markOf, value, onPick, ref, ...aria }: AnswerRadiosProps) {
  const radios = useRef<(HTMLButtonElement | null)[]>([]);
  const chosen = keys.findIndex((one) => one.answer === value);
  const [at, setAt] = useState<number | null>(null);
  const stop = at ?? Math.max(0, chosen);
  // Where Tab stops next can wait until the question that has just got focus is painted.
  const stopAt = (index: number | null) => startTransition(() => setAt(index));
  useImperativeHandle(ref, () => ({ focus: () => radios.current[Math.max(0, chosen)]?.focus() }));

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    radios.current[(stop + step + keys.length) % keys.length]?.focus();
  };
  return (
    <div
      role="radiogroup"
      aria-labelledby={aria.labelledBy}
      aria-describedby={aria.describedBy}
      className={cx(styles.answers)}
      onKeyDown={onKeyDown}
      onBlur={() => stopAt(null)}
    >
      {keys.map(({ key, answer }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: an input chooses with arrows; this one must not.
        <button
          key={answer}
          ref={(node) => {
            radios.current[index] = node;
          }}
          type="button"
          role="radio"
          aria-checked={answer === value}
          aria-keyshortcuts={key ?? undefined}
          tabIndex={index === stop ? 0 : -1}
          className={cx(styles.answer, answer === value && styles.chosen)}
          onFocus={() => stopAt(index)}
          onClick={() => onPick(answer)}
        >
          {key !== null && (
            <span className={cx(styles.key)} aria-hidden="true">
              {key}
            </span>
          )}
          <span>{textOf(answer)}</span>
          {markOf?.(answer)}
        </button>
      ))}
    </div>
  );
}

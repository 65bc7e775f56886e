import { type ReactNode, useRef } from 'react';
import { Radio, RadioGroup, type RadioRenderProps } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './RadioDigits.module.css';
import { useDigits } from './useDigits.ts';

export interface RadioOption {
  readonly key: string;
  readonly text: string;
  /** Drawn beside the text, for example an urgency mark; the text carries the name. */
  readonly mark?: ReactNode;
  /** The digit that picks it; 1, 2, 3 … in order when not given. */
  readonly digit?: number;
}

export interface RadioDigitsProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly options: readonly RadioOption[];
  readonly value: string | null;
  readonly onPick: (key: string) => void;
  readonly isDisabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly layout?: 'row' | 'column';
}

/** A radio group whose options are also picked by their digit while it has focus. */
export function RadioDigits(props: RadioDigitsProps) {
  const { label, labelHidden = false, options, value, onPick, layout = 'row' } = props;
  const group = useRef<HTMLDivElement>(null);
  useDigits(group, (digit) => {
    const option = options.find((one, index) => (one.digit ?? index + 1) === digit);
    if (option === undefined || props.isDisabled === true) return false;
    onPick(option.key);
    return true;
  });
  return (
    <RadioGroup
      ref={group}
      aria-label={label}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      className={cx(styles.group, styles[layout])}
      value={value}
      onChange={onPick}
      isDisabled={props.isDisabled ?? false}
    >
      {!labelHidden && <span className={cx(styles.label)}>{label}</span>}
      <div className={cx(styles.options)}>
        {options.map((option, index) => (
          <Radio key={option.key} value={option.key} className={radioClass}>
            <span className={cx(styles.digit)} aria-hidden="true">
              {option.digit ?? index + 1}
            </span>
            <span>{option.text}</span>
            {option.mark}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

function radioClass({ isSelected, isFocusVisible }: RadioRenderProps): string {
  return cx(styles.radio, isSelected && styles.selected, isFocusVisible && styles.ring);
}

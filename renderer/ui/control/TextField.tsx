import type { Ref } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  Label,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { still } from '../still.tsx';
import { FieldWords } from './FieldWords.tsx';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  /** Stays under the field; what a placeholder would say and then hide. */
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly width?: 'short' | 'full';
  readonly inputRef?: Ref<HTMLInputElement>;
}

export const TextField = still(
  ({ label, hint, error, width = 'full', inputRef, ...rest }: TextFieldProps) => {
    const wrong = error !== null && error !== undefined;
    return (
      <AriaTextField {...rest} isInvalid={wrong} className={cx(styles.field, styles[width])}>
        <Label className={cx(styles.label)}>{label}</Label>
        <Input ref={inputRef ?? null} className={cx(styles.input)} spellCheck={false} autoComplete="off" />
        <FieldWords hint={hint} error={error} />
      </AriaTextField>
    );
  },
);

import type { Ref } from 'react';
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Label,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { still } from '../still.tsx';
import { FieldWords } from './FieldWords.tsx';
import styles from './field.module.css';

export interface TextAreaProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly rows?: number;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}

export const TextArea = still(({ label, hint, error, rows = 3, areaRef, ...rest }: TextAreaProps) => {
  const wrong = error !== null && error !== undefined;
  return (
    <AriaTextField {...rest} isInvalid={wrong} className={cx(styles.field, styles.full)}>
      <Label className={cx(styles.label)}>{label}</Label>
      <AriaTextArea
        ref={areaRef ?? null}
        rows={rows}
        className={cx(styles.input, styles.area)}
        spellCheck={false}
        autoComplete="off"
      />
      <FieldWords hint={hint} error={error} />
    </AriaTextField>
  );
});

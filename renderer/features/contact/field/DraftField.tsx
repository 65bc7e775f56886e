import type { KeyboardEvent, Ref } from 'react';
import type { Field } from '../../../../shared/domain/field/field.ts';
import { TextArea } from '../../../ui/control/TextArea.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import type { DraftHost } from './draftText.ts';
import { useDraftText } from './useDraftText.ts';

export interface DraftFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly field: Field<string> | undefined;
  readonly save: DraftHost['save'];
  readonly keptAs: string;
  readonly hint?: string | undefined;
  /** Enter goes on to the next thing; the text is saved first. */
  readonly onEnter?: () => void;
  readonly isReadOnly?: boolean;
  readonly maxLength: number;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line that saves itself. */
export function DraftField({ field, save, keptAs, onEnter, isReadOnly = false, ...rest }: DraftFieldProps) {
  const draft = useDraftText({ field, save, keptAs, isReadOnly });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    draft.flush();
    onEnter?.();
  };
  return (
    <TextField
      {...rest}
      value={draft.value}
      onChange={draft.change}
      isReadOnly={draft.isReadOnly}
      onBlur={draft.leave}
      onKeyDown={onKeyDown}
    />
  );
}

export interface DraftAreaProps {
  readonly id?: string;
  readonly label: string;
  readonly field: Field<string> | undefined;
  readonly save: DraftHost['save'];
  readonly keptAs: string;
  readonly rows?: number;
  readonly isReadOnly?: boolean;
  readonly maxLength: number;
}

/** A longer text that saves itself. */
export function DraftArea({ field, save, keptAs, isReadOnly = false, ...rest }: DraftAreaProps) {
  const draft = useDraftText({ field, save, keptAs, isReadOnly });
  return (
    <TextArea
      {...rest}
      value={draft.value}
      isReadOnly={draft.isReadOnly}
      onChange={draft.change}
      onBlur={draft.leave}
    />
  );
}

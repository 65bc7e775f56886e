import type { KeyboardEvent, Ref } from 'react';
import { TextArea } from '../../../ui/control/TextArea.tsx';
import { TextField } from '../../../ui/control/TextField.tsx';
import { useDraftText } from './useDraftText.ts';

export interface DraftFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly saved: string;
  readonly save: (text: string) => Promise<boolean>;
  readonly hint?: string | undefined;
  /** Enter goes on to the next thing; the text is saved first. */
  readonly onEnter?: () => void;
  readonly isReadOnly?: boolean;
  readonly maxLength: number;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line that saves itself. */
export function DraftField({ saved, save, onEnter, ...rest }: DraftFieldProps) {
  const draft = useDraftText(saved, save);
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
      onBlur={draft.flush}
      onKeyDown={onKeyDown}
    />
  );
}

export interface DraftAreaProps {
  readonly id?: string;
  readonly label: string;
  readonly saved: string;
  readonly save: (text: string) => Promise<boolean>;
  readonly rows?: number;
  readonly isReadOnly?: boolean;
  readonly maxLength: number;
}

/** A longer text that saves itself. */
export function DraftArea({ saved, save, ...rest }: DraftAreaProps) {
  const draft = useDraftText(saved, save);
  return <TextArea {...rest} value={draft.value} onChange={draft.change} onBlur={draft.flush} />;
}

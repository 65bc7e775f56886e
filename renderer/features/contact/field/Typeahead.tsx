import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import { cx } from '../../../ui/cx.ts';
import styles from './typeahead.module.css';

export interface Found {
  readonly id: string;
  readonly text: string;
  readonly aside?: ReactNode;
}

export interface TypeaheadProps {
  readonly label: string;
  readonly hint: string;
  readonly listLabel: string;
  readonly emptyText: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly found: readonly Found[];
  readonly onPick: (id: string) => void;
  /** The rows are all there are, not findings: Enter takes none until an arrow has chosen one. */
  readonly isWholeList?: boolean;
  /** The rows belong to an earlier text: Enter waits for those of this one, and takes none that was found for another. */
  readonly isBehind?: boolean;
  readonly inputId?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field with its findings always open under it: arrows choose, Enter picks, the hand stays on the keyboard. */
export function Typeahead(props: TypeaheadProps) {
  const { label, hint, listLabel, emptyText, typed, onType, found, onPick } = props;
  const ids = useId();
  const [at, setAt] = useState<number | null>(null);
  const [waits, setWaits] = useState(false);
  const first = props.isWholeList === true ? -1 : 0;
  const chosen = Math.min(at ?? first, found.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (found.length > 0) setAt((Math.max(chosen, step > 0 ? -1 : 0) + step + found.length) % found.length);
    }
    if (event.key !== 'Enter') return;
    const pick = found[chosen];
    if (props.isBehind === true && at === null) {
      event.preventDefault();
      setWaits(true);
    } else if (pick !== undefined) {
      event.preventDefault();
      onPick(pick.id);
    }
  };
  useEffect(() => {
    if (!waits || props.isBehind === true) return;
    setWaits(false);
    const pick = found[chosen];
    if (pick !== undefined) onPick(pick.id);
  });
  return (
    <div className={cx(styles.typeahead)}>
      <label htmlFor={props.inputId ?? `${ids}input`} className={cx(styles.label)}>
        {label}
      </label>
      <input
        ref={props.inputRef}
        id={props.inputId ?? `${ids}input`}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-autocomplete="list"
        aria-controls={`${ids}list`}
        aria-activedescendant={chosen < 0 ? undefined : `${ids}${chosen}`}
        aria-describedby={`${ids}hint`}
        autoComplete="off"
        spellCheck={false}
        className={cx(styles.input)}
        value={typed}
        maxLength={200}
        onChange={(event) => {
          onType(event.target.value);
          setAt(null);
          setWaits(false);
        }}
        onKeyDown={onKeyDown}
      />
      <p id={`${ids}hint`} className={cx(styles.hint)}>
        {hint}
      </p>
      {found.length === 0 && (
        <p role="status" className={cx(styles.empty)}>
          {emptyText}
        </p>
      )}
      <div role="listbox" id={`${ids}list`} aria-label={listLabel} className={cx(styles.list)}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field.
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          <div
            key={one.id}
            id={`${ids}${index}`}
            role="option"
            aria-selected={index === chosen}
            className={cx(styles.row, index === chosen && styles.chosen)}
            onClick={() => onPick(one.id)}
            onMouseDown={(event) => event.preventDefault()}
          >
            <span className={cx(styles.text)}>{one.text}</span>
            {one.aside}
          </div>
        ))}
      </div>
    </div>
  );
}

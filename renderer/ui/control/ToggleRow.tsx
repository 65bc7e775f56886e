import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './ToggleRow.module.css';

export interface ToggleRowProps<Key extends string> {
  readonly label: string;
  readonly options: readonly { readonly key: Key; readonly text: string; readonly language?: string }[];
  readonly value: Key;
  readonly onPick: (key: Key) => void;
}

/** One of a few, all visible; the arrows move, Space or Enter picks. */
export function ToggleRow<Key extends string>({ label, options, value, onPick }: ToggleRowProps<Key>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={cx(styles.row)}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const picked = options.find((option) => keys.has(option.key));
        if (picked !== undefined) onPick(picked.key);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.key} id={option.key} className={cx(styles.toggle)}>
          <span {...(option.language === undefined ? {} : { lang: option.language })}>{option.text}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

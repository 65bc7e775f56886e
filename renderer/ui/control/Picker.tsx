import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { cx } from '../cx.ts';
import fieldStyles from './field.module.css';
import styles from './Picker.module.css';

export interface PickerProps {
  readonly label: string;
  readonly options: readonly { readonly key: string; readonly text: string }[];
  readonly value: string;
  readonly onPick: (key: string) => void;
}

/** One of a short closed list; type-ahead and arrows as in a native select. */
export function Picker({ label, options, value, onPick }: PickerProps) {
  return (
    <Select
      className={cx(fieldStyles.field)}
      value={value}
      onChange={(key) => key !== null && onPick(String(key))}
    >
      <Label className={cx(fieldStyles.label)}>{label}</Label>
      <Button className={cx(styles.button)}>
        <SelectValue />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={cx(styles.popover)}>
        <ListBox className={cx(styles.list)}>
          {options.map((option) => (
            <ListBoxItem key={option.key} id={option.key} className={cx(styles.option)}>
              {option.text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

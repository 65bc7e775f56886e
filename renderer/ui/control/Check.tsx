import { Check as CheckIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './Check.module.css';

export interface CheckProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Check({ children, isSelected, onChange, isDisabled = false }: CheckProps) {
  return (
    <Checkbox
      className={cx(styles.check)}
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <span className={cx(styles.box)}>{isSelected && <CheckIcon aria-hidden="true" />}</span>
      {children}
    </Checkbox>
  );
}

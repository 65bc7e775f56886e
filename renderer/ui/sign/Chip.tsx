import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './Chip.module.css';

export interface ChipProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly look?:
    | 'plain'
    | 'info'
    | 'warning'
    | 'success'
    | 'alert'
    | 'nonDisclosure'
    | 'dashed'
    | 'onBanner';
}

export function Chip({ children, icon, look = 'plain' }: ChipProps) {
  return (
    <span className={cx(styles.chip, styles[look])}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className={cx(styles.empty)}>
      <p>{children}</p>
      {action}
    </div>
  );
}

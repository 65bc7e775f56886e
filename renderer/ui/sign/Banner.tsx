import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './Banner.module.css';

export interface BannerProps {
  readonly children: ReactNode;
  readonly look?: 'info' | 'warning' | 'success' | 'critical';
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
  /** Announced once when it appears; `alert` interrupts and is for what must not wait. */
  readonly live?: 'status' | 'alert' | 'none';
}

export function Banner({ children, look = 'info', icon, actions, live = 'status' }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[look])} {...(live === 'none' ? {} : { role: live })}>
      {icon}
      <div className={cx(styles.text)}>{children}</div>
      {actions !== undefined && <div className={cx(styles.actions)}>{actions}</div>}
    </div>
  );
}

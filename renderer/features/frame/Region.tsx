import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './Region.module.css';
import { rememberFocus } from './regionFocus.ts';

export interface RegionProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** The work of a view. Every view draws one, and at most one {@link SideRegion} beside it. */
export function MainRegion({ label, children }: RegionProps) {
  return (
    <main
      aria-label={label}
      data-region="main"
      tabIndex={-1}
      className={cx(styles.main)}
      onFocusCapture={rememberFocus}
    >
      {children}
    </main>
  );
}

export function SideRegion({ label, children }: RegionProps) {
  return (
    <aside
      aria-label={label}
      data-region="side"
      tabIndex={-1}
      className={cx(styles.side)}
      onFocusCapture={rememberFocus}
    >
      {children}
    </aside>
  );
}

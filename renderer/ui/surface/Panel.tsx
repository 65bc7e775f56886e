import { type ReactNode, type Ref, useId } from 'react';
import { cx } from '../cx.ts';
import styles from './Panel.module.css';

export interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the title: a chip, a count, a small button. */
  readonly aside?: ReactNode;
  readonly level?: 1 | 2 | 3;
  readonly look?: 'card' | 'plain';
  readonly ref?: Ref<HTMLElement>;
}

/** A titled group on a surface; its heading names it for screen readers. */
export function Panel({ title, children, aside, level = 2, look = 'card', ref }: PanelProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section ref={ref} aria-labelledby={id} className={cx(styles.panel, styles[look])}>
      <div className={cx(styles.head)}>
        <Heading id={id}>{title}</Heading>
        {aside}
      </div>
      {children}
    </section>
  );
}

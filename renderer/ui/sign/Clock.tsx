import { cx } from '../cx.ts';
import { formatSpan } from '../time/formatTime.ts';
import { useNow } from '../time/useNow.ts';
import styles from './Clock.module.css';

export interface ClockProps {
  /** When it began, ISO. */
  readonly since: string;
  /** Past this the clock is over its target and says by how much. */
  readonly targetMs?: number | undefined;
  readonly label: string;
  readonly size?: 'normal' | 'large';
}

/** Counts up from a moment; silent to screen readers, who ask for it when they want it. */
export function Clock({ since, targetMs, label, size = 'normal' }: ClockProps) {
  const passed = Math.max(0, useNow() - Date.parse(since));
  const over = targetMs !== undefined && passed > targetMs ? passed - targetMs : null;
  return (
    <span role="timer" aria-live="off" aria-label={label} className={cx(styles.clock, styles[size])}>
      {over !== null && <FullClock />}
      {formatSpan(passed)}
      {over !== null && <strong className={cx(styles.over)}>+{formatSpan(over)}</strong>}
    </span>
  );
}

function FullClock() {
  return (
    <svg className={cx('shape', styles.shape)} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="5" fill="currentColor" />
    </svg>
  );
}

import { cx } from '../cx.ts';
import styles from './StatusSign.module.css';

/** Half disc: on this desk. Check in disc: at the region. Hands: waiting. Triangle: failed. Arrows: two versions. */
export type SignShape = 'here' | 'there' | 'waiting' | 'failed' | 'conflict';

export interface StatusSignProps {
  readonly shape: SignShape;
  readonly text: string;
}

export function StatusSign({ shape, text }: StatusSignProps) {
  return (
    <span className={cx(styles.sign, styles[shape])}>
      <svg className={cx('shape', styles.shape)} viewBox="0 0 16 16" aria-hidden="true">
        {drawing(shape)}
      </svg>
      <span>{text}</span>
    </span>
  );
}

function drawing(shape: SignShape) {
  switch (shape) {
    case 'here':
      return (
        <>
          <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor" />
        </>
      );
    case 'there':
      return (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="M4.5 8.3 7 10.7l4.6-5" fill="none" strokeWidth="1.8" className={cx(styles.cut)} />
        </>
      );
    case 'waiting':
      return (
        <>
          <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 4.5V8l2.4 1.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </>
      );
    case 'failed':
      return (
        <>
          <path d="M8 1.5 15 14H1z" fill="currentColor" />
          <path d="M8 6v4M8 11.4v1.2" fill="none" strokeWidth="1.6" className={cx(styles.cut)} />
        </>
      );
    case 'conflict':
      return (
        <path
          d="M2 5h10M9 2l3 3-3 3M14 11H4M7 8l-3 3 3 3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        />
      );
  }
}

import { cx } from '../cx.ts';
import styles from './UrgencyMark.module.css';

export type UrgencyLevel = 1 | 2 | 3 | 4 | 5;

export interface UrgencyMarkProps {
  readonly level: UrgencyLevel;
  /** The word carries the name; without one the mark is decoration beside a text that says the same. */
  readonly word?: string | undefined;
  readonly size?: 'small' | 'large';
}

/** Number, word, shape, fill weight and colour say the same five times: colour alone fails in grey and in print. */
export function UrgencyMark({ level, word, size = 'small' }: UrgencyMarkProps) {
  return (
    <span
      className={cx(styles.mark, styles[`level${level}`], styles[size], word === undefined && styles.bare)}
    >
      <svg className={cx('shape', styles.shape)} viewBox="0 0 16 16" aria-hidden="true">
        {shapeOf(level)}
        {size === 'large' && (
          <text x="8" y={level === 2 ? 12.2 : 11} textAnchor="middle" className={cx(styles.number)}>
            {level}
          </text>
        )}
      </svg>
      {word !== undefined && (
        <span className={cx(styles.word)}>
          {size === 'small' && <span aria-hidden="true">{level} </span>}
          {word}
        </span>
      )}
    </span>
  );
}

function shapeOf(level: UrgencyLevel) {
  switch (level) {
    case 1:
      return <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />;
    case 2:
      return <path d="M8 1.5 15 14H1z" />;
    case 3:
      return <path d="M8 1 15 8 8 15 1 8z" />;
    case 4:
      return <path d="M2.5 2.5h11v11h-11z" />;
    case 5:
      return <circle cx="8" cy="8" r="6" />;
  }
}

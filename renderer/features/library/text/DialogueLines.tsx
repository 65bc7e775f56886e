import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './text.module.css';

/** A counterexample as the call it would be: what is asked, and under it what the caller answers. */
export function DialogueLines({ lines }: { lines: readonly string[] }) {
  const say = useText('library');
  return (
    <ol className={cx(styles.dialogue)}>
      {lines.map((line) => {
        const { asked, answered } = turnsOf(line);
        return (
          <li key={line}>
            <p className={cx(styles.asked)}>
              {answered !== null && <span className={cx(styles.who)}>{say('proof.asks')}</span>} {asked}
            </p>
            {answered !== null && (
              <p className={cx(styles.answered)}>
                <span className={cx(styles.who)}>{say('proof.answers')}</span> {answered}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** The proof writes a turn as `question - answer`; a line without an answer is a remark. */
function turnsOf(line: string): { readonly asked: string; readonly answered: string | null } {
  const at = line.lastIndexOf(' - ');
  return at < 0
    ? { asked: line, answered: null }
    : { asked: line.slice(0, at), answered: line.slice(at + 3) };
}

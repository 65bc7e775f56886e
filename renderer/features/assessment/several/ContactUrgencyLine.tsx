import type { ContactUrgency } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { DispositionMark } from '../../frame/DispositionMark.tsx';
import styles from './several.module.css';

interface ContactUrgencyLineProps {
  readonly urgency: ContactUrgency | null;
  readonly words: 'short' | 'full';
}

/** The most urgent of all the problems, said at once when it changes. */
export function ContactUrgencyLine({ urgency, words }: ContactUrgencyLineProps) {
  const say = useText('several');
  return (
    <p className={cx(styles.contactUrgency)} role="status">
      <span className={cx(styles.quiet)}>{say('contactUrgency')}</span>
      {urgency === null ? (
        <span>{say('contactUrgency.none')}</span>
      ) : (
        <DispositionMark code={urgency.disposition} words={words} />
      )}
      {urgency !== null && urgency.open > 0 && (
        <span className={cx(styles.quiet)}>{say('contactUrgency.open', { count: urgency.open })}</span>
      )}
    </p>
  );
}

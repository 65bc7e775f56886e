import { ShieldAlert } from 'lucide-react';
import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { DispositionMark } from '../frame/DispositionMark.tsx';
import styles from './ContactLine.module.css';

/** One contact in a list. A client under a non-disclosure order is not named in lists. */
export function ContactLine({ row }: { row: ContactRow }) {
  const say = useText('ready');
  const frame = useText('frame');
  return (
    <>
      <span className={cx(styles.time)}>{formatClock(row.openedAt)}</span>
      <span className={cx(styles.what)}>
        <strong>{row.reason === '' ? say('noReason') : row.reason}</strong>
        <span className={cx(styles.who)}>
          {row.nonDisclosure ? say('hiddenClient') : (row.clientName ?? say('nobody'))} ·{' '}
          {frame(`channel.${row.channel}`)}
          {row.language !== 'fi' && ` · ${languageOf(row.language)}`}
        </span>
      </span>
      {row.nonDisclosure && (
        <Chip look="nonDisclosure" icon={<ShieldAlert aria-hidden="true" />}>
          {say('hiddenClient')}
        </Chip>
      )}
      {row.disposition !== null && <DispositionMark code={row.disposition} />}
      {row.assessments.length > 1 && <Problems row={row} />}
      {row.phase !== 'closed' && <Chip>{frame(`state.${row.phase}`)}</Chip>}
      {row.pending > 0 && <StatusSign shape="waiting" text={say('notSent', { count: row.pending })} />}
    </>
  );
}

/** Each problem of a contact with several keeps its own urgency in the list too. */
function Problems({ row }: { row: ContactRow }) {
  const say = useText('several');
  return (
    <span className={cx(styles.problems)}>
      <span className={cx(styles.who)}>{say('tabs')}:</span>
      {row.assessments.map((one, at) => {
        const key = `${one.scriptId} ${at}`;
        return one.disposition === null ? (
          <span key={key} className={cx(styles.who)}>
            {say('standing.open')}
          </span>
        ) : (
          <DispositionMark key={key} code={one.disposition} />
        );
      })}
    </span>
  );
}

function languageOf(language: string): string {
  return language === 'other' ? '?' : language;
}

import { ShieldAlert } from 'lucide-react';
import type { HandoffView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Clock } from '../../ui/sign/Clock.tsx';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { DispositionMark } from '../frame/DispositionMark.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import styles from './HandoffScreen.module.css';

/** One handoff in the inbox. The name of a client under a non-disclosure order is not shown in lists. */
export function HandoffLine({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  return (
    <span className={cx(styles.line)}>
      <span className={cx(styles.lineHead)}>
        <strong className={cx(styles.name)}>
          {handoff.nonDisclosure && <ShieldAlert aria-hidden="true" />}
          {handoff.nonDisclosure ? say('hiddenShort') : (handoff.clientName ?? say('nobody'))}
        </strong>
        {handoff.disposition !== null && <DispositionMark code={handoff.disposition} />}
        <span className={cx(styles.when)}>
          {handoff.phase === 'offered' ? (
            <Clock since={handoff.offeredAt} label={say('waited')} />
          ) : (
            formatClock(handoff.endedAt ?? handoff.takenAt ?? handoff.offeredAt)
          )}
        </span>
      </span>
      <span className={cx(styles.situation)}>{handoff.sbar.situation}</span>
      <span className={cx(styles.lineFoot)}>
        <span>{say(`phase.${handoff.phase}`)}</span>
        {handoff.holder !== null && <span>{personOf(handoff.holder.user)}</span>}
        <OwnTakeSign handoff={handoff} />
      </span>
    </span>
  );
}

/** Whether a take made here stands: waiting, confirmed by the region, or lost to someone named. */
export function OwnTakeSign({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  switch (handoff.ownTake) {
    case 'none':
      return null;
    case 'waiting':
      return <StatusSign shape="waiting" text={say('own.waiting')} />;
    case 'confirmed':
      return <StatusSign shape="there" text={say('own.confirmed')} />;
    case 'refused':
      return <StatusSign shape="failed" text={refusedText(handoff, say)} />;
  }
}

export function refusedText(handoff: HandoffView, say: ReturnType<typeof useText<'handoffInbox'>>): string {
  const by = handoff.refusal?.by?.user ?? handoff.holder?.user;
  if (by === undefined) return say('own.refusedPlain');
  const at = handoff.refusal?.at ?? handoff.takenAt;
  return say('own.refused', { who: personOf(by), at: at === null ? '' : formatClock(at) });
}

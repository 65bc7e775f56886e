import { ShieldAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { HandoffView } from '../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Chip } from '../../ui/sign/Chip.tsx';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { Panel } from '../../ui/surface/Panel.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { DispositionMark } from '../frame/DispositionMark.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { Receipt } from '../sync/Receipt.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import { HandoffActions } from './HandoffActions.tsx';
import { refusedText } from './HandoffLine.tsx';
import { HandoffNotes } from './HandoffNotes.tsx';
import styles from './HandoffScreen.module.css';
import { HandoffSource } from './HandoffSource.tsx';

/** A two-sided promise: who offered what, who answers for the client now, and what the receiver understood. */
export function HandoffDetail({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  const place = useRef<HTMLDivElement>(null);
  // Opening a handoff is going to it: the next key writes the read-back, or presses what can be done.
  useEffect(() => {
    place.current?.querySelector<HTMLElement>('textarea, button')?.focus({ preventScroll: true });
  }, []);
  const title = handoff.nonDisclosure ? say('hidden') : (handoff.clientName ?? say('nobody'));
  return (
    <div ref={place} className={cx(styles.stack)}>
      <Panel
        title={title}
        aside={
          handoff.disposition === null ? null : <DispositionMark code={handoff.disposition} words="full" />
        }
      >
        <Facts handoff={handoff} />
        <OwnTake handoff={handoff} />
        <Receipt signs={handoff.signs} />
        <Sbar handoff={handoff} />
        {handoff.readBack !== null && (
          <div className={cx(styles.part)}>
            <h3>{say('readBackWas')}</h3>
            <p>{handoff.readBack}</p>
          </div>
        )}
        {handoff.returnReason !== null && (
          <Banner look="warning" live="none">
            {say('returnedWhy', { why: handoff.returnReason })}
          </Banner>
        )}
        <div className={cx(styles.actions)}>
          <HandoffActions handoff={handoff} />
        </div>
      </Panel>
      <HandoffNotes handoff={handoff} />
      <HandoffSource handoff={handoff} />
    </div>
  );
}

function Facts({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  const language = useLanguage();
  const { session } = useFrame();
  const { data: units } = useLiveQuery('desk.units', {});
  const unit = (id: string) => units?.find((one) => one.id === id)?.name[language] ?? id;
  const mine = handoff.holder?.user === session.user;
  const responsible =
    handoff.phase === 'taken' || handoff.phase === 'done' ? unit(handoff.toUnit) : unit(handoff.fromUnit);
  return (
    <p className={cx(styles.facts)}>
      <Chip look={handoff.phase === 'offered' ? 'info' : 'plain'}>{say(`phase.${handoff.phase}`)}</Chip>
      {handoff.nonDisclosure && (
        <Chip look="nonDisclosure" icon={<ShieldAlert aria-hidden="true" />}>
          {say('hiddenShort')}
        </Chip>
      )}
      <span>{say('from', { unit: unit(handoff.fromUnit) })}</span>
      <span>{say('to', { unit: unit(handoff.toUnit) })}</span>
      <span>
        {say('offeredBy', { who: personOf(handoff.offeredBy.user), at: formatClock(handoff.offeredAt) })}
      </span>
      {handoff.holder !== null && handoff.takenAt !== null && (
        <span>
          {mine
            ? say('takenByYou', { at: formatClock(handoff.takenAt) })
            : say('takenBy', { who: personOf(handoff.holder.user), at: formatClock(handoff.takenAt) })}
        </span>
      )}
      {handoff.endedAt !== null && <span>{say('endedAt', { at: formatClock(handoff.endedAt) })}</span>}
      <strong>{say('responsible', { who: responsible })}</strong>
    </p>
  );
}

function OwnTake({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  if (handoff.ownTake === 'waiting')
    return (
      <Banner look="warning">
        <StatusSign shape="waiting" text={say('own.waiting')} />
      </Banner>
    );
  if (handoff.ownTake === 'refused')
    return (
      <Banner look="warning" live="alert">
        {refusedText(handoff, say)}
      </Banner>
    );
  if (handoff.ownTake === 'confirmed' && handoff.phase === 'taken')
    return <StatusSign shape="there" text={say('own.confirmed')} />;
  return null;
}

const parts = [
  { key: 'situation', title: 's' },
  { key: 'background', title: 'b' },
  { key: 'assessment', title: 'a' },
  { key: 'recommendation', title: 'r' },
] as const;

function Sbar({ handoff }: { handoff: HandoffView }) {
  const say = useText('handoffInbox');
  return (
    <section aria-label={say('sbar')} className={cx(styles.sbar)}>
      {parts.map(({ key, title }) => (
        <div key={key} className={cx(styles.part)}>
          <h3>{say(title)}</h3>
          <p className={cx(handoff.sbar[key] === '' && styles.quiet)}>
            {handoff.sbar[key] === '' ? say('nothing') : handoff.sbar[key]}
          </p>
        </div>
      ))}
      <p className={cx(styles.draft)}>{say('draft')}</p>
    </section>
  );
}

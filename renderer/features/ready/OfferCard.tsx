import { PhoneIncoming } from 'lucide-react';
import { useState } from 'react';
import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import type { RefusedAnswer } from '../../desk/deskPort.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Chip } from '../../ui/sign/Chip.tsx';
import { Clock } from '../../ui/sign/Clock.tsx';
import { useFrame } from '../frame/frameContext.ts';
import { useDeskState } from '../frame/useDeskState.ts';
import { isAtHand } from '../frame/useWorkspace.ts';
import { useTroubleText, whoAndWhen } from '../sync/useTroubleText.ts';
import styles from './OfferCard.module.css';

/** Past this a waiting caller is over the promise of the reference unit. */
const answerTargetMs = 180_000;

/**
 * The next call, at the top of whatever view is open. It never takes focus: F2 answers from anywhere, and a note
 * half written stays under the fingers.
 */
export function OfferCard() {
  const say = useText('ready');
  const { session, openContact } = useFrame();
  const { state, set } = useDeskState();
  const { data: ringing } = useLiveQuery('contact.list', { phase: 'ringing' });
  const { data: open } = useLiveQuery('contact.list', { phase: 'open' });
  const answer = useCommand('contact.answer');
  const [missed, setMissed] = useState<RefusedAnswer | null>(null);
  const offers = (ringing ?? []).filter((row) => row.unit === session.unit);
  const onCall = (open ?? []).some((row) => row.phase === 'talking' && isAtHand(row, session));
  const oldest = offers.reduce<ContactRow | null>(
    (one, other) => (one === null || other.openedAt < one.openedAt ? other : one),
    null,
  );
  const offer = onCall || state !== 'ready' ? null : oldest;
  const take = async (contactId: string) => {
    const answered = await answer.run({ contactId });
    if (answered.kind === 'done') openContact(contactId);
    setMissed(answered.kind === 'refused' ? answered.refusal : null);
  };
  useShortcut('answerOrReady', () => {
    if (offer !== null) void take(offer.contactId);
    else if (!onCall && state !== 'ready') set('ready');
  });
  if (offer === null && missed === null) return null;
  return (
    <div className={cx(styles.place)}>
      {missed !== null && <Missed missed={missed} onDismiss={() => setMissed(null)} />}
      {offer !== null && (
        <section key={offer.contactId} aria-label={say('offer')} className={cx(styles.card)}>
          <PhoneIncoming aria-hidden="true" />
          <OfferWords offer={offer} more={offers.length - 1} />
          <Button
            look="primary"
            size="large"
            chord={showChord(shortcutOf('answerOrReady').chord)}
            isPending={answer.busy}
            onPress={() => void take(offer.contactId)}
          >
            {say('answer')}
          </Button>
        </section>
      )}
    </div>
  );
}

function OfferWords({ offer, more }: { offer: ContactRow; more: number }) {
  const say = useText('ready');
  const frame = useText('frame');
  const language = frame(`language.${languageKey(offer.language)}`);
  const channel = frame(`channel.${offer.channel}`);
  return (
    <div className={cx(styles.words)}>
      <p role="status" className={cx(styles.title)}>
        {say('offerOf', { channel, language })}
      </p>
      <p className={cx(styles.facts)}>
        <span>{offer.callerNumber ?? say('hiddenNumber')}</span>
        {offer.language !== 'fi' && <Chip look="info">{language}</Chip>}
        <span>
          {say('waited')} <Clock since={offer.openedAt} targetMs={answerTargetMs} label={say('waited')} />
        </span>
        {more > 0 && <span>{say('more', { count: more })}</span>}
      </p>
    </div>
  );
}

function languageKey(language: string): 'fi' | 'sv' | 'en' | 'other' {
  return language === 'fi' || language === 'sv' || language === 'en' ? language : 'other';
}

function Missed({ missed, onDismiss }: { missed: RefusedAnswer; onDismiss: () => void }) {
  const say = useText('ready');
  const trouble = useTroubleText();
  const text =
    missed.by === null
      ? trouble({ refusal: missed, fault: null })
      : say('wentToOther', whoAndWhen(missed.by.user, missed.at));
  return (
    <Banner
      look="warning"
      actions={
        <Button size="small" onPress={onDismiss}>
          {say('dismiss')}
        </Button>
      }
    >
      {text}
    </Banner>
  );
}

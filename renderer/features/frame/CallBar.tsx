import { Phone, PhoneOff } from 'lucide-react';
import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useContact } from '../../desk/useContact.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useLanguage, useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Clock } from '../../ui/sign/Clock.tsx';
import { EmergencyButton } from '../emergency/EmergencyButton.tsx';
import styles from './CallBar.module.css';
import { useFrame } from './frameContext.ts';
import { useDeskState } from './useDeskState.ts';
import { takesCalls } from './useWorkspace.ts';

/** Never scrolls away: what the desk is doing, for how long, who waits, and 112 always in the same corner. */
export function CallBar() {
  const say = useText('frame');
  const { contactId, view, session } = useFrame();
  const language = useLanguage();
  const { data: contact } = useContact(contactId);
  const { state } = useDeskState();
  const word = contact === undefined || contact.phase === 'closed' ? state : contact.phase;
  const since = contact?.answeredAt ?? null;
  // Coordinators and supervisors take no calls from the queue: their desk is named instead of a state.
  const title =
    word === state && !takesCalls(session.role) ? session.unitName[language] : say(`state.${word}`);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: at the top of the page a header is a banner landmark
    <header aria-label={say('callBar')} data-region="callBar" tabIndex={-1} className={cx(styles.bar)}>
      <span className={cx(styles.state)}>
        {word === 'talking' ? <Phone aria-hidden="true" /> : null}
        <span role="status">{title}</span>
        {since !== null && contact?.phase !== 'closed' && (
          <Clock since={since} label={say('callTimer')} size="large" />
        )}
      </span>
      {contactId !== null && view === 'contact' && contact !== undefined && (
        <CallActions contactId={contactId} phase={contact.phase} />
      )}
      <span className={cx(styles.gap)} />
      <Waiting />
      <EmergencyButton />
    </header>
  );
}

function CallActions({ contactId, phase }: { contactId: string; phase: ContactRow['phase'] }) {
  const say = useText('frame');
  const { leaveContact } = useFrame();
  const wrapUp = useCommand('contact.startWrapUp');
  const resume = useCommand('contact.resume');
  const close = useCommand('contact.close');
  useShortcut('endCall', phase === 'talking' ? () => void wrapUp.run({ contactId }) : null);
  const closeNow = async () => {
    if ((await close.run({ contactId })).kind === 'done') leaveContact();
  };
  if (phase === 'talking')
    return (
      <Button
        look="onBanner"
        size="small"
        icon={<PhoneOff aria-hidden="true" />}
        chord={showChord(shortcutOf('endCall').chord)}
        isPending={wrapUp.busy}
        onPress={() => void wrapUp.run({ contactId })}
      >
        {say('endCall')}
      </Button>
    );
  if (phase !== 'wrappingUp') return null;
  return (
    <>
      <Button
        look="onBanner"
        size="small"
        isPending={resume.busy}
        onPress={() => void resume.run({ contactId })}
      >
        {say('resume')}
      </Button>
      <Button
        look="onBanner"
        size="small"
        chord={showChord(shortcutOf('finish').chord)}
        isPending={close.busy}
        onPress={() => void closeNow()}
      >
        {say('finish')}
      </Button>
    </>
  );
}

function Waiting() {
  const say = useText('frame');
  const { session } = useFrame();
  const { data: rows } = useLiveQuery('contact.list', { phase: 'ringing' });
  const waiting = (rows ?? []).filter((row) => row.unit === session.unit);
  const first = waiting[0];
  if (first === undefined) return <span className={cx(styles.waiting)}>{say('nobodyWaiting')}</span>;
  const oldest = waiting.reduce((one, other) => (other.openedAt < one.openedAt ? other : one), first);
  return (
    <span className={cx(styles.waiting)}>
      {say('waiting', { count: waiting.length })} · {say('longest')}{' '}
      <Clock since={oldest.openedAt} label={say('longest')} />
    </span>
  );
}

import { UserRound, UserRoundX } from 'lucide-react';
import { isDisputed } from '../../../shared/domain/field/field.ts';
import type { ClientView, ContactView } from '../../../shared/protocol/deskViews.ts';
import { useContact } from '../../desk/useContact.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { formatDate } from '../../ui/time/formatTime.ts';
import { useFrame } from '../frame/frameContext.ts';
import { AlertLine } from './AlertLine.tsx';
import styles from './ClientBanner.module.css';
import { ClientNumbers } from './ClientNumbers.tsx';
import { birthDateOf, clientIdOf, fullName, linkOf } from './clientFacts.ts';
import { useClientRecord } from './useClientRecord.ts';

/** Whom this contact is about. Fixed under the call bar, never empty: an unknown caller is said to be unknown. */
export function ClientBanner({ contactId }: { contactId: string }) {
  const say = useText('client');
  const { data: contact } = useContact(contactId);
  const record = useClientRecord(clientIdOf(contact), contactId);
  const link = linkOf(contact);
  if (contact === undefined) return null;
  if (link.kind !== 'identified') return <NobodyBanner kind={link.kind} contact={contact} />;
  const { client } = record;
  const known =
    client === null
      ? say('banner')
      : say('bannerOf', { name: fullName(client), born: bornOf(client) ?? say('unknown') });
  const isHidden = client !== null && client.masked.length > 0;
  const label = isHidden ? `${known}. ${say('nonDisclosureLong')}` : known;
  return (
    <section aria-label={label} data-region="client" tabIndex={-1} className={cx(styles.banner)}>
      <div className={cx(styles.line)}>
        <UserRound aria-hidden="true" />
        {client === null ? (
          <span className={cx(styles.quiet)}>{record.failed ? say('loadFailed') : '…'}</span>
        ) : (
          <ClientNumbers client={client} />
        )}
        <Chip look="onBanner">{say(`certainty.${link.certainty}`)}</Chip>
        <Disputes client={client} />
        <span className={cx(styles.gap)} />
        <IdentifyButton text={say('change')} />
      </div>
      {client !== null && <AlertLine client={client} onReveal={record.reveal} />}
    </section>
  );
}

function bornOf(client: ClientView): string | null {
  const date = birthDateOf(client);
  return date === null ? null : formatDate(date);
}

function NobodyBanner({ kind, contact }: { kind: 'unidentified' | 'anonymous'; contact: ContactView }) {
  const say = useText('client');
  const frame = useText('frame');
  const language = contact.language.at(-1)?.value ?? 'fi';
  return (
    <section
      aria-label={say(kind === 'anonymous' ? 'anonymous' : 'unknownCaller')}
      data-region="client"
      tabIndex={-1}
      className={cx(styles.banner, styles.nobody)}
    >
      <div className={cx(styles.line)}>
        <UserRoundX aria-hidden="true" />
        <h1 className={cx(styles.name)}>{say(kind === 'anonymous' ? 'anonymous' : 'unknownCaller')}</h1>
        {contact.callerNumber !== null && kind !== 'anonymous' && <span>{contact.callerNumber}</span>}
        <Chip look="onBanner">{say('certainty.unidentified')}</Chip>
        {language !== 'fi' && (
          <Chip look="onBanner">{say('languageIs', { language: frame(`language.${language}`) })}</Chip>
        )}
        <span className={cx(styles.quiet)}>
          {say(kind === 'anonymous' ? 'anonymousHint' : 'identifyHint')}
        </span>
        <span className={cx(styles.gap)} />
        <IdentifyButton text={say('identify')} />
      </div>
    </section>
  );
}

function IdentifyButton({ text }: { text: string }) {
  const { openIdentify } = useFrame();
  return (
    <Button
      look="onBanner"
      size="small"
      chord={showChord(shortcutOf('identify').chord)}
      onPress={openIdentify}
    >
      {text}
    </Button>
  );
}

function Disputes({ client }: { client: ClientView | null }) {
  const say = useText('client');
  if (client === null) return null;
  const words = [
    isDisputed(client.familyName) ? say('familyName') : null,
    isDisputed(client.phone) ? say('phone') : null,
    isDisputed(client.address) ? say('address') : null,
    isDisputed(client.allergies) ? say('allergies') : null,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : (
    <Chip look="onBanner">{say('twoVersions', { what: words.join(', ') })}</Chip>
  );
}

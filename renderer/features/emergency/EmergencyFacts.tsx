import { own } from '../../../shared/base/own.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ContactView } from '../../../shared/protocol/deskViews.ts';
import { type Say, useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { useAgeText } from '../client/ClientNumbers.tsx';
import { birthDateOf, clientIdOf, fullName } from '../client/clientFacts.ts';
import { useClientRecord } from '../client/useClientRecord.ts';
import styles from './EmergencyPanel.module.css';

/** Ids of the opening safety questions; they are the same in every script and never change. */
const safetyQuestions = [
  { id: 'o_awake', text: 'awake' },
  { id: 'o_breath_ok', text: 'breathing' },
  { id: 'o_bleed', text: 'bleeding' },
  { id: 'o_safe', text: 'safe' },
] as const;

/** What is already known, in the order the emergency centre asks for it. */
export function EmergencyFacts({ contact }: { contact: ContactView | undefined }) {
  const say = useText('emergency');
  const age = useAgeText();
  const record = useClientRecord(clientIdOf(contact), contact?.contactId ?? null);
  const { client } = record;
  const birthDate = client === null ? null : birthDateOf(client);
  const phone = contact?.callerNumber ?? (client === null ? null : (fieldValue(client.phone) ?? null));
  const hidden = client?.masked.includes('address') === true;
  const reason = fieldValue(contact?.reason) ?? '';
  return (
    <section aria-label={say('readAloud')} className={cx(styles.facts)}>
      <p className={cx(styles.aloud)}>{say('line')}</p>
      <dl className={cx(styles.table)}>
        <Row label={say('callback')} value={phone ?? say('unknown')} />
        <dt>{say('homeAddress')}</dt>
        <dd>
          {hidden ? say('hidden') : ((client && fieldValue(client.address)) ?? say('unknown'))}
          {hidden && (
            <Button size="small" onPress={() => void record.reveal(say('revealReason'))}>
              {say('reveal')}
            </Button>
          )}
        </dd>
        <Row label={say('name')} value={client === null ? say('unknown') : fullName(client)} />
        <Row label={say('age')} value={birthDate === null ? say('unknown') : age(birthDate)} />
        <Row label={say('happened')} value={reason === '' ? say('unknown') : reason} />
        <Row label={say('condition')} value={conditionOf(contact, say)} />
      </dl>
      {answerWord(contact, 'o_breath_ok') === 'no' && (
        <p className={cx(styles.aloud)}>
          {say('firstAid')} <span className={cx(styles.draft)}>{say('firstAidDraft')}</span>
        </p>
      )}
    </section>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** Only what was asked: four lines of "not asked" would push the steps out of sight. */
function conditionOf(contact: ContactView | undefined, say: Say<'emergency'>): string {
  const asked = safetyQuestions.filter(({ id }) => answerWord(contact, id) !== 'notAsked');
  if (asked.length === 0) return say('notAsked');
  return asked.map(({ id, text }) => `${say(text)}: ${say(answerWord(contact, id))}`).join(' · ');
}

function answerWord(contact: ContactView | undefined, id: string): 'yes' | 'no' | 'unsure' | 'notAsked' {
  const answer = own(contact?.assessment?.answers ?? {}, id)?.answer;
  if (answer === 'yes' || answer === 'no') return answer;
  return answer === undefined ? 'notAsked' : 'unsure';
}

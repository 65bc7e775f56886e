import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { clientIdOf } from '../../client/clientFacts.ts';
import { useClientRecord } from '../../client/useClientRecord.ts';
import { useCall } from '../../contact/callContext.ts';
import styles from './before.module.css';
import { EarlierContacts } from './EarlierContacts.tsx';
import { KnownOfClient } from './KnownOfClient.tsx';

/** What is worth knowing before the first question. It folds itself away once the caller has been asked something. */
export function BeforeQuestions() {
  const say = useText('several');
  const { contact } = useCall();
  const record = useClientRecord(clientIdOf(contact), contact.contactId);
  if (record.client === null) return null;
  const answers = contact.assessed.flatMap((one) => Object.values(one.answers));
  const isBegun = answers.some(({ source }) => source === 'asked' || source === 'volunteered');
  return (
    <details key={isBegun ? 'begun' : 'before'} open={!isBegun} className={cx(styles.before)}>
      <summary className={cx(styles.summary)}>{say('before')}</summary>
      <div className={cx(styles.columns)}>
        <KnownOfClient client={record.client} />
        <EarlierContacts />
      </div>
    </details>
  );
}

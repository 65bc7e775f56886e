import type { AnswerNow } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { clientIdOf } from '../../client/clientFacts.ts';
import { useClientRecord } from '../../client/useClientRecord.ts';
import { fromCall } from '../../contact/callContext.ts';
import styles from './before.module.css';
import { EarlierContacts } from './EarlierContacts.tsx';
import { KnownOfClient } from './KnownOfClient.tsx';

/** What is worth knowing before the first question. It folds itself away once the caller has been asked something. */
export const BeforeQuestions = fromCall(
  ({ contact }) => ({
    contactId: contact.contactId,
    clientId: clientIdOf(contact),
    isBegun: contact.assessed.some((one) => Object.values(one.answers).some(isTold)),
  }),
  Before,
);

function isTold({ source }: AnswerNow): boolean {
  return source === 'asked' || source === 'volunteered';
}

interface BeforeProps {
  readonly contactId: string;
  readonly clientId: string | null;
  readonly isBegun: boolean;
}

function Before({ contactId, clientId, isBegun }: BeforeProps) {
  const say = useText('several');
  const record = useClientRecord(clientId, contactId);
  if (record.client === null) return null;
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

import { own } from '../../../../shared/base/own.ts';
import { isOnRecord, keptFacts } from '../../../../shared/domain/client/knownAnswers.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { clientIdOf } from '../../client/clientFacts.ts';
import { useClientRecord } from '../../client/useClientRecord.ts';
import { useCall } from '../../contact/callContext.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import styles from './question.module.css';

/** A yes that will hold tomorrow too goes to the client's record, so that nobody has to ask it again. */
export function SaveToRecord({ question }: { question: QuestionView }) {
  return own(keptFacts, question.id) === undefined ? null : <Saving question={question} />;
}

function Saving({ question }: { question: QuestionView }) {
  const say = useText('several');
  const { contact } = useCall();
  const clientId = clientIdOf(contact);
  const record = useClientRecord(clientId, contact.contactId);
  const condition = useCommand('client.addCondition');
  const medicine = useCommand('client.addMedicine');
  const kept = own(keptFacts, question.id)?.[0];
  const given = own(contact.assessment?.answers ?? {}, question.id);
  const isYes = given?.answer === 'yes' && !given.disputed && given.source !== 'record';
  if (kept === undefined || clientId === null || record.client === null || !isYes) return null;
  if (contact.phase === 'closed' || isOnRecord(record.client, question.id)) return null;
  const save = () =>
    kept.list === 'conditions'
      ? condition.run({ clientId, kind: kept.kind, text: say(`condition.${kept.kind}`) })
      : medicine.run({ clientId, kind: kept.kind, text: say(`medicine.${kept.kind}`) });
  const { refusal, fault } = kept.list === 'conditions' ? condition : medicine;
  return (
    <div className={cx(styles.earlier)}>
      <Button size="small" look="quiet" onPress={() => void save()}>
        {say('saveToRecord')}
      </Button>
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

import { Check } from 'lucide-react';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { OutcomeList } from '../assessment/several/OutcomeList.tsx';
import { useCall } from '../contact/callContext.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import { MissingList } from './MissingList.tsx';
import { findMissing } from './missingItems.ts';
import { OutcomePicker } from './OutcomePicker.tsx';
import styles from './wrapUp.module.css';

/** What was agreed, what is still missing, and the end of the contact. */
export function WrapUpPane() {
  const say = useText('wrapUp');
  const { contact, closing } = useCall();
  const { contactId, phase, planId } = contact;
  const plan = useLiveQuery('plan.get', planId === null ? null : { planId }).data ?? null;
  const start = useCommand('contact.startWrapUp');
  const resume = useCommand('contact.resume');
  const isOpen = phase === 'talking' || phase === 'wrappingUp';
  return (
    <div className={cx(styles.wrapUp)}>
      <h2>{say('title')}</h2>
      {contact.closedAt !== null && (
        <div>
          <Chip look="success" icon={<Check aria-hidden="true" />}>
            {say('closedAt', {
              time: formatClock(contact.closedAt),
              user: personOf(contact.closedBy?.user ?? ''),
            })}
          </Chip>
        </div>
      )}
      <OutcomeList contact={contact} />
      <OutcomePicker isReadOnly={!isOpen} outcome={fieldValue(contact.outcome) ?? null} />
      <MissingList missing={findMissing(contact, plan)} plan={plan} />
      {isOpen && (
        <div className={cx(styles.actions)}>
          <Button
            look="primary"
            isDisabled={closing.busy}
            chord={showChord(shortcutOf('finish').chord)}
            onPress={closing.close}
          >
            {say('close')}
          </Button>
          {phase === 'talking' ? (
            <Button onPress={() => void start.run({ contactId })}>{say('start')}</Button>
          ) : (
            <Button onPress={() => void resume.run({ contactId })}>{say('resume')}</Button>
          )}
        </div>
      )}
      <Trouble
        refusal={closing.refusal ?? start.refusal ?? resume.refusal}
        fault={closing.fault ?? start.fault ?? resume.fault}
      />
    </div>
  );
}

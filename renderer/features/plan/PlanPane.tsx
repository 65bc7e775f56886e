import { useCommand } from '../../desk/useCommand.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { OutcomeList } from '../assessment/several/OutcomeList.tsx';
import { useCall } from '../contact/callContext.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { Receipt } from '../sync/Receipt.tsx';
import { AdviceOnly } from './AdviceOnly.tsx';
import { PlanAgreement } from './PlanAgreement.tsx';
import { PlanFields } from './PlanFields.tsx';
import { PlanLines } from './PlanLines.tsx';
import styles from './plan.module.css';

/** The client plan: drafted from the answers, then written together. */
export function PlanPane() {
  const say = useText('plan');
  const sayContact = useText('contact');
  const { contact, goTo } = useCall();
  const { planId } = contact;
  const { data: plan, refusal: missing } = useLiveQuery('plan.get', planId === null ? null : { planId });
  const { run, busy, refusal, fault } = useCommand('plan.draft');
  const draft = async () => {
    const reply = await run({ contactId: contact.contactId });
    if (reply.kind === 'done') goTo('plan', 'plan-lines');
  };
  if (plan === undefined) {
    if (planId !== null && missing === null) return null;
    return (
      <EmptyState
        action={
          <>
            <Button look="primary" isDisabled={busy} onPress={() => void draft()}>
              {say('draft.button')}
            </Button>
            <Trouble refusal={refusal} fault={fault} />
          </>
        }
      >
        {say(planId === null ? 'draft.lead' : 'coming.lead')}
      </EmptyState>
    );
  }
  const isReadOnly = contact.phase === 'closed';
  return (
    <div className={cx(styles.plan)}>
      <header className={cx(styles.head)}>
        <h2>{say('title')}</h2>
        <Chip look="dashed">{sayContact('draft.mark')}</Chip>
        {plan.disputed.length > 0 && (
          <StatusSign shape="conflict" text={say('versions.chip', { count: plan.disputed.length })} />
        )}
        <span className={cx(styles.push)} />
        {!isReadOnly && (
          <Button size="small" isDisabled={busy} onPress={() => void draft()}>
            {say('draft.more')}
          </Button>
        )}
      </header>
      <Receipt signs={plan.signs} />
      <OutcomeList contact={contact} />
      <Trouble refusal={refusal} fault={fault} />
      <PlanLines plan={plan} isReadOnly={isReadOnly} />
      <PlanFields plan={plan} isReadOnly={isReadOnly} />
      <AdviceOnly plan={plan} isReadOnly={isReadOnly} />
      <PlanAgreement plan={plan} isReadOnly={isReadOnly} />
    </div>
  );
}

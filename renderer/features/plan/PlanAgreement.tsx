import { Check } from 'lucide-react';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Chip } from '../../ui/sign/Chip.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import type { PlanPartProps } from './PlanLines.tsx';
import styles from './plan.module.css';
import { isChangedSinceAgreed } from './planChange.ts';

export function PlanAgreement({ plan, isReadOnly }: PlanPartProps) {
  const say = useText('plan');
  const { run, busy, refusal, fault } = useCommand('plan.agree');
  const isChanged = isChangedSinceAgreed(plan);
  return (
    <div className={cx(styles.agreement)}>
      {plan.agreedAt !== null && (
        <div>
          <Chip look="success" icon={<Check aria-hidden="true" />}>
            {say('agreed.at', {
              time: formatClock(plan.agreedAt),
              user: personOf(plan.agreedBy?.user ?? ''),
            })}
          </Chip>
        </div>
      )}
      {isChanged && <Banner look="warning">{say('agreed.changed')}</Banner>}
      {!isReadOnly && (plan.agreedAt === null || isChanged) && (
        <div>
          <Button
            id="plan-agree"
            look="primary"
            isDisabled={busy}
            onPress={() => void run({ planId: plan.planId })}
          >
            {say(plan.agreedAt === null ? 'agree' : 'agreed.again')}
          </Button>
        </div>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

import { lineCharsMax } from '../../../shared/base/text.ts';
import { fieldValue, versionIds } from '../../../shared/domain/field/field.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useKeptText } from '../../desk/useKept.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { TextField } from '../../ui/control/TextField.tsx';
import { cx } from '../../ui/cx.ts';
import { Trouble } from '../contact/Trouble.tsx';
import type { PlanPartProps } from './PlanLines.tsx';
import styles from './plan.module.css';

/** "Advice only" is an outcome of its own and never silent: it has its reason and can be taken back. */
export function AdviceOnly({ plan, isReadOnly }: PlanPartProps) {
  const say = useText('plan');
  const { run, refusal, fault } = useCommand('plan.setAdviceOnly');
  const [reason, setReason] = useKeptText(`adviceOnly ${plan.planId}`);
  const now = fieldValue(plan.adviceOnly) ?? null;
  const set = async (value: string | null) => {
    const reply = await run({ planId: plan.planId, reason: value }, versionIds(plan.adviceOnly));
    if (reply.kind === 'done') setReason('');
  };
  if (isReadOnly && now === null) return null;
  return (
    <section aria-label={say('adviceOnly.label')} className={cx(styles.group)}>
      <h3>{say('adviceOnly.label')}</h3>
      {now !== null ? (
        <div className={cx(styles.row)}>
          <p>{say('adviceOnly.now', { reason: now })}</p>
          {!isReadOnly && (
            <Button size="small" onPress={() => void set(null)}>
              {say('adviceOnly.undo')}
            </Button>
          )}
        </div>
      ) : (
        <form
          className={cx(styles.row)}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') void set(reason.trim());
          }}
        >
          <TextField
            label={say('adviceOnly.reason')}
            value={reason}
            onChange={setReason}
            maxLength={lineCharsMax}
          />
          <Button type="submit" isDisabled={reason.trim() === ''}>
            {say('adviceOnly.set')}
          </Button>
        </form>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

import { noteCharsMax } from '../../../shared/base/text.ts';
import type { PlanFieldName } from '../../../shared/domain/plan/plan.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { DraftArea } from '../contact/field/DraftField.tsx';
import { Trouble } from '../contact/Trouble.tsx';
import { FieldVersions } from '../versions/FieldVersions.tsx';
import type { PlanPartProps } from './PlanLines.tsx';
import styles from './plan.module.css';

/** The client's own view stands beside the need and is never folded into it; disagreement has a place of its own. */
const groups = [
  { title: 'group.client', fields: ['need', 'clientView', 'disagreement', 'strengths'] },
  { title: 'group.agreed', fields: ['goals', 'meetingFrequency', 'expectedDuration', 'channel'] },
  { title: 'group.follow', fields: ['followUp', 'reviewDate', 'partners', 'participants', 'consent'] },
] as const satisfies readonly { title: string; fields: readonly PlanFieldName[] }[];

const shortFields: readonly PlanFieldName[] = [
  'meetingFrequency',
  'expectedDuration',
  'channel',
  'reviewDate',
];

export function PlanFields({ plan, isReadOnly }: PlanPartProps) {
  const say = useText('plan');
  return groups.map((group) => (
    <section key={group.title} aria-label={say(group.title)} className={cx(styles.group)}>
      <h3>{say(group.title)}</h3>
      <div className={cx(styles.fields)}>
        {group.fields.map((field) => (
          <PlanField key={field} plan={plan} field={field} isReadOnly={isReadOnly} />
        ))}
      </div>
    </section>
  ));
}

function PlanField({ plan, field, isReadOnly }: PlanPartProps & { field: PlanFieldName }) {
  const say = useText('plan');
  const { run, refusal, fault } = useCommand('plan.setField');
  const save = async (value: string, seen: readonly string[]) => {
    const reply = await run({ planId: plan.planId, field, value }, seen);
    return reply.kind === 'done';
  };
  return (
    <div>
      <DraftArea
        id={`plan-${field}`}
        label={say(`field.${field}`)}
        field={plan.fields[field]}
        save={save}
        keptAs={`plan ${plan.planId} ${field}`}
        rows={shortFields.includes(field) ? 1 : 2}
        maxLength={noteCharsMax}
        isReadOnly={isReadOnly}
      />
      <FieldVersions name={say(`field.${field}`)} field={plan.fields[field]} onChoose={save} />
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { lineCharsMax, shortCharsMax } from '../../../shared/base/text.ts';
import { fieldValue, versionIds } from '../../../shared/domain/field/field.ts';
import type { PlanLine, PlanLineFieldName } from '../../../shared/domain/plan/plan.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { IconButton } from '../../ui/control/IconButton.tsx';
import { cx } from '../../ui/cx.ts';
import { useCall } from '../contact/callContext.ts';
import { DraftField } from '../contact/field/DraftField.tsx';
import { said } from '../contact/localText.ts';
import { Trouble } from '../contact/Trouble.tsx';
import { FieldVersions } from '../versions/FieldVersions.tsx';
import styles from './plan.module.css';

export interface PlanPartProps {
  readonly plan: PlanView;
  readonly isReadOnly: boolean;
}

/** Services, measures and advice, a line each: what, who, when, and from which answers. */
export function PlanLines({ plan, isReadOnly }: PlanPartProps) {
  const say = useText('plan');
  const { goTo } = useCall();
  const { run, refusal, fault } = useCommand('plan.addLine');
  const list = useRef<HTMLOListElement>(null);
  const lines = Object.values(plan.lines).sort((left, right) =>
    left.addedAt === right.addedAt ? left.id.localeCompare(right.id) : left.addedAt < right.addedAt ? -1 : 1,
  );
  const add = async () => {
    const reply = await run({ planId: plan.planId, text: '' });
    if (reply.kind !== 'done') return;
    const added = Object.keys(reply.result.lines).find((id) => !(id in plan.lines));
    if (added !== undefined) goTo('plan', `line-${added}`);
  };
  return (
    <section id="plan-lines" aria-label={say('lines.title')} className={cx(styles.lines)}>
      <h3>{say('lines.title')}</h3>
      {lines.length === 0 && <p className={cx(styles.muted)}>{say('lines.empty')}</p>}
      <ol ref={list}>
        {lines.map((line, index) => (
          <LineRow key={line.id} plan={plan} line={line} number={index + 1} isReadOnly={isReadOnly} />
        ))}
      </ol>
      {!isReadOnly && (
        <div>
          <Button size="small" icon={<Plus aria-hidden="true" />} onPress={() => void add()}>
            {say('line.add')}
          </Button>
        </div>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

interface LineRowProps extends PlanPartProps {
  readonly line: PlanLine;
  readonly number: number;
}

function LineRow({ plan, line, number, isReadOnly }: LineRowProps) {
  const say = useText('plan');
  const setField = useCommand('plan.setLineField');
  const removing = useCommand('plan.removeLine');
  const save = (field: PlanLineFieldName) => async (value: string, seen: readonly string[]) => {
    const reply = await setField.run({ planId: plan.planId, lineId: line.id, field, value }, seen);
    return reply.kind === 'done';
  };
  const cell = (field: PlanLineFieldName) => ({
    field: line[field],
    save: save(field),
    keptAs: `plan ${plan.planId} ${line.id} ${field}`,
    maxLength: field === 'text' ? lineCharsMax : shortCharsMax,
    isReadOnly,
  });
  const text = fieldValue(line.text) ?? '';
  const lineIds = [line.text, line.responsible, line.due].flatMap(versionIds);
  return (
    <li className={cx(styles.line)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own. */}
      <div role="group" aria-label={say('line.nth', { number })} className={cx(styles.cells)}>
        <DraftField id={`line-${line.id}`} label={say('line.text')} {...cell('text')} />
        <DraftField label={say('line.responsible')} {...cell('responsible')} />
        <DraftField label={say('line.due')} {...cell('due')} />
        {!isReadOnly && (
          <IconButton
            label={say('line.remove', { text: text === '' ? say('line.nth', { number }) : text })}
            icon={<X aria-hidden="true" />}
            onPress={() => void removing.run({ planId: plan.planId, lineId: line.id }, lineIds)}
          />
        )}
      </div>
      <FieldVersions name={say('line.text')} field={line.text} onChoose={save('text')} />
      <FieldVersions name={say('line.responsible')} field={line.responsible} onChoose={save('responsible')} />
      <FieldVersions name={say('line.due')} field={line.due} onChoose={save('due')} />
      <LineSources from={line.from} />
      <Trouble refusal={setField.refusal ?? removing.refusal} fault={setField.fault ?? removing.fault} />
    </li>
  );
}

/** The answers a line was drafted from: a line that looks wrong is mended where the wrong answer is. */
function LineSources({ from }: { from: readonly string[] }) {
  const say = useText('plan');
  const { script, language, answering } = useCall();
  const questions = from.flatMap((id) => script?.questions.find((one) => one.id === id) ?? []);
  if (questions.length === 0) return null;
  return (
    <p className={cx(styles.from)}>
      <span>{say('line.from')}</span>
      {questions.map((question) => (
        <button
          key={question.id}
          type="button"
          className={cx(styles.link)}
          onClick={() => answering.jumpTo(question.id)}
        >
          {said(question.say, language)}
        </button>
      ))}
    </p>
  );
}

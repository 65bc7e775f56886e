import { useState } from 'react';
import { type Outcome, outcomes } from '../../../shared/domain/contact/contact.ts';
import { isDisputed, versionIds } from '../../../shared/domain/field/field.ts';
import { useCommand } from '../../desk/useCommand.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { StatusSign } from '../../ui/sign/StatusSign.tsx';
import { formatClock } from '../../ui/time/formatTime.ts';
import { useCall } from '../contact/callContext.ts';
import { Typeahead } from '../contact/field/Typeahead.tsx';
import { Trouble } from '../contact/Trouble.tsx';
import { personOf } from '../sync/useTroubleText.ts';
import { findOutcomes } from './outcomeSearch.ts';
import styles from './wrapUp.module.css';

interface OutcomePickerProps {
  readonly outcome: Outcome | null;
  readonly isReadOnly: boolean;
}

export function OutcomePicker({ outcome, isReadOnly }: OutcomePickerProps) {
  const say = useText('wrapUp');
  const sayOutcome = useText('outcome');
  const sayPlan = useText('plan');
  const { contact, pane, goTo } = useCall();
  const { run, refusal, fault } = useCommand('contact.setOutcome');
  const [typed, setTyped] = useState('');
  const [changing, setChanging] = useState(false);
  const pick = async (id: string) => {
    const code = outcomes.find((one) => one === id);
    if (code === undefined) return;
    const reply = await run({ contactId: contact.contactId, outcome: code }, versionIds(contact.outcome));
    if (reply.kind !== 'done') return;
    setTyped('');
    setChanging(false);
    goTo(pane, 'outcome-change');
  };
  if (outcome !== null && !changing)
    return (
      <div className={cx(styles.outcome)}>
        <p className={cx(styles.label)}>{say('outcome.now')}</p>
        {isDisputed(contact.outcome) && (
          <ul className={cx(styles.offered)}>
            {contact.outcome.map((version) => (
              <li key={version.opId} className={cx(styles.actions)}>
                <StatusSign shape="conflict" text={sayPlan('versions.two')} />
                <Button size="small" onPress={() => void pick(version.value)}>
                  {sayOutcome(version.value)}
                </Button>
                <span className={cx(styles.muted)}>
                  {sayPlan('versions.by', { user: personOf(version.by.user), time: formatClock(version.at) })}
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className={cx(styles.actions)}>
          <p className={cx(styles.chosen)}>
            <span className={cx(styles.code)}>{outcome}</span> {sayOutcome(outcome)}
          </p>
          {!isReadOnly && (
            <Button
              id="outcome-change"
              size="small"
              onPress={() => {
                setChanging(true);
                goTo(pane, 'outcome-field');
              }}
            >
              {say('outcome.change')}
            </Button>
          )}
        </div>
      </div>
    );
  if (isReadOnly) return null;
  return (
    <div className={cx(styles.outcome)}>
      <Typeahead
        inputId="outcome-field"
        label={say('outcome.label')}
        hint={say('outcome.hint')}
        listLabel={say('outcome.results')}
        emptyText={say('outcome.none')}
        typed={typed}
        onType={setTyped}
        found={findOutcomes(typed, sayOutcome).map(({ code, label }) => ({
          id: code,
          text: label,
          aside: <span className={cx(styles.code)}>{code}</span>,
        }))}
        onPick={(id) => void pick(id)}
      />
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { showChord } from '../../../keys/chord.ts';
import { shortcutOf } from '../../../keys/shortcuts.ts';
import { useShortcut } from '../../../keys/useShortcut.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useCall } from '../../contact/callContext.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { situationFocus } from '../useAnswering.ts';
import { DecideForm } from './DecideForm.tsx';
import { DecisionLine } from './DecisionLine.tsx';
import styles from './decision.module.css';
import { ProposalLine } from './ProposalLine.tsx';
import { useDecide } from './useDecide.ts';

/** Where the urgency stands now and what the nurse does with it. Stays at the bottom of the questions. */
export function SituationPanel() {
  const say = useText('assessment');
  const { contact, answering } = useCall();
  const dispositions = useLiveQuery('disposition.list', {}).data ?? [];
  const [form, setForm] = useState<'raise' | 'lower' | null>(null);
  const { decide, refusal, fault } = useDecide();
  const accept = useRef<HTMLButtonElement>(null);
  const { takeWish, wishes } = answering;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wish is looked at once, when it is made.
  useEffect(() => {
    if (takeWish(situationFocus)) accept.current?.focus();
  }, [wishes]);

  const assessment = contact.assessment;
  const isOpen = assessment !== null && contact.phase !== 'closed';
  useShortcut('raise', isOpen ? () => setForm('raise') : null);
  useShortcut('lower', isOpen && assessment.view.proposal !== null ? () => setForm('lower') : null);
  useShortcut('situation', () => accept.current?.focus());
  if (assessment === null) return null;
  const { view, decision } = assessment;
  const isStale =
    decision !== null && view.proposal !== null && decision.proposed !== view.proposal.disposition;
  const closeForm = () => {
    setForm(null);
    answering.wishFocus(situationFocus);
  };
  return (
    <section aria-label={say('situation.title')} className={cx(styles.situation)}>
      <h3 className={cx(styles.title)}>{say('situation.title')}</h3>
      {view.proposal === null ? (
        <p role="status" className={cx(styles.open)}>
          {say('situation.open', { count: view.needed.length })}
        </p>
      ) : (
        <ProposalLine
          proposal={view.proposal}
          dispositions={dispositions}
          isSettled={decision !== null && !isStale}
        />
      )}
      {decision !== null && (
        <DecisionLine decision={decision} dispositions={dispositions} isStale={isStale} />
      )}
      {form !== null && <DecideForm direction={form} dispositions={dispositions} onClose={closeForm} />}
      {form === null && isOpen && (
        <div className={cx(styles.actions)}>
          {view.proposal !== null && (decision === null || isStale) && (
            <Button ref={accept} look="primary" chord="Enter" onPress={() => void decide('accept')}>
              {say('accept')}
            </Button>
          )}
          <Button chord={showChord(shortcutOf('raise').chord)} onPress={() => setForm('raise')}>
            {say('raise')}
          </Button>
          {view.proposal !== null && (
            <Button chord={showChord(shortcutOf('lower').chord)} onPress={() => setForm('lower')}>
              {say('lower')}
            </Button>
          )}
        </div>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

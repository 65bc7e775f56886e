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
import { situationFocus } from '../answerPath.ts';
import { DecideForm } from './DecideForm.tsx';
import { DecisionLine } from './DecisionLine.tsx';
import styles from './decision.module.css';
import { rungs } from './ladder.ts';
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
  const { takeWish, wished } = answering;
  const isProposed = contact.assessment !== null && contact.assessment.view.proposal !== null;
  // The reply to an answer may come before the followed contact shows its proposal: the wish waits for the button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when a wish is made or a proposal appears.
  useEffect(() => {
    if (accept.current !== null && takeWish(situationFocus)) accept.current.focus();
  }, [wished, isProposed]);

  const assessment = contact.assessment;
  const isOpen = assessment !== null && contact.phase !== 'closed';
  useShortcut('raise', isOpen ? () => setForm('raise') : null);
  useShortcut('lower', isOpen && assessment.view.proposal !== null ? () => setForm('lower') : null);
  useShortcut('situation', () => accept.current?.focus());
  if (assessment === null) return null;
  const { view, decision } = assessment;
  const canRaise =
    rungs(dispositions, view.proposal?.disposition ?? decision?.chosen ?? null, 'raise').length > 0;
  const isStale =
    decision !== null && view.proposal !== null && decision.proposed !== view.proposal.disposition;
  const closeForm = () => {
    setForm(null);
    answering.wishFocus(situationFocus);
  };
  const isSettled = decision !== null && !isStale;
  return (
    <section aria-label={say('situation.title')} className={cx(styles.situation)}>
      <h3 className={cx(styles.title)}>{say('situation.title')}</h3>
      {form === null && (
        <div className={cx(styles.standing)}>
          {view.proposal === null && (
            <p role="status" className={cx(styles.open)}>
              {say('situation.open', { count: view.needed.length })}
            </p>
          )}
          {isSettled && <DecisionLine decision={decision} dispositions={dispositions} isStale={isStale} />}
          {view.proposal !== null && (
            <ProposalLine
              proposal={view.proposal}
              dispositions={dispositions}
              decision={isSettled ? decision : null}
            />
          )}
          {isStale && decision !== null && (
            <DecisionLine decision={decision} dispositions={dispositions} isStale={isStale} />
          )}
        </div>
      )}
      {form !== null && <DecideForm direction={form} dispositions={dispositions} onClose={closeForm} />}
      {form === null && isOpen && (
        <div className={cx(styles.choices)}>
          {view.proposal !== null && !isSettled && (
            <Button ref={accept} look="primary" chord="Enter" onPress={() => void decide('accept')}>
              {say('accept')}
            </Button>
          )}
          {canRaise && (
            <Button
              size="small"
              chord={showChord(shortcutOf('raise').chord)}
              onPress={() => setForm('raise')}
            >
              {say('raise')}
            </Button>
          )}
          {view.proposal !== null && (
            <Button
              size="small"
              chord={showChord(shortcutOf('lower').chord)}
              onPress={() => setForm('lower')}
            >
              {say('lower')}
            </Button>
          )}
        </div>
      )}
      <Trouble refusal={refusal} fault={fault} />
    </section>
  );
}

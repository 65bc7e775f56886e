import type { Decision } from '../../../../shared/domain/assessment/assessment.ts';
import type { DispositionView } from '../../../../shared/protocol/deskViews.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Banner } from '../../../ui/sign/Banner.tsx';
import { Chip } from '../../../ui/sign/Chip.tsx';
import { UrgencyMark } from '../../../ui/sign/UrgencyMark.tsx';
import { formatClock } from '../../../ui/time/formatTime.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { useFrame } from '../../frame/frameContext.ts';
import { personOf } from '../../sync/useTroubleText.ts';
import styles from './decision.module.css';
import { dispositionOf } from './ladder.ts';

interface DecisionLineProps {
  readonly decision: Decision;
  readonly dispositions: readonly DispositionView[];
  readonly isStale: boolean;
}

/** What a person decided, kept beside the proposal and never in its place. */
export function DecisionLine({ decision, dispositions, isStale }: DecisionLineProps) {
  const say = useText('assessment');
  const { contact, language } = useCall();
  const others = contact.assessment?.otherDecisions ?? [];
  const proposed = dispositionOf(dispositions, decision.proposed);
  return (
    <div className={cx(styles.decided)}>
      {[decision, ...others].map((one) => (
        <p key={one.opId} className={cx(styles.line)}>
          <strong>{say(`decided.${one.direction}`)}</strong>
          <DecidedMark code={one.chosen} dispositions={dispositions} />
          <span className={cx(styles.muted)}>
            {say('decided.by', { user: personOf(one.by.user), time: formatClock(one.at) })}
          </span>
          {one.direction === 'lower' && one.confirmedBy === null && (
            <Chip look="warning">{say('decided.unconfirmed')}</Chip>
          )}
        </p>
      ))}
      {isStale && proposed !== null && (
        <p className={cx(styles.muted)}>{say('decided.proposed', { text: said(proposed.text, language) })}</p>
      )}
      {decision.reason !== null && (
        <p className={cx(styles.muted)}>{say('decided.reason', { reason: decision.reason })}</p>
      )}
      {decision.confirmedBy !== null && (
        <p className={cx(styles.muted)}>
          {say('decided.confirmedBy', { user: personOf(decision.confirmedBy.user) })}
        </p>
      )}
      {decision.direction === 'lower' && decision.confirmedBy === null && <Confirming decision={decision} />}
      {isStale && <Banner look="warning">{say('decided.stale')}</Banner>}
      {others.length > 0 && <Banner look="warning">{say('decided.two')}</Banner>}
    </div>
  );
}

interface DecidedMarkProps {
  readonly code: string;
  readonly dispositions: readonly DispositionView[];
}

function DecidedMark({ code, dispositions }: DecidedMarkProps) {
  const { language } = useCall();
  const view = dispositionOf(dispositions, code);
  if (view === null) return <span>{code}</span>;
  return <UrgencyMark level={view.level} word={said(view.text, language)} />;
}

/** A lowering waits for another person: whoever signs in here other than its author sees the button. */
function Confirming({ decision }: { decision: Decision }) {
  const say = useText('assessment');
  const { session } = useFrame();
  const { contact } = useCall();
  const { run, refusal, fault } = useCommand('assessment.confirmLowering');
  const { contactId, assessment } = contact;
  const wish = { contactId, assessmentId: assessment?.id, decision: decision.opId };
  if (session.user === decision.by.user)
    return <p className={cx(styles.muted)}>{say('decided.askColleague')}</p>;
  return (
    <div className={cx(styles.actions)}>
      <Button size="small" onPress={() => void run(wish)}>
        {say('decided.confirm')}
      </Button>
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

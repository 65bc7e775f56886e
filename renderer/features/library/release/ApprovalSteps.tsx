import { Check, Circle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApprovalView } from '../../../../shared/protocol/authoringViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { formatClock, formatDate } from '../../../ui/time/formatTime.ts';
import { personOf } from '../../sync/useTroubleText.ts';
import { useOpenScript } from '../open/openScript.ts';
import { ProofSign } from '../sign/ProofSign.tsx';
import styles from './release.module.css';
import { releaseStage } from './releaseStage.ts';

/** The steps in order, each done by somebody or still missing: who approved stands there by name and title. */
export function ApprovalSteps() {
  const say = useText('library');
  const { source, proof } = useOpenScript();
  const [first, second] = source.approvals;
  const isProved = proof.isFresh && proof.result?.proved === true;
  const stage = releaseStage(source);
  return (
    <ol className={cx(styles.steps)}>
      <Step title={say('release.proof')} isDone={isProved}>
        <ProofSign proof={proof.isRunning ? 'checking' : isProved ? 'proved' : 'broken'} />
      </Step>
      <ApprovalStep title={say('release.first')} approval={first} />
      <ApprovalStep title={say('release.second')} approval={second} />
      <Step title={say('release.published')} isDone={stage === 'released'}>
        {stage === 'released' && say('release.done')}
        {stage === 'asked' && say('release.asked')}
        {stage === 'ready' && say('release.ready')}
        {stage === 'collecting' && <span className={cx(styles.quiet)}>{say('release.waits')}</span>}
      </Step>
    </ol>
  );
}

function ApprovalStep({ title, approval }: { title: string; approval: ApprovalView | undefined }) {
  const say = useText('library');
  return (
    <Step title={title} isDone={approval !== undefined}>
      {approval === undefined ? (
        <span className={cx(styles.quiet)}>{say('release.missing')}</span>
      ) : (
        say('release.by', {
          who: personOf(approval.by.user),
          title: approval.title,
          at: `${formatDate(approval.at)} ${formatClock(approval.at)}`,
        })
      )}
    </Step>
  );
}

interface StepProps {
  readonly title: string;
  readonly isDone: boolean;
  readonly children: ReactNode;
}

function Step({ title, isDone, children }: StepProps) {
  return (
    <li className={cx(styles.step, isDone && styles.done)}>
      {isDone ? <Check aria-hidden="true" /> : <Circle aria-hidden="true" />}
      <strong>{title}</strong>
      <span>{children}</span>
    </li>
  );
}

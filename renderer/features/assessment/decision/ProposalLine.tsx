import type { Decision } from '../../../../shared/domain/assessment/assessment.ts';
import type { DispositionView } from '../../../../shared/protocol/deskViews.ts';
import type { Deciding, Proposal } from '../../../../shared/script/assess.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { UrgencyMark } from '../../../ui/sign/UrgencyMark.tsx';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { situationFocus } from '../answerPath.ts';
import { answerText } from '../question/answerText.ts';
import styles from './decision.module.css';
import { dispositionOf } from './ladder.ts';

interface ProposalLineProps {
  readonly proposal: Proposal;
  readonly dispositions: readonly DispositionView[];
  /** The standing decision on this very proposal; then only what it leaves to do is shown. */
  readonly decision: Decision | null;
}

/** What the script proposes and why. The answers that decided are links, so that a wrong one is corrected, not worked around. */
export function ProposalLine({ proposal, dispositions, decision }: ProposalLineProps) {
  const say = useText('assessment');
  const sayAlso = useText('disposition');
  const { language } = useCall();
  const view = dispositionOf(dispositions, proposal.disposition);
  const isSettled = decision !== null;
  const from = dispositionOf(dispositions, proposal.raised?.from);
  return (
    <div className={cx(styles.proposal)} role="status">
      {decision?.direction !== 'accept' && (
        <p className={cx(styles.line)}>
          <span className={cx(styles.label)}>{say('situation.proposal')}</span>
          {view === null ? (
            proposal.disposition
          ) : (
            <UrgencyMark
              level={view.level}
              word={said(view.text, language)}
              size={isSettled ? 'small' : 'large'}
            />
          )}
        </p>
      )}
      {proposal.because !== null && (
        <p className={cx(styles.because)}>
          <span className={cx(styles.label)}>{say('situation.because')}</span>{' '}
          {said(proposal.because, language)}
        </p>
      )}
      <DecidingAnswers deciding={proposal.deciding} />
      {proposal.raised !== null && from !== null && (
        <>
          <p className={cx(styles.raised)}>{say('situation.raised', { from: said(from.text, language) })}</p>
          <DecidingAnswers deciding={proposal.raised.deciding} />
        </>
      )}
      {proposal.goto !== null && <GoOn scriptId={proposal.goto} />}
      {proposal.also.length > 0 && (
        <div className={cx(styles.also)}>
          <span className={cx(styles.label)}>{say('situation.also')}</span>
          <ul>
            {proposal.also.map((code) => (
              <li key={code}>{sayAlso(code)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** The call goes on in another script; what this one found stays with the contact. */
function GoOn({ scriptId }: { scriptId: string }) {
  const say = useText('assessment');
  const { contact, language, answering, chooseAssessment } = useCall();
  const next = useLiveQuery('script.list', {}).data?.find((one) => one.id === scriptId);
  const { run, refusal, fault } = useCommand('assessment.start');
  if (next === undefined) return null;
  const start = async () => {
    const reply = await run({ contactId: contact.contactId, scriptId });
    if (reply.kind !== 'done') return;
    chooseAssessment(reply.result.assessmentId);
    answering.wishFocus(reply.result.assessment.view.next ?? situationFocus);
  };
  return (
    <div className={cx(styles.actions)}>
      <Button size="small" onPress={() => void start()}>
        {say('situation.goto', { script: said(next.title, language) })}
      </Button>
      <Trouble refusal={refusal} fault={fault} />
    </div>
  );
}

function DecidingAnswers({ deciding }: { deciding: readonly Deciding[] }) {
  const say = useText('assessment');
  const { script, language, answering } = useCall();
  if (deciding.length === 0) return null;
  return (
    <ul aria-label={say('situation.deciding')} className={cx(styles.deciding)}>
      {deciding.map(({ questionId, answer }) => {
        const question = script?.questions.find((one) => one.id === questionId);
        if (question === undefined) return null;
        return (
          <li key={questionId}>
            <button type="button" className={cx(styles.link)} onClick={() => answering.jumpTo(questionId)}>
              <span>{said(question.say, language)}</span>{' '}
              <strong>{answerText(question, answer, { say, language })}</strong>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

import type { TrialView } from '../../../../shared/protocol/authoringViews.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { UrgencyMark } from '../../../ui/sign/UrgencyMark.tsx';
import { answerText } from '../../assessment/question/answerText.ts';
import { said } from '../../contact/localText.ts';
import styles from './trial.module.css';

interface TrialOutcomeProps {
  readonly trial: TrialView;
  readonly onChange: (questionId: string) => void;
}

/** What the draft would propose, and the answers that decide it; each leads back to its question. */
export function TrialOutcome({ trial, onChange }: TrialOutcomeProps) {
  const say = useText('library');
  const sayAnswer = useText('assessment');
  const language = useLanguage();
  const { data } = useLiveQuery('disposition.list', {});
  const view = trial.view;
  if (view === null || view.proposal === null) return null;
  const { proposal } = view;
  const known = data?.find((one) => one.code === proposal.disposition);
  const deciding = [...proposal.deciding, ...(proposal.raised?.deciding ?? [])];
  return (
    <section aria-label={say('trial.outcome')} className={cx(styles.outcome)}>
      <p role="status" className={cx(styles.proposal)}>
        <span className={cx(styles.hint)}>{say('trial.outcome')}</span>
        {known === undefined ? (
          <strong>{proposal.disposition}</strong>
        ) : (
          <UrgencyMark level={known.level} word={said(known.text, language)} size="large" />
        )}
      </p>
      {proposal.because !== null && <p>{said(proposal.because, language)}</p>}
      {proposal.goto !== null && <p>{say('trial.goto', { script: proposal.goto })}</p>}
      <p className={cx(styles.hint)}>{say('trial.asked', { count: view.asked })}</p>
      {deciding.length > 0 && (
        <>
          <h3 className={cx(styles.hint)}>{say('trial.deciding')}</h3>
          <ul className={cx(styles.deciding)}>
            {deciding.map(({ questionId, answer }) => {
              const question = trial.questions.find((one) => one.id === questionId);
              if (question === undefined) return null;
              return (
                <li key={questionId}>
                  <button type="button" className={cx(styles.link)} onClick={() => onChange(questionId)}>
                    {said(question.say, language)}{' '}
                    <strong>{answerText(question, answer, { say: sayAnswer, language })}</strong>
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

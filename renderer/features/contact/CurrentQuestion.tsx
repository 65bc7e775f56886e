import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { answerText } from '../assessment/question/answerText.ts';
import { answerKeys } from '../assessment/question/questionKeys.ts';
import { useCall } from './callContext.ts';
import styles from './contact.module.css';
import { said } from './localText.ts';

/**
 * The question that Alt+digit answers, beside the notes whenever the questions themselves are out of sight: nobody
 * answers what they cannot see.
 */
export function CurrentQuestion() {
  const say = useText('contact');
  const sayAssessment = useText('assessment');
  const { script, answering, language, pane, contact } = useCall();
  const question = script?.questions.find((one) => one.id === answering.current);
  if (question === undefined || pane === 'assessment' || contact.phase === 'closed') return null;
  const keys = answerKeys(question).filter((one) => one.key !== null);
  if (keys.length === 0) return null;
  return (
    <div role="status" className={cx(styles.currentQuestion)}>
      <p className={cx(styles.muted)}>{say('notes.question')}</p>
      <p>
        <strong>{said(question.say, language)}</strong>
      </p>
      <p className={cx(styles.muted)}>
        {keys
          .map(
            ({ key, answer }) => `${key} ${answerText(question, answer, { say: sayAssessment, language })}`,
          )
          .join(' · ')}
      </p>
    </div>
  );
}

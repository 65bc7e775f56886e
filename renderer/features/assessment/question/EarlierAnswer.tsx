import { own } from '../../../../shared/base/own.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { showChord } from '../../../keys/chord.ts';
import { shortcutOf } from '../../../keys/shortcuts.ts';
import { useText } from '../../../texts/useText.ts';
import { Button } from '../../../ui/control/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { useCall } from '../../contact/callContext.ts';
import { answerText } from './answerText.ts';
import styles from './question.module.css';

/** What the caller answered last time. It counts only when somebody asked whether it still holds. */
export function EarlierAnswer({ question, isCurrent }: { question: QuestionView; isCurrent: boolean }) {
  const say = useText('several');
  const sayAssessment = useText('assessment');
  const { contact, language, answering } = useCall();
  const { assessment } = contact;
  const earlier = own(assessment?.earlier?.answers ?? {}, question.id);
  if (assessment === null || earlier === undefined) return null;
  const isAnswered = own(assessment.answers, question.id) !== undefined;
  const answer = answerText(question, earlier.answer, { say: sayAssessment, language });
  return (
    <p className={cx(styles.earlier)}>
      <span>{say('earlierAnswer', { answer })}</span>
      {!isAnswered && !earlier.mayKeep && <span>{say('earlierAnswer.ask')}</span>}
      {!isAnswered && earlier.mayKeep && contact.phase !== 'closed' && (
        <Button
          size="small"
          look="quiet"
          {...(isCurrent ? { chord: showChord(shortcutOf('keepEarlier').chord) } : {})}
          onPress={() => void answering.keep(question.id)}
        >
          {say('earlierAnswer.keep')}
        </Button>
      )}
    </p>
  );
}

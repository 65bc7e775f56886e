import { assessmentIn } from '../../../../shared/domain/contact/contact.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { formatClock } from '../../../ui/time/formatTime.ts';
import { useCall } from '../../contact/callContext.ts';
import { personOf } from '../../sync/useTroubleText.ts';
import { answerText } from './answerText.ts';
import styles from './question.module.css';

/** Both answers with who gave them and when; answering again is the choice. */
export function DisputedAnswers({ question }: { question: QuestionView }) {
  const say = useText('assessment');
  const { contact, language } = useCall();
  const versions = assessmentIn(contact, contact.assessment?.id ?? '')?.answers[question.id] ?? [];
  return (
    <div className={cx(styles.disputedBox)}>
      <StatusSign shape="conflict" text={say('place.disputed')} />
      <ul>
        {versions.map((version) => (
          <li key={version.opId}>
            {say('disputed.version', {
              answer: answerText(question, version.value.answer, { say, language }),
              user: personOf(version.by.user),
              time: formatClock(version.at),
            })}
          </li>
        ))}
      </ul>
      <p className={cx(styles.hint)}>{say('disputed.note')}</p>
    </div>
  );
}

import type { EarlierContactView } from '../../../../shared/protocol/deskViews.ts';
import { useLiveQuery } from '../../../desk/useLiveQuery.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { formatMoment } from '../../../ui/time/formatTime.ts';
import { useNow } from '../../../ui/time/useNow.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { DispositionMark } from '../../frame/DispositionMark.tsx';
import { personOf } from '../../sync/useTroubleText.ts';
import { answerText } from '../question/answerText.ts';
import styles from './before.module.css';

/** Earlier contacts of the last 72 hours with their outcomes and what decided them, from what this desk holds. */
export function EarlierContacts() {
  const say = useText('several');
  const { contact } = useCall();
  const { data } = useLiveQuery('contact.earlier', { contactId: contact.contactId });
  if (data === undefined) return null;
  return (
    <section aria-label={say('earlier')}>
      <h3 className={cx(styles.title)}>{say('earlier')}</h3>
      {data.length === 0 ? (
        <p className={cx(styles.quiet)}>{say('earlier.none')}</p>
      ) : (
        <ul className={cx(styles.list)}>
          {data.map((one) => (
            <EarlierContact key={one.contactId} earlier={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function EarlierContact({ earlier }: { earlier: EarlierContactView }) {
  const say = useText('several');
  const sayAssessment = useText('assessment');
  const sayOutcome = useText('outcome');
  const { language } = useCall();
  const now = useNow();
  const { answeredBy, reason, outcome } = earlier;
  return (
    <li>
      <p className={cx(styles.line)}>
        <strong>{formatMoment(earlier.openedAt, now)}</strong>
        {answeredBy !== null && <span className={cx(styles.quiet)}>{personOf(answeredBy.user)}</span>}
        <span>{reason === '' ? say('earlier.noReason') : reason}</span>
        {earlier.closedAt === null && <span className={cx(styles.quiet)}>{say('earlier.open')}</span>}
        {outcome !== null && <span className={cx(styles.quiet)}>{sayOutcome(outcome)}</span>}
      </p>
      {earlier.assessments.map((one) => (
        <div key={one.assessmentId} className={cx(styles.run)}>
          <p className={cx(styles.line)}>
            <span>{one.title === null ? one.scriptId : said(one.title, language)}</span>
            {one.urgency.disposition === null ? (
              <span className={cx(styles.quiet)}>{say('standing.open')}</span>
            ) : (
              <DispositionMark code={one.urgency.disposition} />
            )}
          </p>
          {one.deciding.length > 0 && (
            <ul className={cx(styles.deciding)}>
              {one.deciding.map(({ question, answer }) => (
                <li key={question.id}>
                  {said(question.say, language)}{' '}
                  <strong>{answerText(question, answer, { say: sayAssessment, language })}</strong>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </li>
  );
}

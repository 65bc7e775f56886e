import type { AnswerNow, QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import type { QuestionPlace } from '../questionGroups.ts';
import styles from './question.module.css';

interface QuestionMarksProps {
  readonly question: QuestionView;
  readonly place: QuestionPlace;
  readonly given: AnswerNow | null;
}

/** A question that waits its turn, and one that is answered, say it by how they look. */
const spoken: ReadonlySet<QuestionPlace> = new Set<QuestionPlace>(['next', 'quiet', 'support']);

/** What is worth knowing of a question before it is asked: a warning sign, whether it still matters, who told. */
export function QuestionMarks({ question, place, given }: QuestionMarksProps) {
  const say = useText('assessment');
  const saySeveral = useText('several');
  return (
    <p className={cx(styles.marks)}>
      {question.redFlag && (
        <span className={cx(styles.redFlag)}>
          <svg className={cx('shape', styles.octagon)} viewBox="0 0 16 16" aria-hidden="true">
            <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
          </svg>
          {say('redFlag')}
        </span>
      )}
      {spoken.has(place) && <span>{say(`place.${place}`)}</span>}
      {given !== null && given.source !== 'asked' && (
        <span className={cx(styles.source)}>
          <SourceText given={given} />
        </span>
      )}
      {given?.differs === true && <strong>{saySeveral('differs')}</strong>}
    </p>
  );
}

/** Where an answer came from, when nobody asked it here; an answer of another assessment names that one. */
function SourceText({ given }: { given: AnswerNow }) {
  const say = useText('assessment');
  const saySeveral = useText('several');
  const { contact, language } = useCall();
  switch (given.source) {
    case 'asked':
      return null;
    case 'shared': {
      const from = contact.assessed.find((one) => one.id === given.from?.assessmentId);
      const title = from?.title ?? null;
      return saySeveral('source.shared', { script: title === null ? '' : said(title, language) });
    }
    case 'earlier':
      return saySeveral('source.earlier');
    default:
      return say(`source.${given.source}`);
  }
}

import type { AnswerSource } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import type { QuestionPlace } from '../questionGroups.ts';
import styles from './question.module.css';

interface QuestionMarksProps {
  readonly question: QuestionView;
  readonly place: QuestionPlace;
  readonly source: AnswerSource | null;
}

/** A question that waits its turn, and one that is answered, say it by how they look. */
const spoken: ReadonlySet<QuestionPlace> = new Set<QuestionPlace>(['next', 'quiet', 'support']);

/** What is worth knowing of a question before it is asked: a warning sign, whether it still matters, who told. */
export function QuestionMarks({ question, place, source }: QuestionMarksProps) {
  const say = useText('assessment');
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
      {source !== null && source !== 'asked' && (
        <span className={cx(styles.source)}>{say(`source.${source}`)}</span>
      )}
    </p>
  );
}

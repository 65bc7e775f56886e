import type { ContactView } from '../../../../shared/protocol/deskViews.ts';
import { useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { DispositionMark } from '../../frame/DispositionMark.tsx';
import { ContactUrgencyLine } from './ContactUrgencyLine.tsx';
import styles from './several.module.css';

/** The contact's urgency and each problem's own. With one problem its own screen says it all. */
export function OutcomeList({ contact }: { contact: ContactView }) {
  const say = useText('several');
  const { language, chooseAssessment, goTo } = useCall();
  const { assessed } = contact;
  if (assessed.length < 2) return null;
  return (
    <section aria-label={say('outcomes')} className={cx(styles.outcomes)}>
      <ContactUrgencyLine urgency={contact.urgency} words="full" />
      <ul className={cx(styles.each)}>
        {assessed.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={cx(styles.link)}
              onClick={() => {
                chooseAssessment(one.id);
                goTo('assessment', 'contact-pane');
              }}
            >
              {one.title === null ? one.scriptId : said(one.title, language)}
            </button>
            {one.urgency.disposition === null ? (
              <span className={cx(styles.quiet)}>{say('standing.open')}</span>
            ) : (
              <DispositionMark code={one.urgency.disposition} />
            )}
            {one.urgency.standing === 'proposed' && (
              <span className={cx(styles.quiet)}>{say('standing.proposed')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

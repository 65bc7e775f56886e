import { showChord } from '../../../keys/chord.ts';
import { shortcutOf } from '../../../keys/shortcuts.ts';
import { useText } from '../../../texts/useText.ts';
import { TabList } from '../../../ui/control/TabList.tsx';
import { cx } from '../../../ui/cx.ts';
import { useCall } from '../../contact/callContext.ts';
import { said } from '../../contact/localText.ts';
import { DispositionMark } from '../../frame/DispositionMark.tsx';
import { ContactUrgencyLine } from './ContactUrgencyLine.tsx';
import styles from './several.module.css';

/** The problems of one call side by side; arrows, digits of no question and Ctrl+Page keys move between them. */
export function AssessmentTabs() {
  const say = useText('several');
  const { contact, language, chooseAssessment, stepAssessment } = useCall();
  const { assessed, assessment, urgency } = contact;
  if (assessed.length < 2) return null;
  return (
    <div className={cx(styles.tabsRow)}>
      <TabList
        label={say('tabs')}
        tabs={assessed.map((one) => ({
          id: one.id,
          content: (
            <>
              <span className={cx(styles.tabTitle)}>
                {one.title === null ? one.scriptId : said(one.title, language)}
              </span>
              {one.urgency.disposition === null ? (
                <span className={cx(styles.quiet)}>{say('open', { count: one.view.needed.length })}</span>
              ) : (
                <DispositionMark code={one.urgency.disposition} />
              )}
            </>
          ),
        }))}
        chosen={assessment?.id}
        idPrefix="assessment-tab-"
        controls="assessment-shown"
        look={{ list: styles.tabs, tab: styles.tab, shown: styles.shownTab }}
        onChoose={chooseAssessment}
        onStep={(by) => stepAssessment(by, 'assessment-tab')}
      />
      <ContactUrgencyLine urgency={urgency} words="short" />
      <span aria-hidden="true" className={cx(styles.quiet)}>
        {showChord(shortcutOf('previousAssessment').chord)} / {showChord(shortcutOf('nextAssessment').chord)}
      </span>
    </div>
  );
}

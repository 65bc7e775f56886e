import type { KeyboardEvent } from 'react';
import { showChord } from '../../../keys/chord.ts';
import { shortcutOf } from '../../../keys/shortcuts.ts';
import { useText } from '../../../texts/useText.ts';
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
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    stepAssessment(step, 'assessment-tab');
  };
  return (
    <div className={cx(styles.tabsRow)}>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={say('tabs')}
        className={cx(styles.tabs)}
        onKeyDown={onKeyDown}
      >
        {assessed.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`assessment-tab-${one.id}`}
            aria-selected={one.id === assessment?.id}
            aria-controls="assessment-shown"
            tabIndex={one.id === assessment?.id ? 0 : -1}
            className={cx(styles.tab, one.id === assessment?.id && styles.shownTab)}
            onClick={() => chooseAssessment(one.id)}
          >
            <span className={cx(styles.tabTitle)}>
              {one.title === null ? one.scriptId : said(one.title, language)}
            </span>
            {one.urgency.disposition === null ? (
              <span className={cx(styles.quiet)}>{say('open', { count: one.view.needed.length })}</span>
            ) : (
              <DispositionMark code={one.urgency.disposition} />
            )}
          </button>
        ))}
      </div>
      <ContactUrgencyLine urgency={urgency} words="short" />
      <span aria-hidden="true" className={cx(styles.quiet)}>
        {showChord(shortcutOf('previousAssessment').chord)} / {showChord(shortcutOf('nextAssessment').chord)}
      </span>
    </div>
  );
}

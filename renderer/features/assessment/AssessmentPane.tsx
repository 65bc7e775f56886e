import type { LocalText } from '../../../shared/base/text.ts';
import { showChord } from '../../keys/chord.ts';
import { shortcutOf } from '../../keys/shortcuts.ts';
import { useText } from '../../texts/useText.ts';
import { Button } from '../../ui/control/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Chip } from '../../ui/sign/Chip.tsx';
import { type Call, fromCall, useCall } from '../contact/callContext.ts';
import { said } from '../contact/localText.ts';
import { ScriptPicker } from '../contact/ScriptPicker.tsx';
import styles from './assessment.module.css';
import { BeforeQuestions } from './before/BeforeQuestions.tsx';
import { WhatChanged } from './before/WhatChanged.tsx';
import { SafetyNet } from './decision/SafetyNet.tsx';
import { SituationPanel } from './decision/SituationPanel.tsx';
import { ExportResponse } from './finished/ExportResponse.tsx';
import { WithdrawnNote } from './finished/WithdrawnNote.tsx';
import { AssessmentTabs } from './several/AssessmentTabs.tsx';
import { TopicNav } from './TopicNav.tsx';
import { TopicQuestions } from './TopicQuestions.tsx';

/** The script at work: its topics, the questions of one, and where the urgency stands. */
export function AssessmentPane() {
  const { contact, script, picking, setPicking, chooseAssessment } = useCall();
  const { assessment } = contact;
  if (assessment === null || picking)
    return (
      <div className={cx(styles.pane)}>
        <BeforeQuestions />
        <ScriptPicker
          onPicked={chooseAssessment}
          onKeep={assessment === null ? null : () => setPicking(false)}
        />
      </div>
    );
  if (script === null) return null;
  return (
    <div id="assessment-shown" className={cx(styles.pane)}>
      <AssessmentTabs />
      <BeforeQuestions />
      <Head />
      <WithdrawnNote />
      <WhatChanged />
      <SafetyNet />
      <TopicNav />
      <Guidance lines={assessment.lines.guidance} />
      <TopicQuestions />
      <SituationPanel />
    </div>
  );
}

const Head = fromCall(
  ({ contact, script, language, setPicking }) => ({
    script,
    language,
    isClosed: contact.phase === 'closed',
    setPicking,
  }),
  ScriptHead,
);

interface ScriptHeadProps extends Pick<Call, 'script' | 'language' | 'setPicking'> {
  readonly isClosed: boolean;
}

function ScriptHead({ script, language, isClosed, setPicking }: ScriptHeadProps) {
  const say = useText('assessment');
  const sayContact = useText('contact');
  if (script === null) return null;
  return (
    <header className={cx(styles.head)}>
      <h2>{said(script.title, language)}</h2>
      <span className={cx(styles.version)}>{say('version', { version: script.version })}</span>
      {script.status === 'draft' && <Chip look="dashed">{sayContact('draft.mark')}</Chip>}
      <span className={cx(styles.push)} />
      <ExportResponse />
      {!isClosed && (
        <Button
          look="quiet"
          size="small"
          chord={showChord(shortcutOf('anotherProblem').chord)}
          onPress={() => setPicking(true)}
        >
          {sayContact('script.change')}
        </Button>
      )}
    </header>
  );
}

/** For the nurse, not for the caller. */
function Guidance({ lines }: { lines: readonly LocalText[] }) {
  const say = useText('assessment');
  const { language } = useCall();
  if (lines.length === 0) return null;
  return (
    <div className={cx(styles.guidance)}>
      <p className={cx(styles.version)}>{say('guidance')}</p>
      <ul>
        {lines.map((line) => (
          <li key={line.fi}>{said(line, language)}</li>
        ))}
      </ul>
    </div>
  );
}

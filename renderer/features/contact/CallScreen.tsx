import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Banner } from '../../ui/sign/Banner.tsx';
import { Chip } from '../../ui/sign/Chip.tsx';
import { AssessmentPane } from '../assessment/AssessmentPane.tsx';
import { MainRegion, SideRegion } from '../frame/Region.tsx';
import { PlanPane } from '../plan/PlanPane.tsx';
import { HandoffPane } from '../wrapUp/HandoffPane.tsx';
import { WrapUpPane } from '../wrapUp/WrapUpPane.tsx';
import { CallLanguage } from './CallLanguage.tsx';
import { type Pane, useCall } from './callContext.ts';
import styles from './contact.module.css';
import { NotesPanel } from './NotesPanel.tsx';
import { PaneTabs } from './PaneTabs.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useAnswerFromNotes } from './useAnswerFromNotes.ts';

const panes: readonly Pane[] = ['assessment', 'plan', 'handoff', 'wrapUp'];
const narrowPanes: readonly Pane[] = [...panes, 'notes'];

export function CallScreen({ isNarrow }: { isNarrow: boolean }) {
  const say = useText('contact');
  const call = useCall();
  const answerFromNotes = useAnswerFromNotes(call);
  const { contact, pane, mirror, reading } = call;
  return (
    <div className={cx(styles.screen)} onKeyDownCapture={answerFromNotes}>
      <MainRegion label={say('workspace')}>
        <div className={cx(styles.main)}>
          {contact.phase === 'closed' && <Banner live="none">{say('closed.note')}</Banner>}
          <div className={cx(styles.top)}>
            <ReasonField />
            <CallLanguage />
          </div>
          <div className={cx(styles.bar)}>
            <PaneTabs panes={isNarrow ? narrowPanes : panes} />
            {mirror && <Chip look="info">{say(`mirror.${reading}`)}</Chip>}
          </div>
          <div
            role="tabpanel"
            id="contact-pane"
            tabIndex={-1}
            aria-labelledby={`pane-tab-${pane}`}
            className={cx(styles.pane)}
          >
            <PaneContent pane={pane} />
          </div>
        </div>
      </MainRegion>
      {!isNarrow && (
        <SideRegion label={say('notes.label')}>
          <NotesPanel />
        </SideRegion>
      )}
    </div>
  );
}

function PaneContent({ pane }: { pane: Pane }) {
  switch (pane) {
    case 'assessment':
      return <AssessmentPane />;
    case 'plan':
      return <PlanPane />;
    case 'handoff':
      return <HandoffPane />;
    case 'wrapUp':
      return <WrapUpPane />;
    case 'notes':
      return <NotesPanel />;
  }
}

import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';
import { useShortcut } from '../../keys/useShortcut.ts';
import { cx } from '../../ui/cx.ts';
import { ContactWorkspace } from '../contact/ContactWorkspace.tsx';
import { type Frame, FrameContext } from './frameContext.ts';
import { MainRegion } from './Region.tsx';
import { cycleRegion } from './regionFocus.ts';
import { useWorkspace } from './useWorkspace.ts';
import styles from './Workspace.module.css';

export function Workspace({ session }: { session: Session; mode: SessionView['mode'] }) {
  const frame = useWorkspace(session);
  useShortcut('nextRegion', () => cycleRegion(1));
  useShortcut('previousRegion', () => cycleRegion(-1));
  return (
    <FrameContext.Provider value={frame}>
      <div className={cx(styles.frame)}>
        <div className={cx(styles.body)}>{viewOf(frame)}</div>
      </div>
    </FrameContext.Provider>
  );
}

function viewOf(frame: Frame) {
  if (frame.view === 'contact' && frame.contactId !== null)
    return <ContactWorkspace key={frame.contactId} contactId={frame.contactId} />;
  return <MainRegion label={frame.view}>{frame.view}</MainRegion>;
}

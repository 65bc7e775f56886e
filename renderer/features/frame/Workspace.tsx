import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';
import { DraftsProvider } from '../../desk/DraftsProvider.tsx';
import { useShortcut } from '../../keys/useShortcut.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/sign/EmptyState.tsx';
import { BoardScreen } from '../board/BoardScreen.tsx';
import { ClientBanner } from '../client/ClientBanner.tsx';
import { IdentifyPanel } from '../client/IdentifyPanel.tsx';
import { ContactWorkspace } from '../contact/ContactWorkspace.tsx';
import { EmergencyPanel } from '../emergency/EmergencyPanel.tsx';
import { HandoffScreen } from '../handoff/HandoffScreen.tsx';
import { OutboxScreen } from '../outbox/OutboxScreen.tsx';
import { OfferCard } from '../ready/OfferCard.tsx';
import { ReadyScreen } from '../ready/ReadyScreen.tsx';
import { useOpenByHand } from '../ready/useOpenByHand.ts';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { SettingsDialog } from '../settings/SettingsDialog.tsx';
import { NoticeBar } from '../sync/NoticeBar.tsx';
import { RefusedHere } from '../sync/RefusedHere.tsx';
import { StatusBar } from '../sync/StatusBar.tsx';
import { CallBar } from './CallBar.tsx';
import { CriticalBar } from './CriticalBar.tsx';
import { type Frame, FrameContext, useFrame } from './frameContext.ts';
import { HelpDialog } from './HelpDialog.tsx';
import { NavRail } from './NavRail.tsx';
import { Palette } from './Palette.tsx';
import { MainRegion } from './Region.tsx';
import { cycleRegion, keepFocus, returnFocus } from './regionFocus.ts';
import { useWorkspace } from './useWorkspace.ts';
import styles from './Workspace.module.css';

/** The authoring screens are a chunk of their own: a nurse's first paint does not wait for what a lead edits with. */
const LibraryScreen = lazy(async () => {
  const { LibraryScreen: screen } = await import('../library/LibraryScreen.tsx');
  return { default: screen };
});

export interface WorkspaceProps {
  readonly session: Session;
  readonly mode: SessionView['mode'];
}

export function Workspace({ session, mode }: WorkspaceProps) {
  return (
    <DraftsProvider>
      <FrameOf session={session}>
        <Screen mode={mode} />
        <Overlays />
      </FrameOf>
    </DraftsProvider>
  );
}

/** Follows what the frame depends on; what stands in it is drawn again only when the frame itself has changed. */
function FrameOf({ session, children }: { session: Session; children: ReactNode }) {
  return <FrameContext.Provider value={useWorkspace(session)}>{children}</FrameContext.Provider>;
}

function Screen({ mode }: Pick<WorkspaceProps, 'mode'>) {
  const frame = useFrame();
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (page.current === null) return;
    const stop = keepFocus(page.current);
    if (document.activeElement === document.body) returnFocus(null);
    return stop;
  }, []);
  return (
    <div
      ref={page}
      className={cx(styles.frame)}
      data-contact={frame.view === 'contact' ? frame.contactId : undefined}
    >
      <CallBar />
      <CriticalBar />
      <NoticeBar />
      {frame.view === 'contact' && frame.contactId !== null && (
        <ClientBanner key={frame.contactId} contactId={frame.contactId} />
      )}
      {frame.view === 'contact' && frame.contactId !== null && <RefusedHere recordId={frame.contactId} />}
      <OfferCard />
      <div className={cx(styles.body)}>
        <NavRail />
        {viewOf(frame)}
        {frame.dock === 'identify' && <IdentifyPanel />}
        {frame.dock === 'emergency' && <EmergencyPanel />}
      </div>
      <StatusBar mode={mode} onDetails={() => frame.show('outbox')} />
    </div>
  );
}

function viewOf(frame: Frame) {
  switch (frame.view) {
    case 'handoffs':
      return <HandoffScreen />;
    case 'outbox':
      return <OutboxScreen />;
    case 'board':
      return <BoardScreen />;
    case 'library':
      return (
        <Suspense fallback={<LibraryComing />}>
          <LibraryScreen />
        </Suspense>
      );
    case 'ready':
      return <ReadyScreen />;
    case 'contact':
      return frame.contactId === null ? (
        <ReadyScreen />
      ) : (
        <ContactWorkspace key={frame.contactId} contactId={frame.contactId} />
      );
  }
}

function LibraryComing() {
  const say = useText('library');
  return (
    <MainRegion label={say('title')}>
      <EmptyState>{say('loading')}</EmptyState>
    </MainRegion>
  );
}

/** Dialogs of the frame and the keys that open them from anywhere. */
function Overlays() {
  const { overlay, openOverlay, contactId, openIdentify } = useFrame();
  const { openByHand } = useOpenByHand();
  const close = () => openOverlay(null);
  useShortcut('nextRegion', () => cycleRegion(1));
  useShortcut('previousRegion', () => cycleRegion(-1));
  useShortcut('help', () => openOverlay('help'));
  useShortcut('newContact', openByHand);
  useShortcut('identify', contactId === null ? null : openIdentify);
  return (
    <>
      <HelpDialog isOpen={overlay === 'help'} onClose={close} />
      <Palette isOpen={overlay === 'palette'} onClose={close} />
      <SettingsDialog isOpen={overlay === 'settings'} onClose={close} />
      <SignInAgain isOpen={overlay === 'signIn'} onClose={close} />
    </>
  );
}

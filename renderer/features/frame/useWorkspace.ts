import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';
import { useDeskPort } from '../../desk/DeskProvider.tsx';
import { useDeskHealth } from '../../desk/useDeskHealth.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import type { Dock, Frame, Overlay, View } from './frameContext.ts';
import { returnFocus } from './regionFocus.ts';

/** Contacts answered at this desk by this user and not closed: what a restarted page goes back to. */
export function isAtHand(row: ContactRow, session: Session): boolean {
  return (
    (row.phase === 'talking' || row.phase === 'wrappingUp') &&
    row.answeredBy?.user === session.user &&
    row.answeredBy.desk === session.desk
  );
}

/** The contact at hand outlives the page: a reloaded window goes back to it, wrap-up included. */
const atHandKey = 'contactAtHand';

interface Choice {
  readonly view: View;
  readonly contactId: string | null;
}

/**
 * Which view stands in the frame. Until the user chooses, the desk chooses: a call that was going on when the
 * window fell is shown again without a key press.
 */
export function useWorkspace(session: Session): Frame {
  const { data: rows } = useLiveQuery('contact.list', { phase: 'open' });
  const [choice, setChoice] = useState<Choice | null>(null);
  const { dock, openDock, closeDock } = useDock();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [chosenState, choose] = useState<Frame['chosenState']>(takesCalls(session.role) ? null : 'casework');
  const mine = rows?.filter((row) => isAtHand(row, session)) ?? [];
  useKeptState(chosenState);
  const going =
    mine.find((row) => row.contactId === sessionStorage.getItem(atHandKey)) ??
    mine.find((row) => row.phase === 'talking');
  const home = homeOf(session.role);
  const now: Choice =
    choice ??
    (going === undefined ? { view: home, contactId: null } : { view: 'contact', contactId: going.contactId });
  return useMemo(
    (): Frame => ({
      session,
      view: now.view,
      contactId: now.contactId,
      dock,
      show: (view) => setChoice({ view, contactId: now.contactId }),
      openContact: (contactId) => {
        sessionStorage.setItem(atHandKey, contactId);
        setChoice({ view: 'contact', contactId });
      },
      leaveContact: () => {
        closeDock();
        sessionStorage.removeItem(atHandKey);
        setChoice({ view: home, contactId: null });
      },
      openEmergency: () => {
        setOverlay(null);
        openDock('emergency');
      },
      openIdentify: () => openDock('identify'),
      closeDock,
      overlay,
      openOverlay: setOverlay,
      chosenState,
      choose,
    }),
    [session, now.view, now.contactId, dock, openDock, closeDock, overlay, chosenState, home],
  );
}

/** One panel at the right edge; closing it gives focus back to where the user was. */
function useDock() {
  const [dock, setDock] = useState<Dock>(null);
  const before = useRef<Element | null>(null);
  const openDock = useCallback((next: Dock) => {
    const here = document.activeElement;
    if (here?.closest('[data-region="emergency"], [data-region="identify"]') === null) before.current = here;
    setDock(next);
  }, []);
  const closeDock = useCallback(() => {
    // At once, so that the panel is gone before focus is put back.
    flushSync(() => setDock(null));
    returnFocus(before.current);
  }, []);
  return { dock, openDock, closeDock };
}

/** A restarted engine has forgotten what its person chose to be; the page has not, and says it again. */
function useKeptState(chosenState: Frame['chosenState']): void {
  const port = useDeskPort();
  const { engine } = useDeskHealth();
  const kept = useRef(chosenState);
  useEffect(() => {
    kept.current = chosenState;
  });
  useEffect(() => {
    if (engine === 'ready' && kept.current !== null)
      void port.command('desk.setState', { state: kept.current });
  }, [port, engine]);
}

/** Coordinators and supervisors are at work without being on a break from the queue. */
export function takesCalls(role: Session['role']): boolean {
  return role === 'nurse' || role === 'social_worker';
}

function homeOf(role: Session['role']): View {
  if (role === 'supervisor') return 'board';
  if (role === 'clinical_lead') return 'library';
  return role === 'coordinator' || role === 'key_worker' ? 'handoffs' : 'ready';
}

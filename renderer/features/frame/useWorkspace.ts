import { useMemo, useState } from 'react';
import type { ContactRow } from '../../../shared/protocol/deskViews.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';
import { useLiveQuery } from '../../desk/useLiveQuery.ts';
import type { Dock, Frame, View } from './frameContext.ts';

/** Contacts answered at this desk by this user and not closed: what a restarted page goes back to. */
export function isAtHand(row: ContactRow, session: Session): boolean {
  return (
    (row.phase === 'talking' || row.phase === 'wrappingUp') &&
    row.answeredBy?.user === session.user &&
    row.answeredBy.desk === session.desk
  );
}

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
  const [dock, setDock] = useState<Dock>(null);
  const going = rows?.find((row) => row.phase === 'talking' && isAtHand(row, session));
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
      openContact: (contactId) => setChoice({ view: 'contact', contactId }),
      leaveContact: () => {
        setDock(null);
        setChoice({ view: home, contactId: null });
      },
      openEmergency: () => setDock('emergency'),
      openIdentify: () => setDock('identify'),
      closeDock: () => setDock(null),
    }),
    [session, now.view, now.contactId, dock, home],
  );
}

function homeOf(role: Session['role']): View {
  if (role === 'supervisor') return 'board';
  return role === 'coordinator' || role === 'key_worker' ? 'handoffs' : 'ready';
}

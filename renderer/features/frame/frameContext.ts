import { createContext, useContext } from 'react';
import { assert } from '../../../shared/base/assert.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';

export type View = 'ready' | 'contact' | 'handoffs' | 'board' | 'library' | 'outbox';
/** What is docked at the right edge. Only one at a time; the emergency panel takes the place of the other. */
export type Dock = 'emergency' | 'identify' | null;

/** A modal list of something; the emergency panel closes it. */
export type Overlay = 'help' | 'palette' | 'settings' | 'signIn' | null;

export interface Frame {
  readonly session: Session;
  readonly view: View;
  /** The contact at hand on this desk; null when none is open. */
  readonly contactId: string | null;
  readonly show: (view: View) => void;
  readonly openContact: (contactId: string) => void;
  /** Leaves the contact (closed, or put aside) for the ready screen. */
  readonly leaveContact: () => void;
  readonly dock: Dock;
  /** The 112 panel: never a modal, never a step that cannot be taken back. */
  readonly openEmergency: () => void;
  readonly openIdentify: () => void;
  readonly closeDock: () => void;
  readonly overlay: Overlay;
  readonly openOverlay: (overlay: Overlay) => void;
  /** What this user last chose to be at this desk; null until chosen since the window opened. */
  readonly chosenState: 'ready' | 'break' | 'casework' | null;
  readonly choose: (state: 'ready' | 'break' | 'casework') => void;
}

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  assert(frame !== null, 'a screen stands outside the frame');
  return frame;
}

import type { Presence } from '../../../shared/protocol/regionProtocol.ts';

type DeskState = Presence['state'];

export interface DeskPresence {
  state(): DeskState;
  contactId(): string | null;
  choose(state: DeskState): void;
  /** A contact begins, rests or ends at this desk. */
  follow(contactId: string, phase: 'talking' | 'wrappingUp' | 'closed'): void;
}

/** What the region is told of this desk: its person's choice, and the contact that takes its place meanwhile. */
export function trackPresence(changed: () => void): DeskPresence {
  let chosen: DeskState = 'break';
  let busy: { readonly contactId: string; readonly state: 'talking' | 'wrappingUp' } | null = null;
  return {
    state: () => busy?.state ?? chosen,
    contactId: () => busy?.contactId ?? null,
    choose(state) {
      chosen = state;
      if (state === 'signedOut') busy = null;
      changed();
    },
    follow(contactId, phase) {
      if (phase === 'closed') {
        if (busy?.contactId !== contactId) return;
        busy = null;
      } else busy = { contactId, state: phase };
      changed();
    },
  };
}

/** Which phase a command of this desk leads its contact to; null for commands that change none. */
export function phaseAfter(command: string): Parameters<DeskPresence['follow']>[1] | null {
  switch (command) {
    case 'contact.open':
    case 'contact.answer':
    case 'contact.resume':
      return 'talking';
    case 'contact.startWrapUp':
      return 'wrappingUp';
    case 'contact.close':
      return 'closed';
    default:
      return null;
  }
}

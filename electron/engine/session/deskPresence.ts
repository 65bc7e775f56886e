import { listContactRows } from '../../../db/workstation/recordRows.ts';
import type { Presence } from '../../../shared/protocol/regionProtocol.ts';

import type { DeskStore } from '../record/deskStore.ts';
import type { KeptContactRow } from '../record/projectRecord.ts';

const openContactsMax = 200;

type DeskState = Presence['state'];

export interface DeskPresence {
  state(): DeskState;
  contactId(): string | null;
  choose(state: DeskState): void;
  /** Says again what the records say, when it is something else. */
  settle(busy: ReturnType<typeof busyContact>): void;
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
    settle(found) {
      const next = found === null ? null : { contactId: found.contactId, state: found.phase };
      if (next?.contactId === busy?.contactId && next?.state === busy?.state) return;
      busy = next;
      changed();
    },
  };
}

/**
 * The contact this desk is busy with, by its records: another desk may turn out to have answered first, and an engine
 * that fell comes back in the middle of a call.
 */
export function busyContact(
  store: DeskStore,
): { readonly contactId: string; readonly phase: 'talking' | 'wrappingUp' } | null {
  const { deskId } = store.meta();
  for (const phase of ['talking', 'wrappingUp'] as const) {
    const window = { order: 'newestFirst', from: '', limit: openContactsMax } as const;
    for (const { contactId, row } of listContactRows(store.db, phase, window)) {
      if ((JSON.parse(row) as KeptContactRow).answeredBy?.desk === deskId) return { contactId, phase };
    }
  }
  return null;
}

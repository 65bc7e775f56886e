// Keeps RP1. Who counts as a repeat caller.
import type { Contact } from './contact.ts';

/** LOCAL: the vulnerability screen asks about "the last 3 days"; the same window opens the earlier assessment. */
export const repeatWindowMs = 72 * 3_600_000;

/** When a contact must have ended, or if it is still open begun, to count as earlier than this one. */
export function repeatSince(contact: Pick<Contact, 'openedAt'>): string {
  return new Date(Date.parse(contact.openedAt) - repeatWindowMs).toISOString();
}

export function isEarlier(other: Contact, contact: Contact): boolean {
  return (
    other.id !== contact.id &&
    other.openedAt <= contact.openedAt &&
    (other.closedAt ?? other.openedAt) >= repeatSince(contact)
  );
}

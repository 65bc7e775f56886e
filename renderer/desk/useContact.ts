import { type ContactView, notesUsual } from '../../shared/protocol/deskViews.ts';
import type { Live } from './deskPort.ts';
import { useLiveQuery } from './useLiveQuery.ts';

/** A contact with the latest of its notes: whoever shows the same contact asks for the same, and it is asked once. */
export function useContact(contactId: string | null): Live<ContactView> {
  return useLiveQuery('contact.get', contactId === null ? null : { contactId, notesMax: notesUsual });
}

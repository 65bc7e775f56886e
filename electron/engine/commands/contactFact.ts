import type { Refusal } from '../../../shared/base/refusal.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { FactDraft } from '../command.ts';

export function contactFact(contactId: string, type: FactType, body: unknown): FactDraft {
  return { record: { kind: 'contact', id: contactId }, type, body };
}

/** What can no longer be changed, with who closed it and when. */
export function closedRefusal(contact: Contact): Refusal | null {
  if (contact.phase !== 'closed') return null;
  const by = contact.closedBy;
  return {
    refused: 'alreadyClosed',
    ...(by === null ? {} : { by: { user: by.user, desk: by.desk } }),
    ...(contact.closedAt === null ? {} : { at: contact.closedAt }),
  };
}

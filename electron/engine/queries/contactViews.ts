import { type ContactRowFound, getClientRow, listContactRows } from '../../../db/workstation/recordRows.ts';
import { assert } from '../../../shared/base/assert.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { unitScope, unitsOf } from '../../../shared/op/opCatalogue.ts';
import type { ClientRow, ContactRow, ContactView } from '../../../shared/protocol/deskViews.ts';
import { findReadable, mayRead, type Reading, recordQuery } from '../query.ts';
import type { KeptContactRow } from '../record/projectRecord.ts';
import { assessedNow } from './assessmentViews.ts';
import { earlierTopics } from './earlierContacts.ts';
import { notesOf, signsOf } from './recordFacts.ts';
import { contactUrgency } from './urgency.ts';

const closedShownMs = 24 * 3_600_000;

export const contactGet = recordQuery('contact.get', earlierTopics, (reading, { contactId, notesMax }) => {
  const contact = findReadable(reading, 'contact', contactId);
  return contact === undefined ? { refused: 'notFound' } : contactView(reading, contact, notesMax);
});

export const contactList = recordQuery(
  'contact.list',
  () => ['contacts', 'clients', 'signs'],
  (reading, { phase, limit }) => {
    const rows: ContactRow[] = [];
    const units = unitsOf(reading.session.scopes);
    for (const part of phasesOf[phase]) {
      const from = part === 'closed' ? new Date(reading.now - closedShownMs).toISOString() : '';
      const order = part === 'closed' ? 'newestFirst' : 'oldestFirst';
      const found = listContactRows(reading.store.db, part, { order, from, limit, units });
      rows.push(...found.flatMap((row) => joinedRow(reading, row)));
    }
    return rows.slice(0, limit);
  },
);

const phasesOf = {
  ringing: ['ringing'],
  open: ['talking', 'wrappingUp'],
  closed: ['closed'],
  all: ['ringing', 'talking', 'wrappingUp', 'closed'],
} as const;

function joinedRow(reading: Reading, found: ContactRowFound): ContactRow[] {
  const { sharedWith, ...kept } = JSON.parse(found.row) as KeptContactRow;
  if (!mayRead(reading.session, [kept.unit, ...sharedWith].map(unitScope))) return [];
  const client = clientBeside(reading, found.clientId);
  return [{ ...beforeAssessments, ...kept, ...client, pending: reading.store.unsent(found.contactId) }];
}

/** A row kept by a program that knew one assessment per contact; it is written anew when the contact changes. */
const beforeAssessments: Pick<ContactRow, 'assessments'> = { assessments: [] };

/** The name beside a record that is about a client, as lists show it. */
export function clientBeside(
  reading: Reading,
  clientId: string | null,
): { readonly clientName: string | null; readonly nonDisclosure: boolean } {
  const row = clientId === null ? null : getClientRow(reading.store.db, clientId);
  if (row === null) return { clientName: null, nonDisclosure: false };
  const client = JSON.parse(row) as ClientRow;
  return { clientName: client.name, nonDisclosure: client.nonDisclosure };
}

export function contactView(reading: Reading, contact: Contact, notesMax?: number): ContactView {
  const assessed = assessedNow(reading, contact);
  return {
    ...contact,
    contactId: contact.id,
    notes: notesOf(reading, { kind: 'contact', id: contact.id }, notesMax),
    assessment: assessed.at(-1) ?? null,
    assessed,
    urgency: contactUrgency(assessed),
    signs: signsOf(reading, { kind: 'contact', id: contact.id }, notesMax),
  };
}

/** The view after a commit: the record was just written, so it is there. */
export function contactViewOf(reading: Reading, contactId: string): ContactView {
  const contact = findReadable(reading, 'contact', contactId);
  assert(contact !== undefined, 'a contact that was just written is gone');
  return contactView(reading, contact);
}

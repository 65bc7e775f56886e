// What lists and search show of a record. Rows are projections: the same function fills them in a command, in a
// page of the region and in a rebuild.
import type { WritableDb } from '../../../db/sql.ts';
import {
  deleteRows,
  saveClientRow,
  saveContactRow,
  saveHandoffRow,
} from '../../../db/workstation/recordRows.ts';
import { decisionsOf } from '../../../shared/domain/assessment/assessment.ts';
import { type Client, isHidden } from '../../../shared/domain/client/client.ts';
import { parseIdentityCode } from '../../../shared/domain/client/identityCode.ts';
import { type Contact, currentAssessment } from '../../../shared/domain/contact/contact.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import type { Handoff } from '../../../shared/domain/handoff/handoff.ts';
import type { ClientRow, ContactRow } from '../../../shared/protocol/deskViews.ts';
import { mostUrgent } from '../../../shared/script/several/contactOutcome.ts';
import type { RecordEntry } from './recordEntry.ts';

/** The part of a contact's row that comes from the contact alone; name and signs are joined when it is read. */
export type KeptContactRow = Omit<ContactRow, 'clientName' | 'nonDisclosure' | 'pending'> & {
  readonly sharedWith: readonly string[];
};

export interface Projection {
  /** Equal text, equal rows: nothing is written. */
  readonly text: string;
  readonly save: (db: WritableDb) => void;
}

/** Whether lists, searches or followers of many hear of a record of this kind. */
export function hasRows(kind: RecordKind): boolean {
  return kind !== 'plan' && kind !== 'accessLog';
}

/** An entry never changes, and is projected when it is written and again when the next one takes its place. */
const projected = new WeakMap<RecordEntry, Projection | null>();

export function projectRecord(entry: RecordEntry): Projection | null {
  const known = projected.get(entry);
  if (known !== undefined) return known;
  const projection = projectShown(entry);
  projected.set(entry, projection);
  return projection;
}

function projectShown(entry: RecordEntry): Projection | null {
  if (entry.shown === undefined) return null;
  switch (entry.kind) {
    case 'contact':
      return projectContact(entry.id, entry.shown as Contact);
    case 'handoff':
      return projectHandoff(entry.id, entry.shown as Handoff);
    case 'client':
      return projectClient(entry.id, entry.shown as Client);
    case 'script':
      // No rows of its own; a change is told to those who follow the library.
      return { text: JSON.stringify(entry.shown), save: () => {} };
    case 'plan':
    case 'accessLog':
      return null;
  }
}

/** A record whose creation was refused is shown no more; what was typed stands in the log and among the refusals. */
export function dropRows(db: WritableDb, entry: RecordEntry): void {
  deleteRows(db, entry.id);
}

function projectContact(contactId: string, contact: Contact): Projection {
  const link = fieldValue(contact.client);
  const assessment = currentAssessment(contact);
  const kept: KeptContactRow = {
    contactId,
    phase: contact.phase,
    unit: contact.unit,
    sharedWith: contact.sharedWith,
    channel: contact.channel,
    openedAt: contact.openedAt,
    answeredBy: contact.answeredBy,
    closedAt: contact.closedAt,
    reason: fieldValue(contact.reason) ?? '',
    language: fieldValue(contact.language) ?? 'fi',
    callerNumber: contact.callerNumber,
    scriptId: assessment?.scriptId ?? null,
    disposition: decidedUrgency(contact),
    assessments: contact.assessments.map((one) => ({
      scriptId: one.scriptId,
      disposition: one.decision?.chosen ?? null,
    })),
    disputed: isContactDisputed(contact),
  };
  const row = JSON.stringify(kept);
  const clientId = link?.kind === 'identified' ? link.clientId : null;
  const sortAt = contact.closedAt ?? contact.openedAt;
  return {
    text: `${clientId} ${row}`,
    save: (db) => saveContactRow(db, { contactId, phase: contact.phase, sortAt, clientId, row }),
  };
}

/** The most urgent that anybody decided; what a script only proposes is for the screen of the call. */
export function decidedUrgency(contact: Contact): string | null {
  const decisions = contact.assessments.flatMap(decisionsOf);
  return mostUrgent(decisions.map((one) => ({ disposition: one.chosen })))?.disposition ?? null;
}

function isContactDisputed(contact: Contact): boolean {
  const fields = [contact.language, contact.reason, contact.client, contact.outcome];
  const answers = contact.assessments.flatMap((one) => Object.values(one.answers));
  const apart = contact.assessments.some((one) => one.otherDecisions.length > 0);
  return [...fields, ...answers].some(isDisputed) || apart;
}

function projectHandoff(handoffId: string, handoff: Handoff): Projection {
  const { phase, fromUnit, toUnit } = handoff;
  const sortAt = handoff.endedAt ?? handoff.offeredAt;
  return {
    text: `${phase} ${sortAt} ${fromUnit} ${toUnit}`,
    save: (db) => saveHandoffRow(db, { handoffId, phase, sortAt, fromUnit, toUnit }),
  };
}

function projectClient(clientId: string, client: Client): Projection {
  const hidden = isHidden(client);
  const row: ClientRow = {
    clientId,
    name: nameOf(client),
    birthDate: birthDateOf(client),
    identityCode: maskedCode(fieldValue(client.identityCode) ?? null),
    municipality: hidden ? null : (fieldValue(client.municipality) ?? null),
    nonDisclosure: hidden,
  };
  const kept = { row: JSON.stringify(row), words: wordsOf(client) };
  return { text: `${kept.words} ${kept.row}`, save: (db) => saveClientRow(db, clientId, kept) };
}

export function nameOf(client: Client): string {
  return `${fieldValue(client.familyName) ?? ''} ${fieldValue(client.givenNames) ?? ''}`.trim();
}

/** Stated, or read from the identity code; null while people disagree about either. */
export function birthDateOf(client: Client): string | null {
  if (isDisputed(client.birthDate) || isDisputed(client.identityCode)) return null;
  const code = fieldValue(client.identityCode) ?? null;
  const stated = fieldValue(client.birthDate) ?? null;
  return stated ?? (code === null ? null : (parseIdentityCode(code)?.birthDate ?? null));
}

/** Day of birth stays readable, the part that identifies does not: `131052-••••`. */
export function maskedCode(code: string | null): string | null {
  return code === null ? null : `${code.slice(0, 7)}••••`;
}

/** Every version counts while people disagree: a client is found by either. */
function wordsOf(client: Client): string {
  const values = <T>(field: readonly { readonly value: T }[]): T[] => field.map((version) => version.value);
  const codes = values(client.identityCode).filter((code) => code !== null);
  const known = birthDateOf(client);
  const births = [...values(client.birthDate), known].filter((date) => date !== null);
  const phones = values(client.phone).filter((phone) => phone !== null);
  return [
    ...values(client.familyName),
    ...values(client.givenNames),
    ...codes.flatMap((code) => [code, code.replace(/[-+]/, '')]),
    ...[...new Set(births)].flatMap(birthWords),
    ...phones.map(phoneWord),
  ].join(' ');
}

function birthWords(birthDate: string): string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  return [`${day}${month}${year}`, `${Number(day)}.${Number(month)}.${year}`, birthDate];
}

/** One form for `+358 40 123` and `040 123`, in what is kept and in what is typed. */
export function phoneWord(phone: string): string {
  return phone.replace(/^\s*(\+|00)358\s*\(?0?\)?/, '0').replace(/\D/g, '');
}

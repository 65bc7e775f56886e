import { ageOn, parseIdentityCode } from '../../../shared/domain/client/identityCode.ts';
import type { ClientLink } from '../../../shared/domain/contact/contact.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ClientView, ContactView } from '../../../shared/protocol/deskViews.ts';

export function linkOf(contact: ContactView | undefined): ClientLink {
  return fieldValue(contact?.client) ?? { kind: 'unidentified' };
}

/** As recorded, or as the identity code tells it: many records have only the code. */
export function birthDateOf(client: ClientView): string | null {
  const code = fieldValue(client.identityCode) ?? null;
  const recorded = fieldValue(client.birthDate) ?? null;
  return recorded ?? (code === null ? null : (parseIdentityCode(code)?.birthDate ?? null));
}

export function clientIdOf(contact: ContactView | undefined): string | null {
  const link = linkOf(contact);
  return link.kind === 'identified' ? link.clientId : null;
}

/** `Virtanen, Aino Maria`: family name first, as the banner and lists sort it. */
export function fullName(client: ClientView): string {
  const names = [fieldValue(client.familyName), fieldValue(client.givenNames)];
  return names.filter((name) => name !== undefined && name !== '').join(', ');
}

/** `301251-••••`; the date part is said aloud anyway, the rest only when asked for. */
export function maskedCode(code: string): string {
  return `${code.slice(0, 7)}••••`;
}

/** Completed years, and months for the smallest, whose dose and urgency depend on them. */
export function ageNow(birthDate: string, now: number): { years: number; months: number } | null {
  return ageOn(birthDate, new Date(now).toISOString());
}

/** `13.10.1952` as people say it → `1952-10-13`; null when it is not a date. */
export function readDate(text: string): string | null {
  const parts = /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$/.exec(text);
  if (parts === null) return null;
  const [, day = '', month = '', year = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Keeps WN26. While two desks differ about allergies, a list of them counts, and "none" last of all. */
export function allergiesOf({ allergies }: Pick<ClientView, 'allergies'>): 'none' | 'listed' | 'notRecorded' {
  const said = new Set(allergies.map((version) => version.value));
  if (said.has('listed')) return 'listed';
  return said.size === 1 && said.has('none') ? 'none' : 'notRecorded';
}

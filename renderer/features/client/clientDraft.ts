import { isRealDate, parseIdentityCode } from '../../../shared/domain/client/identityCode.ts';
import type { CommandArgs } from '../../../shared/protocol/deskProtocol.ts';
import { readDate } from './clientFacts.ts';

/** The form as typed: every field a text, until it is saved. */
export interface RegistrationDraft {
  readonly familyName: string;
  readonly givenNames: string;
  readonly identityCode: string;
  readonly birthDate: string;
  readonly language: string;
  readonly interpreter: boolean;
  readonly phone: string;
  readonly address: string;
  readonly municipality: string;
  readonly nonDisclosure: boolean;
  readonly allergies: 'none' | 'listed' | 'notRecorded';
}

export const emptyDraft: RegistrationDraft = {
  familyName: '',
  givenNames: '',
  identityCode: '',
  birthDate: '',
  language: 'fi',
  interpreter: false,
  phone: '',
  address: '',
  municipality: 'none',
  nonDisclosure: false,
  allergies: 'notRecorded',
};

/** A form that was begun, as this window or one before it kept it; undefined when it is none. */
export function readDraft(stored: unknown): RegistrationDraft | undefined {
  return isDraft(stored) ? stored : undefined;
}

function isDraft(stored: unknown): stored is RegistrationDraft {
  if (typeof stored !== 'object' || stored === null) return false;
  const given: Readonly<Record<string, unknown>> = { ...stored };
  return Object.entries(emptyDraft).every(([name, value]) => typeof given[name] === typeof value);
}

/** Fields that cannot be saved as they are. A missing code or date is allowed: people have neither at hand. */
export function checkDraft(draft: RegistrationDraft): ReadonlySet<keyof RegistrationDraft> {
  const gaps = new Set<keyof RegistrationDraft>();
  if (draft.familyName.trim() === '') gaps.add('familyName');
  if (draft.givenNames.trim() === '') gaps.add('givenNames');
  if (draft.identityCode.trim() !== '' && parseIdentityCode(draft.identityCode) === null)
    gaps.add('identityCode');
  if (draft.birthDate.trim() !== '' && realDate(draft.birthDate) === null) gaps.add('birthDate');
  return gaps;
}

/** The birth date comes from the identity code when there is one, and from what was said when there is not. */
export function registrationOf(draft: RegistrationDraft): CommandArgs<'client.register'> {
  const code = parseIdentityCode(draft.identityCode);
  return {
    familyName: draft.familyName.trim(),
    givenNames: draft.givenNames.trim(),
    identityCode: code?.code ?? null,
    birthDate: code?.birthDate ?? realDate(draft.birthDate),
    language: draft.language,
    interpreter: draft.interpreter,
    phone: filled(draft.phone),
    address: filled(draft.address),
    municipality: draft.municipality === 'none' ? null : draft.municipality,
    nonDisclosure: draft.nonDisclosure,
    allergies: draft.allergies,
  };
}

function realDate(text: string): string | null {
  const date = readDate(text);
  if (date === null) return null;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return isRealDate(year, month, day) ? date : null;
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

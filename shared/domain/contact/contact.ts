import type { Assessment } from '../assessment/assessment.ts';
import type { WithEarly } from '../fact.ts';
import type { Actor, Field } from '../field/field.ts';
import type { ContactPhase } from './contactLife.ts';

/** Contact channels of the reference unit (`PHONE_IN` …), a closed list. */
export const channels = [
  'PHONE_IN',
  'CALLBACK',
  'PHONE_OUT',
  'CHAT',
  'MSG',
  'EFORM',
  'VIDEO',
  'WALKIN',
  'AUTH',
  'PROXY',
] as const;
export type Channel = (typeof channels)[number];

/** Outcomes agreed with the client at the end of a contact (D01–D21); labels live in the renderer's texts. */
export const outcomes = [
  'D01',
  'D02',
  'D03',
  'D04',
  'D05',
  'D06',
  'D07',
  'D08',
  'D09',
  'D10',
  'D11',
  'D12',
  'D13',
  'D14',
  'D15',
  'D16',
  'D17',
  'D18',
  'D19',
  'D20',
  'D21',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Whom the contact is about. Anonymous advice is a right: no client record may be forced. */
export type ClientLink =
  | { readonly kind: 'identified'; readonly clientId: string; readonly certainty: 'stated' | 'verified' }
  | { readonly kind: 'unidentified' }
  | { readonly kind: 'anonymous' };

export type EmergencyStep = 'opened' | 'callerCalls' | 'transferred' | 'calledForThem';

export interface Contact extends WithEarly {
  readonly id: string;
  readonly unit: string;
  /** Units that also hold this contact since a handoff was offered to them. */
  readonly sharedWith: readonly string[];
  readonly channel: Channel;
  readonly callerNumber: string | null;
  readonly language: Field<'fi' | 'sv' | 'en' | 'other'>;
  readonly phase: ContactPhase;
  readonly openedAt: string;
  readonly answeredBy: Actor | null;
  readonly answeredAt: string | null;
  /** The caller's own words. */
  readonly reason: Field<string>;
  readonly client: Field<ClientLink>;
  readonly assessments: readonly Assessment[];
  readonly emergencySteps: readonly {
    readonly step: EmergencyStep;
    readonly at: string;
    readonly by: Actor;
  }[];
  /** Notes themselves stay in the log: they are append-only and may be many. */
  readonly noteCount: number;
  readonly outcome: Field<Outcome>;
  readonly planId: string | null;
  readonly closedAt: string | null;
  readonly closedBy: Actor | null;
}

export function assessmentIn(contact: Contact, assessmentId: string): Assessment | undefined {
  return contact.assessments.find((one) => one.id === assessmentId);
}

/** The assessment begun last. */
export function currentAssessment(contact: Contact): Assessment | undefined {
  return contact.assessments.at(-1);
}

import type { WithEarly } from '../fact.ts';
import type { Actor, Field } from '../field/field.ts';

/** Elements of a client plan (sosiaalihuoltolaki 1301/2014 39 §) that are one text each; lines hold services and measures. */
export const planFields = [
  'need',
  'clientView',
  'disagreement',
  'strengths',
  'goals',
  'meetingFrequency',
  'expectedDuration',
  'partners',
  'followUp',
  'reviewDate',
  'channel',
  'participants',
  'consent',
] as const;
export type PlanFieldName = (typeof planFields)[number];

export const planLineFields = ['text', 'responsible', 'due'] as const;
export type PlanLineFieldName = (typeof planLineFields)[number];

/** A service, measure or advice agreed on. `from` names the questions whose answers it was drafted from. */
export interface PlanLine {
  readonly id: string;
  readonly text: Field<string>;
  readonly responsible: Field<string>;
  readonly due: Field<string>;
  readonly from: readonly string[];
  readonly addedBy: Actor;
  readonly addedAt: string;
}

/** A call has one plan, whoever begins it: its id follows from the call's. */
export function planIdOf(contactId: string): string {
  return `plan_${contactId.slice(contactId.indexOf('_') + 1)}`;
}

export interface Plan extends WithEarly {
  readonly id: string;
  readonly contactId: string;
  readonly clientId: string | null;
  readonly unit: string;
  readonly sharedWith: readonly string[];
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly fields: Readonly<Partial<Record<PlanFieldName, Field<string>>>>;
  readonly lines: Readonly<Record<string, PlanLine>>;
  /** Lines taken away; an edit made without having seen the removal brings the line back. */
  readonly removedLines: Readonly<
    Record<string, { readonly line: PlanLine; readonly by: Actor; readonly at: string; readonly seq: number }>
  >;
  /** "Advice only, no plan needed" is an outcome of its own, with its reason. */
  readonly adviceOnly: Field<string | null>;
  readonly agreedAt: string | null;
  readonly agreedBy: Actor | null;
  /** What of the plan was known where it was agreed on; absent on plans agreed on before that was kept. */
  readonly agreedBasis?: number;
}

import type { WithEarly } from '../fact.ts';
import type { Actor, Field } from '../field/field.ts';

export const alertKinds = ['allergy', 'risk', 'condition', 'medicine', 'other'] as const;
export type AlertKind = (typeof alertKinds)[number];

export interface ClientAlert {
  readonly id: string;
  readonly kind: AlertKind;
  readonly text: string;
  readonly addedBy: Actor;
  readonly addedAt: string;
}

/** Kinds that a script asks about by name; everything else is `other` and for people to read. */
export const conditionKinds = ['immunity', 'heartLung', 'cognition', 'other'] as const;
export type ConditionKind = (typeof conditionKinds)[number];
export const medicineKinds = ['anticoagulant', 'immunosuppressant', 'other'] as const;
export type MedicineKind = (typeof medicineKinds)[number];

/** One entry of a list on the record. An entry added by somebody else stays when another one is taken away. */
export interface ListedFact<Kind extends string> {
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
  readonly addedBy: Actor;
  readonly addedAt: string;
}
export type ClientCondition = ListedFact<ConditionKind>;
export type ClientMedicine = ListedFact<MedicineKind>;

/** The person cared for. Every single-valued field keeps both values when two desks differ. */
export interface Client extends WithEarly {
  readonly id: string;
  readonly familyName: Field<string>;
  readonly givenNames: Field<string>;
  /** Finnish personal identity code, or null when the person has none or did not give it. */
  readonly identityCode: Field<string | null>;
  /** ISO date; from the identity code or stated. */
  readonly birthDate: Field<string | null>;
  readonly language: Field<string>;
  readonly interpreter: Field<boolean>;
  readonly phone: Field<string | null>;
  readonly address: Field<string | null>;
  /** Municipality code, three digits. */
  readonly municipality: Field<string | null>;
  /** Non-disclosure order (turvakielto, 661/2009 36 §): contact data is masked until revealed with a reason. */
  readonly nonDisclosure: Field<boolean>;
  /** What is known of allergies; silence is not "none". */
  readonly allergies: Field<'none' | 'listed' | 'notRecorded'>;
  readonly alerts: Readonly<Record<string, ClientAlert>>;
  /** Both lists are absent on records that were last folded before they were known. */
  readonly conditions?: Readonly<Record<string, ClientCondition>>;
  readonly medicines?: Readonly<Record<string, ClientMedicine>>;
  readonly registeredAt: string;
}

/** While two desks differ about the order, the protecting version counts. */
export function isHidden({ nonDisclosure }: Pick<Client, 'nonDisclosure'>): boolean {
  return nonDisclosure.some((version) => version.value);
}

// Keeps KN1–KN3. What the record already answers. Silence is not "no": only what is listed answers anything.
import type { Client, ConditionKind, MedicineKind } from './client.ts';

/** Where an answer to a question about the person is kept on the record. */
export type KeptFact =
  | { readonly list: 'conditions'; readonly kind: ConditionKind }
  | { readonly list: 'medicines'; readonly kind: MedicineKind };

/**
 * Questions of the background that the record can answer with "yes", and the entry that a "yes" may be saved as.
 * Pregnancy, being alone, worry and language are of the day and are asked every time.
 */
export const keptFacts: Readonly<Record<string, readonly KeptFact[]>> = {
  c_immuno: [
    { list: 'conditions', kind: 'immunity' },
    { list: 'medicines', kind: 'immunosuppressant' },
  ],
  c_anticoag: [{ list: 'medicines', kind: 'anticoagulant' }],
  c_heart_lung: [{ list: 'conditions', kind: 'heartLung' }],
  c_cog: [{ list: 'conditions', kind: 'cognition' }],
};

/** Ids of the questions whose answer is "yes" by the client's record. */
export function knownByRecord(client: Pick<Client, 'conditions' | 'medicines'>): readonly string[] {
  return Object.keys(keptFacts).filter((questionId) => isOnRecord(client, questionId));
}

export function isOnRecord(client: Pick<Client, 'conditions' | 'medicines'>, questionId: string): boolean {
  const kept = Object.hasOwn(keptFacts, questionId) ? (keptFacts[questionId] ?? []) : [];
  return kept.some(({ list, kind }) => Object.values(client[list] ?? {}).some((one) => one.kind === kind));
}

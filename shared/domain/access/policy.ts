// Keeps AC3–AC5: one table drives code, tests and documentation.
export const roles = [
  'nurse',
  'social_worker',
  'supervisor',
  'coordinator',
  'key_worker',
  'clinical_lead',
  'admin',
] as const;
export type Role = (typeof roles)[number];

const guides: readonly Role[] = ['nurse', 'social_worker'];
const casework: readonly Role[] = [...guides, 'coordinator', 'key_worker'];
const seniors: readonly Role[] = [...guides, 'supervisor'];
/** Those who answer for the content of the scripts. */
const authors: readonly Role[] = ['clinical_lead'];
const everyone: readonly Role[] = [...casework, 'supervisor'];

/** Which roles may author which kind of fact. A fact without a row does not compile into the catalogue's table. */
export const authorship = {
  'contact.arrived': [],
  'contact.opened': everyone,
  'contact.answered': everyone,
  'contact.reasonSet': everyone,
  'contact.languageSet': everyone,
  'contact.clientLinked': everyone,
  'contact.noteAdded': everyone,
  'contact.emergencyStepTaken': everyone,
  'contact.planLinked': everyone,
  'contact.shared': everyone,
  'contact.wrapUpStarted': everyone,
  'contact.resumed': everyone,
  'contact.outcomeSet': everyone,
  'contact.closed': everyone,
  'assessment.started': seniors,
  'assessment.answered': seniors,
  'assessment.decided': seniors,
  'assessment.loweringConfirmed': seniors,
  'assessment.safetyNetRead': seniors,
  'assessment.answersWithdrawn': everyone,
  'assessment.changeTold': seniors,
  'client.registered': everyone,
  'client.fieldSet': everyone,
  'client.alertAdded': everyone,
  'client.alertRemoved': everyone,
  'client.conditionAdded': everyone,
  'client.conditionRemoved': everyone,
  'client.medicineAdded': everyone,
  'client.medicineRemoved': everyone,
  'plan.drafted': everyone,
  'plan.fieldSet': everyone,
  'plan.lineAdded': everyone,
  'plan.lineFieldSet': everyone,
  'plan.lineRemoved': everyone,
  'plan.adviceOnlySet': everyone,
  'plan.shared': everyone,
  'plan.agreed': everyone,
  'handoff.offered': everyone,
  'handoff.taken': everyone,
  'handoff.noteAdded': everyone,
  'handoff.finished': everyone,
  'handoff.returned': everyone,
  'handoff.withdrawn': everyone,
  'script.drafted': authors,
  'script.builtInNamed': authors,
  'script.textSet': authors,
  'script.approved': authors,
  'script.releaseAsked': authors,
  'script.released': [],
  'script.releaseRefused': [],
  'script.withdrawn': authors,
  'accessLog.viewed': everyone,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type FactType = keyof typeof authorship;

/** The region's own hand: telephony, which no person may act for, and the registers that clients come from. */
export const systemRole = 'system';

export function mayAuthor(role: string, type: FactType): boolean {
  const allowed: readonly string[] = authorship[type];
  if (role === systemRole) return allowed.length === 0 || type.startsWith('client.');
  return allowed.includes(role);
}

// Keeps RC10. What a contact still lacks when it is being closed: shown as links, never a barrier.
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import type { AssessmentNow, ContactView, PlanView } from '../../../shared/protocol/deskViews.ts';

export const missingItems = [
  'reason',
  'client',
  'assessmentOpen',
  'decision',
  'decisionStale',
  'confirmation',
  'safetyNet',
  'twoVersions',
  'plan',
  'outcome',
] as const;
export type MissingItem = (typeof missingItems)[number];

export function findMissing(contact: ContactView, plan: PlanView | null): readonly MissingItem[] {
  const found = new Set<MissingItem>();
  if ((fieldValue(contact.reason) ?? '').trim() === '') found.add('reason');
  if (contact.client.length === 0) found.add('client');
  for (const one of contact.assessed) for (const item of missingOf(one)) found.add(item);
  if (hasTwoVersions(contact, plan)) found.add('twoVersions');
  if (plan !== null && plan.agreedAt === null && !isAdviceOnly(plan)) found.add('plan');
  if (fieldValue(contact.outcome) === undefined) found.add('outcome');
  return missingItems.filter((item) => found.has(item));
}

/** The first of the contact's assessments that lacks this. */
export function assessmentLacking(contact: ContactView, item: MissingItem): AssessmentNow | undefined {
  return contact.assessed.find((one) => missingOf(one).includes(item));
}

function missingOf(assessment: AssessmentNow): readonly MissingItem[] {
  const { decision, view } = assessment;
  if (decision === null) return [view.proposal === null ? 'assessmentOpen' : 'decision'];
  const found: MissingItem[] = [];
  if (view.proposal !== null && view.proposal.disposition !== decision.proposed) found.push('decisionStale');
  if (decision.direction === 'lower' && decision.confirmedBy === null) found.push('confirmation');
  if (assessment.safetyNetReadAt === null) found.push('safetyNet');
  return found;
}

function hasTwoVersions(contact: ContactView, plan: PlanView | null): boolean {
  const answers = contact.assessed.flatMap((one) => Object.values(one.answers));
  const decisions = contact.assessed.reduce((many, one) => many + one.otherDecisions.length, 0);
  const fields = [contact.reason, contact.language, contact.client, contact.outcome];
  return (
    fields.some((field) => isDisputed(field)) ||
    answers.some((one) => one.disputed || one.differs === true) ||
    decisions > 0 ||
    (plan?.disputed.length ?? 0) > 0
  );
}

export function isAdviceOnly(plan: PlanView): boolean {
  return (fieldValue(plan.adviceOnly) ?? null) !== null;
}

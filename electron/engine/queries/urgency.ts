// Keeps PA4. What stands as the urgency of an assessment, and of the contact that holds several.
import type { Assessment } from '../../../shared/domain/assessment/assessment.ts';
import type { AssessmentNow, AssessmentUrgency, ContactUrgency } from '../../../shared/protocol/deskViews.ts';
import type { AssessmentView } from '../../../shared/script/assess.ts';
import { mostUrgent } from '../../../shared/script/several/contactOutcome.ts';

/**
 * A decision stands until the answers make it milder than what the script now proposes: then the proposal counts
 * until somebody decides again. Of two decisions made apart the more urgent one stands.
 */
export function urgencyOf(assessment: Assessment, { proposal }: AssessmentView): AssessmentUrgency {
  const { decision, otherDecisions } = assessment;
  const proposed =
    proposal === null ? null : { disposition: proposal.disposition, standing: 'proposed' as const };
  if (decision === null) return proposed ?? { disposition: null, standing: 'open' };
  const decided = [decision, ...otherDecisions].map(({ chosen }) => ({
    disposition: chosen,
    standing: 'decided' as const,
  }));
  const isStale = proposed !== null && proposed.disposition !== decision.proposed;
  return mostUrgent<AssessmentUrgency>(isStale ? [...decided, proposed] : decided) ?? decided[0] ?? noUrgency;
}

const noUrgency: AssessmentUrgency = { disposition: null, standing: 'open' };

export function contactUrgency(
  assessed: readonly Pick<AssessmentNow, 'id' | 'urgency'>[],
): ContactUrgency | null {
  const outcomes = assessed.map(({ id, urgency }) => ({ ...urgency, assessmentId: id }));
  const most = mostUrgent(outcomes);
  if (most === null || most.disposition === null || most.standing === 'open') return null;
  const open = outcomes.filter((one) => one.standing === 'open').length;
  return { disposition: most.disposition, assessmentId: most.assessmentId, standing: most.standing, open };
}

// What was done in a call stands in it: steps to 112, and who confirmed what.
import { decisionsOf } from '../../../shared/domain/assessment/assessment.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { RegionOp, RegionRecord } from './regionLog.ts';
import { blame, type Verdict } from './verdict.ts';

export function checkCalls(
  log: readonly RegionOp[],
  records: readonly RegionRecord[],
  verdict: Verdict,
): void {
  const accepted = Map.groupBy(
    log.filter(({ op }) => op.refused === null),
    (one) => one.record,
  );
  for (const { kind, record, state } of records) {
    if (kind !== 'contact') continue;
    const done = accepted.get(record) ?? [];
    const { emergencySteps, assessments } = state as Contact;
    const steps = done.filter(({ op }) => op.type === 'contact.emergencyStepTaken').length;
    if (steps !== emergencySteps.length)
      blame(verdict, 'lost', `${record} has ${emergencySteps.length} steps to 112 of ${steps}`);
    const confirmed = new Set(
      done.flatMap(({ op }) =>
        op.type === 'assessment.loweringConfirmed'
          ? [(op.body as { readonly decision: string }).decision]
          : [],
      ),
    );
    for (const { opId, confirmedBy } of assessments.flatMap(decisionsOf))
      if ((confirmedBy !== null) !== confirmed.has(opId))
        blame(
          verdict,
          'diverged',
          `decision ${opId} of ${record} is confirmed by ${confirmedBy?.user ?? 'nobody'}`,
        );
    checkSafetyNets(record, { done, assessments }, verdict);
  }
}

function checkSafetyNets(
  record: string,
  { done, assessments }: { readonly done: readonly RegionOp[] } & Pick<Contact, 'assessments'>,
  verdict: Verdict,
): void {
  const read = new Set(
    done.flatMap(({ op }) =>
      op.type === 'assessment.safetyNetRead'
        ? [(op.body as { readonly assessmentId: string }).assessmentId]
        : [],
    ),
  );
  for (const { id, safetyNetReadAt } of assessments)
    if (read.has(id) !== (safetyNetReadAt !== null))
      blame(verdict, 'lost', `the safety net of ${id} in ${record} was read, or was not`);
}

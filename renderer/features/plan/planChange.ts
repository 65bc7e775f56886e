// Keeps RC7. Whether a plan still says what the client agreed to.
import type { FieldVersion } from '../../../shared/domain/field/field.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';

/** Anything written or removed after the agreement; times are only compared with times of the same plan. */
export function isChangedSinceAgreed(plan: PlanView): boolean {
  const { agreedAt } = plan;
  if (agreedAt === null) return false;
  const versions: readonly FieldVersion<unknown>[] = [
    ...Object.values(plan.fields).flat(),
    ...Object.values(plan.lines).flatMap((line) => [...line.text, ...line.responsible, ...line.due]),
    ...plan.adviceOnly,
  ];
  const removals = Object.values(plan.removedLines);
  return [...versions, ...removals].some((one) => one.at > agreedAt);
}

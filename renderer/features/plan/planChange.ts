// Keeps RC7. Whether a plan still says what the client agreed to.
import type { Actor } from '../../../shared/domain/field/field.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';

interface Change {
  readonly seq: number;
  readonly by: Actor;
  readonly at: string;
}

/** Anything written or removed that was not there where the client agreed, whenever it was written. */
export function isChangedSinceAgreed(plan: PlanView): boolean {
  if (plan.agreedAt === null) return false;
  const versions: readonly Change[] = [
    ...Object.values(plan.fields).flat(),
    ...Object.values(plan.lines).flatMap((line) => [...line.text, ...line.responsible, ...line.due]),
    ...plan.adviceOnly,
  ];
  const removals = Object.values(plan.removedLines);
  return [...versions, ...removals].some((one) => isNew(plan, one));
}

/** The agreeing desk's own writing by its own clock, what came from others by the region's order. */
function isNew({ agreedAt, agreedBy, agreedBasis }: PlanView, { seq, by, at }: Change): boolean {
  if (agreedAt === null) return false;
  if (agreedBasis === undefined || by.desk === agreedBy?.desk) return at > agreedAt;
  return seq === 0 || seq > agreedBasis;
}

import type { FaultCode } from '../../../../shared/base/refusal.ts';
import { decisionsOf } from '../../../../shared/domain/assessment/assessment.ts';
import { versionIds } from '../../../../shared/domain/field/field.ts';
import type { RefusedAnswer } from '../../../desk/deskPort.ts';
import { useCommand } from '../../../desk/useCommand.ts';
import { useCall } from '../../contact/callContext.ts';

export interface Deciding {
  /** True when the decision became durable. */
  readonly decide: (
    direction: 'accept' | 'raise' | 'lower',
    to?: { readonly disposition: string; readonly reason: string },
  ) => Promise<boolean>;
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

/** A decision for 112 opens the emergency panel by itself only from an answer; a raise to it does so here. */
export function useDecide(): Deciding {
  const { contact, goTo } = useCall();
  const { run, refusal, fault } = useCommand('assessment.decide');
  const decide: Deciding['decide'] = async (direction, to) => {
    const reason = to?.reason.trim() ?? '';
    const { assessment, contactId } = contact;
    const wish = {
      contactId,
      assessmentId: assessment?.id,
      direction,
      disposition: to?.disposition ?? assessment?.view.proposal?.disposition ?? null,
      reason: reason === '' ? null : reason,
    };
    const reply = await run(wish, assessment === null ? [] : versionIds(decisionsOf(assessment)));
    if (reply.kind !== 'done') return false;
    goTo('assessment', 'safety-net');
    return true;
  };
  return { decide, refusal, fault };
}

import type { FaultCode } from '../../../../shared/base/refusal.ts';
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
    const reply = await run({
      contactId: contact.contactId,
      assessmentId: contact.assessment?.id,
      direction,
      disposition: to?.disposition ?? null,
      reason: reason === '' ? null : reason,
    });
    if (reply.kind !== 'done') return false;
    goTo('assessment', 'safety-net');
    return true;
  };
  return { decide, refusal, fault };
}

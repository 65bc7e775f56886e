import type { FaultCode } from '../../../shared/base/refusal.ts';
import type { RefusedAnswer } from '../../desk/deskPort.ts';
import { type TextKey, useText } from '../../texts/useText.ts';
import { formatClock } from '../../ui/time/formatTime.ts';

export interface Trouble {
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
}

/** Why something was refused or failed, in the user's words: who was first and when, or what the machine lacks. */
export function useTroubleText(): (trouble: Trouble) => string | null {
  const say = useText('sync');
  return ({ refusal, fault }) => {
    if (refusal !== null) {
      if (refusal.reason === 'scriptWithdrawn' && refusal.by !== null)
        return say('withdrawnBecause', {
          ...whoAndWhen(refusal.by.user, refusal.at),
          reason: refusal.because ?? '',
        });
      if (refusal.by !== null) return say('took', whoAndWhen(refusal.by.user, refusal.at));
      return say(`refused.${refusal.reason}` satisfies TextKey<'sync'>);
    }
    return fault === null ? null : say(`fault.${fault}` satisfies TextKey<'sync'>);
  };
}

export function whoAndWhen(user: string, at: string | null): { who: string; at: string } {
  return { who: personOf(user), at: at === null ? '' : formatClock(at) };
}

/** `nurse.laine` → `Laine`: sign-in names are all an op carries of a colleague. */
export function personOf(user: string): string {
  const last = user.split('.').at(-1) ?? user;
  return last.charAt(0).toUpperCase() + last.slice(1);
}

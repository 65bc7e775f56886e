// Keeps PA4. One urgency for a contact with several problems.
import { type DispositionCode, dispositionCodes, dispositions, rankOf } from '../disposition.ts';

/**
 * Both ladders share one scale of ranks. At the same rank the health ladder stands first: it measures danger to life,
 * and 112 calls social care along when it is needed, not the reverse. Positive when the left one is more urgent.
 */
export function compareUrgency(left: DispositionCode, right: DispositionCode): number {
  return rankOf(left) - rankOf(right) || healthFirst(left) - healthFirst(right);
}

/** The most urgent of several, the first of equals; null when none has a disposition that this program knows. */
export function mostUrgent<T extends { readonly disposition: string | null }>(
  outcomes: readonly T[],
): T | null {
  return outcomes.reduce<T | null>((best, one) => {
    const code = codeOf(one.disposition);
    const before = codeOf(best?.disposition ?? null);
    if (code === null) return best;
    return before === null || compareUrgency(code, before) > 0 ? one : best;
  }, null);
}

function healthFirst(code: DispositionCode): number {
  return dispositions[code].ladder === 'health' ? 1 : 0;
}

function codeOf(text: string | null): DispositionCode | null {
  return dispositionCodes.find((one) => one === text) ?? null;
}

import type { Clock } from '../../platform/clock.ts';

const burst = 600;
const perSecond = 300;

/** How many messages a desk may send: far above what a working desk needs, far below what would hold up the others. */
export function createMessageBudget(clock: Clock): { spend(): boolean } {
  let left = burst;
  let at = clock.monotonic();
  return {
    spend() {
      const now = clock.monotonic();
      left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}

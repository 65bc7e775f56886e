import type { Clock } from '../../platform/clock.ts';

const burst = 600;
const perSecond = 300;
/** A working desk has a handful. Whatever arrives in one piece is begun before the first answer goes out. */
const atOnceMax = 32;

export interface MessageBudget {
  /** False: too many by now, or too many not answered yet. */
  begin(): boolean;
  /** One that was begun is answered. */
  end(): void;
}

/** How much a desk may ask: far above what a working desk needs, far below what would hold up the others. */
export function createMessageBudget(clock: Clock): MessageBudget {
  let left = burst;
  let at = clock.monotonic();
  let open = 0;
  return {
    begin() {
      const now = clock.monotonic();
      left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
      at = now;
      if (left < 1 || open >= atOnceMax) return false;
      left -= 1;
      open += 1;
      return true;
    },
    end() {
      open -= 1;
    },
  };
}

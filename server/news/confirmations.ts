// Keeps RG52: what only confirms a desk's own ops goes out behind what others wait for, and often with the next news.
import type { Scheduler } from '../../platform/clock.ts';

const confirmMs = 4;

export interface Confirmations<Desk> {
  /** Own ops of this desk were committed. */
  owe(desk: Desk): void;
  owes(desk: Desk): boolean;
  /** It was told up to where they are passed, or is gone. */
  told(desk: Desk): void;
}

/** Calls `due` with whoever was not told in time. */
export function keepConfirmations<Desk>(
  scheduler: Scheduler,
  due: (desks: ReadonlySet<Desk>) => void,
): Confirmations<Desk> {
  const owed = new Set<Desk>();
  let stop: (() => void) | null = null;
  return {
    owe(desk) {
      owed.add(desk);
      stop ??= scheduler.after(confirmMs, () => {
        stop = null;
        due(owed);
      });
    },
    owes: (desk) => owed.has(desk),
    told(desk) {
      owed.delete(desk);
      if (owed.size > 0) return;
      stop?.();
      stop = null;
    },
  };
}

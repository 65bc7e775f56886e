// A person's entry waits for the disk, what others wrote does not, and changing from one to the other costs as much as a
// small write. So a desk at which somebody works changes back by itself when a page came, and not in the next entry's time.
import { isHurried, waitForDisk } from '../../../db/sql.ts';
import type { Scheduler } from '../../../platform/clock.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { DeskStore } from './deskStore.ts';

const restMs = 5;

export interface WriteReady {
  /** Something was written, perhaps. */
  wrote(): void;
  stop(): void;
}

export function keepWriteReady(parts: {
  readonly scheduler: Scheduler;
  readonly store: () => DeskStore | null;
  readonly troubled: (error: unknown) => void;
}): WriteReady {
  let lastOwn = 0;
  let hasWritten = false;
  let isDue = false;
  let cancel = (): void => {};
  const change = (): void => {
    isDue = false;
    hasWritten = false;
    const store = parts.store();
    try {
      if (store !== null) waitForDisk(store.db);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      parts.troubled(error);
    }
  };
  return {
    wrote() {
      const store = parts.store();
      if (store === null || isDue) return;
      const own = store.lastDeskSeq();
      if (own !== lastOwn) hasWritten = true;
      lastOwn = own;
      if (!hasWritten || !isHurried(store.db)) return;
      isDue = true;
      cancel = parts.scheduler.after(restMs, change);
    },
    stop: () => cancel(),
  };
}

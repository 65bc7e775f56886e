// A person's entry waits for the disk, what others wrote does not, and changing from one to the other costs as much as a
// small write. So a desk at which somebody works changes back by itself when a page came, and not in the next entry's time.
import { isHurried, waitForDisk } from '../../../db/sql.ts';
import { type Tending, tend } from './tending.ts';

const restMs = 5;

export interface WriteReady {
  /** Something was written, perhaps. */
  wrote(): void;
  stop(): void;
}

export function keepWriteReady(parts: Tending): WriteReady {
  /** The last own op at the time of the last change back. */
  let changedAfter = 0;
  let isDue = false;
  let cancel = (): void => {};
  const change = (): void => {
    isDue = false;
    tend(parts, waitForDisk);
  };
  return {
    wrote() {
      const store = parts.store();
      if (store === null || isDue || !isHurried(store.db)) return;
      const lastOwn = store.lastDeskSeq();
      if (lastOwn === changedAfter) return;
      changedAfter = lastOwn;
      isDue = true;
      cancel = parts.scheduler.after(restMs, change);
    },
    stop: () => cancel(),
  };
}

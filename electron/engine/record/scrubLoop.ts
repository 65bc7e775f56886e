import { scrubSome, scrubStart } from '../../../db/workstation/scrub.ts';
import type { Scheduler } from '../../../platform/clock.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { DeskStore } from './deskStore.ts';

/** A million rows are read in nine hours, and no look holds a person up. */
const lookEveryMs = 30_000;
const rowsMax = 1_000;

export interface ScrubLoop {
  stop(): void;
}

export function startScrub(parts: {
  readonly scheduler: Scheduler;
  readonly store: () => DeskStore | null;
  readonly troubled: (error: unknown) => void;
}): ScrubLoop {
  let place = scrubStart;
  let cancel = (): void => {};
  const look = (): void => {
    const store = parts.store();
    try {
      if (store !== null) place = scrubSome(store.db, place, rowsMax);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      // The mended file is read from its beginning.
      place = scrubStart;
      parts.troubled(error);
    }
    cancel = parts.scheduler.after(lookEveryMs, look);
  };
  cancel = parts.scheduler.after(lookEveryMs, look);
  return { stop: () => cancel() };
}

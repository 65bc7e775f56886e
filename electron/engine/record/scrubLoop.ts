import { scrubSome, scrubStart } from '../../../db/workstation/scrub.ts';
import { type Tending, tend } from './tending.ts';

/** A million rows are read in nine hours, and no look holds a person up. */
const lookEveryMs = 30_000;
const rowsMax = 1_000;

export interface ScrubLoop {
  stop(): void;
}

export function startScrub(parts: Tending): ScrubLoop {
  let place = scrubStart;
  let cancel = (): void => {};
  const look = (): void => {
    const isSound = tend(parts, (db) => {
      place = scrubSome(db, place, rowsMax);
    });
    // The mended file is read from its beginning.
    if (!isSound) place = scrubStart;
    cancel = parts.scheduler.after(lookEveryMs, look);
  };
  cancel = parts.scheduler.after(lookEveryMs, look);
  return { stop: () => cancel() };
}

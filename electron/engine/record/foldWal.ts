// What was committed stands in a log beside the database file (its WAL) until it is copied over. Copying waits for the
// disk twice, so it is done when nobody writes; a desk that never rests does it when the log has become long.
import { setPragma, type WritableDb } from '../../../db/sql.ts';
import { type Tending, tend } from './tending.ts';

/** Sixteen megabytes: read again within a tenth of a second should the engine fall. */
const usualWalPages = 4_000;
const quietMs = 2_000;

export function keepWalShort(db: WritableDb): void {
  setPragma(db, `wal_autocheckpoint = ${usualWalPages}`);
}

export interface WalFolding {
  /** Something was written, perhaps. */
  wrote(): void;
  stop(): void;
}

export function foldInQuiet(parts: Tending): WalFolding {
  let isDue = false;
  let wroteSince = false;
  let isOver = false;
  let cancel = (): void => {};
  const wait = (): void => {
    isDue = true;
    wroteSince = false;
    cancel = parts.scheduler.after(quietMs, look);
  };
  const look = (): void => {
    isDue = false;
    if (wroteSince) {
      wait();
      return;
    }
    tend(parts, (db) => setPragma(db, 'wal_checkpoint(PASSIVE)'));
  };
  return {
    wrote() {
      if (isOver) return;
      if (isDue) wroteSince = true;
      else wait();
    },
    stop() {
      isOver = true;
      cancel();
    },
  };
}

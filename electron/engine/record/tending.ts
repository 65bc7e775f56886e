// What the open file needs beside what people ask for.
import type { WritableDb } from '../../../db/sql.ts';
import type { Scheduler } from '../../../platform/clock.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { DeskStore } from './deskStore.ts';

export interface Tending {
  readonly scheduler: Scheduler;
  readonly store: () => DeskStore | null;
  readonly troubled: (error: unknown) => void;
}

/** False where the file could not be tended: whoever opened it was told why. */
export function tend(
  { store, troubled }: Omit<Tending, 'scheduler'>,
  work: (db: WritableDb) => void,
): boolean {
  const open = store();
  try {
    if (open !== null) work(open.db);
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    troubled(error);
    return false;
  }
}

import type { DeskStore } from '../../electron/engine/record/deskStore.ts';
import type { Tending } from '../../electron/engine/record/tending.ts';
import type { SimulatedTime } from './simulatedTime.ts';

/** What tends an open file in the time of a test; a trouble fails it. */
export function tendingOf(store: () => DeskStore, time: SimulatedTime): Tending {
  return {
    scheduler: time,
    store,
    troubled: (error) => {
      throw error;
    },
  };
}

import { type Clock, isoTime } from '../../../../platform/clock.ts';
import { Fault } from '../../../../shared/base/refusal.ts';
import { regionNotice } from '../../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../../record/deskStore.ts';

/** The age of what a desk shows is kept to the minute; more would write for nothing. */
const levelKeptMs = 60_000;

export interface KeepTold {
  /** Kept, because a desk that starts while the region is away has nobody to ask. */
  notice(payload: unknown): void;
  /** Nothing is left to fetch or send: what this desk shows is as new as the region's. */
  level(): void;
}

export function keepTold({
  clock,
  store: open,
  troubled,
}: {
  readonly clock: Clock;
  readonly store: () => DeskStore | null;
  readonly troubled: (error: unknown) => void;
}): KeepTold {
  let triedAt = Number.NEGATIVE_INFINITY;
  return {
    notice(payload) {
      const told = regionNotice.safeParse(payload);
      const store = open();
      if (!told.success || store === null) return;
      const { maintenance } = told.data;
      if (JSON.stringify(store.meta().maintenance) === JSON.stringify(maintenance)) return;
      store.receive((write) => {
        write.setMeta('maintenance', maintenance);
        write.touch('sync');
      });
    },
    level() {
      const store = open();
      if (store === null || clock.monotonic() - triedAt < levelKeptMs) return;
      triedAt = clock.monotonic();
      try {
        store.receive((write) => {
          write.setMeta('levelAt', isoTime(clock));
          write.touch('sync');
        });
      } catch (error) {
        // A line that is fine must not fall for a minute's note that the disk has no room for.
        if (!(error instanceof Fault)) throw error;
        troubled(error);
      }
    },
  };
}

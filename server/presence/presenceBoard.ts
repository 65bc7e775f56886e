import { type Clock, isoTime, type Scheduler } from '../../platform/clock.ts';
import { unitScope } from '../../shared/op/opCatalogue.ts';
import type { DeskSeen, Presence, PresenceList } from '../../shared/protocol/regionProtocol.ts';

const tellEveryMs = 300;
const forgetAfterMs = 3_600_000;
const desksMax = 5_000;

export interface Watcher {
  readonly scopes: readonly string[];
  readonly tell: (list: PresenceList) => void;
}

export interface PresenceBoard {
  set(who: Omit<DeskSeen, keyof Presence | 'since' | 'connected'>, presence: Presence): void;
  lost(desk: string): void;
  list(scopes: readonly string[]): PresenceList;
  /** Tells the desks of the watcher's units, now and after changes; call the result to stop. */
  watch(watcher: Watcher): () => void;
}

/** Who is at which desk. Memory only: after a restart the desks tell it again. */
export function createPresenceBoard(clock: Clock, scheduler: Scheduler): PresenceBoard {
  const desks = new Map<string, DeskSeen>();
  const watchers = new Set<Watcher>();
  let due = false;

  function changed(): void {
    if (due) return;
    due = true;
    scheduler.after(tellEveryMs, () => {
      due = false;
      forgetOld();
      for (const watcher of watchers) watcher.tell(list(watcher.scopes));
    });
  }

  function forgetOld(): void {
    for (const [desk, seen] of desks) {
      const old = !seen.connected && clock.now() - Date.parse(seen.since) > forgetAfterMs;
      if (old || desks.size > desksMax) desks.delete(desk);
    }
  }

  function list(scopes: readonly string[]): PresenceList {
    const seen = [...desks.values()].filter((one) => scopes.includes(unitScope(one.unit)));
    return { desks: seen, at: isoTime(clock) };
  }

  return {
    set(who, presence) {
      const before = desks.get(who.desk);
      const same = before?.state === presence.state && before.user === who.user && before.connected;
      const since = same ? before.since : isoTime(clock);
      desks.set(who.desk, { ...presence, ...who, since, connected: true });
      changed();
    },
    lost(desk) {
      const seen = desks.get(desk);
      if (seen === undefined) return;
      desks.set(desk, { ...seen, connected: false, since: isoTime(clock) });
      changed();
    },
    list,
    watch(watcher) {
      watchers.add(watcher);
      changed();
      return () => void watchers.delete(watcher);
    },
  };
}

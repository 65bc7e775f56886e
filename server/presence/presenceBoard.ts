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
  /** Desks that say it to this process, as other processes are told. */
  here(): DeskSeen[];
  /** Desks as another process told them. */
  elsewhere(process: string, seen: readonly DeskSeen[]): void;
  /** A process is heard of no more: nobody knows what its desks do. */
  processLost(process: string): void;
}

interface Entry {
  readonly seen: DeskSeen;
  /** The process the desk speaks to; null: this one. */
  readonly process: string | null;
}

/** Who is at which desk. Memory only: after a restart the desks tell it again. `changedHere` hears what to tell other processes. */
export function createPresenceBoard(
  clock: Clock,
  scheduler: Scheduler,
  changedHere: (seen: readonly DeskSeen[]) => void = () => {},
): PresenceBoard {
  const desks = new Map<string, Entry>();
  const watchers = new Set<Watcher>();
  let untold = new Set<string>();
  let due = false;

  function changed(): void {
    if (due) return;
    due = true;
    scheduler.after(tellEveryMs, () => {
      due = false;
      forgetOld();
      for (const watcher of watchers) watcher.tell(list(watcher.scopes));
      tellOthers();
    });
  }

  function tellOthers(): void {
    const told = [...untold].flatMap((desk) => desks.get(desk)?.seen ?? []);
    untold = new Set();
    if (told.length > 0) changedHere(told);
  }

  function keep(seen: DeskSeen): void {
    desks.set(seen.desk, { seen, process: null });
    untold.add(seen.desk);
    changed();
  }

  function forgetOld(): void {
    for (const [desk, { seen }] of desks) {
      const old = !seen.connected && clock.now() - Date.parse(seen.since) > forgetAfterMs;
      if (old || desks.size > desksMax) desks.delete(desk);
    }
  }

  function list(scopes: readonly string[]): PresenceList {
    const seen = [...desks.values()].map((one) => one.seen);
    const shown = seen.filter((one) => scopes.includes(unitScope(one.unit)));
    return { desks: shown, at: isoTime(clock) };
  }

  return {
    set(who, presence) {
      const before = desks.get(who.desk)?.seen;
      const same = before?.state === presence.state && before.user === who.user && before.connected;
      const since = same ? before.since : isoTime(clock);
      keep({ ...presence, ...who, since, connected: true });
    },
    lost(desk) {
      const entry = desks.get(desk);
      // It speaks to another process by now.
      if (entry === undefined || entry.process !== null) return;
      keep({ ...entry.seen, connected: false, since: isoTime(clock) });
    },
    here: () =>
      [...desks.values()].flatMap(({ seen, process }) => (process === null && seen.connected ? [seen] : [])),
    elsewhere(process, told) {
      for (const seen of told) {
        const entry = desks.get(seen.desk);
        const isHere = entry?.process === null && entry.seen.connected;
        // Only who had a desk last can say that it is gone.
        const isOld = !seen.connected && entry !== undefined && entry.process !== process;
        if (isHere || isOld || JSON.stringify(entry?.seen) === JSON.stringify(seen)) continue;
        desks.set(seen.desk, { seen, process });
        changed();
      }
    },
    processLost(process) {
      for (const [desk, entry] of desks) {
        if (entry.process !== process || !entry.seen.connected) continue;
        desks.set(desk, { process, seen: { ...entry.seen, connected: false, since: isoTime(clock) } });
        changed();
      }
    },
    list,
    watch(watcher) {
      watchers.add(watcher);
      changed();
      return () => void watchers.delete(watcher);
    },
  };
}

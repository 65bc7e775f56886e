import type { Judged } from './acceptOps.ts';
import type { Loaded, RecordView } from './store/regionStore.ts';

/** Some 10 kB each, and one that is not here is a read away. */
const recordsMax = 2_000;
const sessionsMax = 5_000;

interface Wanted {
  readonly records: Iterable<string>;
  readonly desks: Iterable<string>;
  readonly sessions: Iterable<string>;
}

/** What the region judged on lately, right as of one head. What others committed after it has to be forgotten. */
export function createViewCache() {
  let head: number | null = null;
  const records = new Map<string, RecordView>();
  const desks = new Map<string, { desk: string; highWater: number; origins: readonly string[] }>();
  const sessions = new Map<string, NonNullable<ReturnType<Loaded['sessions']['get']>>>();
  const none: Loaded['ops'] = new Map();

  function clear(): void {
    head = null;
    records.clear();
    desks.clear();
    sessions.clear();
  }

  function forgetTouched(touched: Loaded['touched']): void {
    if (touched === null) {
      records.clear();
      desks.clear();
    }
    for (const key of touched?.records ?? []) records.delete(key);
    for (const desk of touched?.desks ?? []) desks.delete(desk);
  }

  return {
    /** What the store must be asked for, or null when everything is here. */
    missing(wanted: Wanted): { records: string[]; desks: string[]; sessions: string[] } | null {
      const missing = {
        records: [...wanted.records].filter((key) => !touch(records, key)),
        desks: [...wanted.desks].filter((desk) => !desks.has(desk)),
        sessions: [...wanted.sessions].filter((id) => !touch(sessions, id)),
      };
      const complete = missing.records.length + missing.desks.length + missing.sessions.length === 0;
      return complete && head !== null ? null : missing;
    },
    /** As of when it is right; null when it holds nothing. */
    head: () => head,
    add(loaded: Loaded): void {
      forgetTouched(loaded.touched);
      head = loaded.head;
      for (const [key, view] of loaded.records) records.set(key, view);
      for (const [desk, row] of loaded.desks) desks.set(desk, row);
      for (const [id, session] of loaded.sessions) sessions.set(id, session);
    },
    view(): Loaded {
      return { head: head ?? 0, records, desks, sessions, ops: none };
    },
    absorb(loaded: Loaded, judged: Judged): void {
      head = loaded.head + judged.rows.ops.length;
      for (const [key, view] of judged.records) {
        records.delete(key);
        records.set(key, view);
      }
      for (const [desk, highWater] of judged.rows.highWaters) {
        desks.set(desk, { desk, highWater, origins: desks.get(desk)?.origins ?? [] });
      }
      trim(records, recordsMax);
      trim(sessions, sessionsMax);
    },
    forgetDesk: (desk: string) => void desks.delete(desk),
    clear,
  };
}

/** Moves a key to the young end; a Map keeps the order of insertion. */
function touch<T>(map: Map<string, T>, key: string): boolean {
  const value = map.get(key);
  if (value === undefined) return false;
  map.delete(key);
  map.set(key, value);
  return true;
}

function trim(map: Map<string, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}

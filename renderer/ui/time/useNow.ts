import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = Date.now();

/** The time of the wall clock, once a second, from one interval for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

const minuteMs = 60_000;

/** The minute of the wall clock: for what only shows a time of day, and need not be drawn every second. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(now / minuteMs) * minuteMs);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  timer ??= setInterval(tick, 1_000);
  now = Date.now();
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tick(): void {
  now = Date.now();
  for (const changed of listeners) changed();
}

/** `now` is for people and stored times; `monotonic` measures spans and never goes back. Both in milliseconds. */
export interface Clock {
  now(): number;
  monotonic(): number;
}

export interface Scheduler {
  /** Runs once after the delay unless the returned function is called first. */
  after(delayMs: number, run: () => void): () => void;
  /** Runs after the messages that have already arrived were read: what comes together is handled together. */
  soon(run: () => void): void;
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export const systemScheduler: Scheduler = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  soon: (run) => void setImmediate(run),
};

export function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

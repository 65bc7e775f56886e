import type { Clock, Scheduler } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/ids.ts';

/** Time that stands until a test moves it; timers run in order of their time, then of their making. */
export class SimulatedTime implements Clock, Scheduler {
  #now: number;
  readonly #startedAt: number;
  #timers: { at: number; run: () => void }[] = [];

  constructor(start = Date.UTC(2026, 10, 21, 8)) {
    this.#now = start;
    this.#startedAt = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#startedAt;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  soon(run: () => void): void {
    this.after(0, run);
  }

  /** Moves on, letting promises settle between timers. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await settle();
      const next = this.#timers
        .filter((timer) => timer.at <= until)
        .reduce<{ at: number; run: () => void } | undefined>(
          (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
          undefined,
        );
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = until;
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** SplitMix64: 2^64 different runs, the same one for the same seed. */
export function seededRandom(seed: bigint): RandomSource & { below(limit: number): number } {
  let state = BigInt.asUintN(64, seed);
  const next = () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
  return {
    below: (limit) => Number(next() % BigInt(limit)),
    bytes: (count) => Uint8Array.from({ length: count }, () => Number(next() & 0xffn)),
  };
}

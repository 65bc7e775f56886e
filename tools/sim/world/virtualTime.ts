// Time that moves only when the simulator says so: thousands of minutes pass in a second, the same way every time.
import type { Clock, Scheduler } from '../../../platform/clock.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

export class VirtualTime implements Scheduler {
  #now: number;
  #order = 0;
  readonly #heap: Due[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  get now(): number {
    return this.#now;
  }

  get waiting(): number {
    return this.#heap.length;
  }

  after(delayMs: number, run: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, delayMs), order: this.#order, run, cancelled: false };
    this.#order += 1;
    this.#push(due);
    return () => {
      due.cancelled = true;
    };
  }

  soon(run: () => void): void {
    this.after(0, run);
  }

  /** Runs the next thing that is due; false when nothing waits or the next is after `untilMs`. */
  step(untilMs = Number.POSITIVE_INFINITY): boolean {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > untilMs) return false;
      this.#pop();
      if (next.cancelled) continue;
      this.#now = Math.max(this.#now, next.at);
      next.run();
      return true;
    }
  }

  passTo(atMs: number): void {
    this.#now = Math.max(this.#now, atMs);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(due);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || before(parent, due)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const left = heap[below];
      if (left === undefined) break;
      const right = heap[below + 1];
      let least = left;
      if (right !== undefined && before(right, left)) {
        least = right;
        below += 1;
      }
      if (before(last, least)) break;
      heap[at] = least;
      at = below;
    }
    heap[at] = last;
  }
}

function before(left: Due, right: Due): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

/** One machine's own clock: it may be wrong and may jump; spans (`monotonic`) stay true. */
export class MachineClock implements Clock {
  readonly #time: VirtualTime;
  #offsetMs: number;

  constructor(time: VirtualTime, offsetMs: number) {
    this.#time = time;
    this.#offsetMs = offsetMs;
  }

  now(): number {
    return this.#time.now + this.#offsetMs;
  }

  monotonic(): number {
    return this.#time.now;
  }

  jump(byMs: number): void {
    this.#offsetMs += byMs;
  }
}

/** Timers of one process: they die with it. */
export class MortalScheduler implements Scheduler {
  readonly #time: VirtualTime;
  #alive = true;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#time.after(delayMs, () => {
      if (this.#alive) run();
    });
  }

  soon(run: () => void): void {
    this.after(0, run);
  }

  die(): void {
    this.#alive = false;
  }
}

/** Lets everything that promises have set going run to its end before time moves on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

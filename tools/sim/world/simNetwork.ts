// The wire between desks and the region, worse than any socket: messages are lost, repeated, late and out of order,
// and whole desks are cut off. What is in flight when a line breaks may still arrive, on either side.
import type { SeededRandom } from '../seededRandom.ts';
import type { VirtualTime } from './virtualTime.ts';

export interface Weather {
  readonly lose: number;
  readonly repeat: number;
  readonly latencyMinMs: number;
  readonly latencyMaxMs: number;
}

export const calmWeather: Weather = { lose: 0, repeat: 0, latencyMinMs: 1, latencyMaxMs: 5 };

const partBytes = 1_024;

export class SimNetwork {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #cut = new Set<string>();
  #weather: Weather;

  constructor(time: VirtualTime, random: SeededRandom, weather: Weather) {
    this.#time = time;
    this.#random = random;
    this.#weather = weather;
  }

  setWeather(weather: Weather): void {
    this.#weather = weather;
  }

  cut(desk: string): void {
    this.#cut.add(desk);
  }

  mend(desk: string): void {
    this.#cut.delete(desk);
  }

  mendAll(): void {
    this.#cut.clear();
  }

  isCut(desk: string): boolean {
    return this.#cut.has(desk);
  }

  /** Carries one message as bytes would go: the receiver gets a copy of its own, perhaps twice, perhaps never. */
  carry(desk: string, message: unknown, arrive: (copy: unknown) => void): void {
    if (this.#cut.has(desk)) return;
    const { lose, repeat } = this.#weather;
    const text = JSON.stringify(message);
    const copies = this.#random.chance(repeat) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      if (this.#random.chance(lose)) continue;
      this.#time.after(this.#latency(), () => {
        if (!this.#cut.has(desk)) arrive(JSON.parse(text));
      });
    }
  }

  /** Half of the lines are found slow, and ask for little of a snapshot at once: it comes in many parts. */
  partBytesMax(): number | null {
    return this.#random.chance(0.5) ? partBytes * (1 + this.#random.below(4)) : null;
  }

  #latency(): number {
    const { latencyMinMs, latencyMaxMs } = this.#weather;
    const usual = latencyMinMs + this.#random.below(latencyMaxMs - latencyMinMs + 1);
    // Now and then a message takes a long way round and comes after those sent later.
    return this.#random.chance(0.05) ? usual * 10 : usual;
  }
}

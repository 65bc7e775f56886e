/** A generator with 64 bits of state (splitmix64): same seed, same sequence, on every machine. */
export interface SeededRandom {
  /** 0 ≤ n < 1. */
  next(): number;
  /** A whole number 0 ≤ n < limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  bytes(count: number): Uint8Array<ArrayBuffer>;
  /** A generator of its own, so that one part's draws do not move another's. */
  fork(): SeededRandom;
}

const mask = (1n << 64n) - 1n;

export function createSeededRandom(seed: bigint): SeededRandom {
  let state = seed & mask;
  function draw(): bigint {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let mixed = state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask;
    return mixed ^ (mixed >> 31n);
  }
  const random: SeededRandom = {
    next: () => Number(draw() >> 11n) / 2 ** 53,
    below: (limit) => Math.floor(random.next() * limit),
    chance: (probability) => random.next() < probability,
    pick: (from) => from[random.below(from.length)] ?? from[0],
    bytes(count) {
      const bytes = new Uint8Array(count);
      for (let at = 0; at < count; at += 8) {
        let word = draw();
        for (let byte = at; byte < Math.min(at + 8, count); byte += 1) {
          bytes[byte] = Number(word & 255n);
          word >>= 8n;
        }
      }
      return bytes;
    },
    fork: () => createSeededRandom(draw()),
  };
  return random;
}

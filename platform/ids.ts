import { randomBytes } from 'node:crypto';
import { type OpId, uuidv7 } from '../shared/base/brandedId.ts';
import type { Clock } from './clock.ts';

export interface RandomSource {
  bytes(count: number): Uint8Array;
}

/** Of so many bytes at once: asking for each id alone takes longer than the rest of the id. */
const poolBytes = 4_096;
const pooledMax = 16;

/** Every byte is given out once. */
function poolRandom(): RandomSource {
  let pool = randomBytes(poolBytes);
  let used = 0;
  return {
    bytes(count) {
      if (count > pooledMax) return randomBytes(count);
      if (used + count > poolBytes) {
        pool = randomBytes(poolBytes);
        used = 0;
      }
      used += count;
      return Uint8Array.from(pool.subarray(used - count, used));
    },
  };
}

export const systemRandom: RandomSource = poolRandom();

export interface Ids {
  /** `contact` gives `contact_0193…`. */
  newId(prefix: string): string;
  newOpId(): OpId;
  /** Unguessable text for tokens, as base64url. */
  secret(byteCount: number): string;
}

export function idsFrom(clock: Clock, random: RandomSource): Ids {
  const uuid = () => uuidv7(clock.now(), random.bytes(16));
  return {
    newId: (prefix) => `${prefix}_${uuid()}`,
    newOpId: () => uuid() as OpId,
    secret: (byteCount) => Buffer.from(random.bytes(byteCount)).toString('base64url'),
  };
}

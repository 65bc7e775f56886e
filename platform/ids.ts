import { randomBytes } from 'node:crypto';
import { type OpId, uuidv7 } from '../shared/base/brandedId.ts';
import type { Clock } from './clock.ts';

export interface RandomSource {
  bytes(count: number): Uint8Array;
}

export const systemRandom: RandomSource = { bytes: (count) => randomBytes(count) };

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

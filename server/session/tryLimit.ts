import { createHash } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { SharedTries } from '../store/sharedLog.ts';

const windowMs = 10 * 60_000;
const keysMax = 10_000;

export interface TryLimit {
  exhausted(key: string): Promise<boolean>;
  failed(key: string): Promise<void>;
  forgive(key: string): Promise<void>;
}

/** Failed tries in the last ten minutes, per key. */
export function createTryLimit(clock: Clock, triesMax: number): TryLimit {
  const failed = new Map<string, number[]>();

  function recent(key: string): number[] {
    const since = clock.monotonic() - windowMs;
    return (failed.get(key) ?? []).filter((at) => at > since);
  }

  return {
    exhausted: async (key) => recent(key).length >= triesMax,
    async failed(key) {
      const times = [...recent(key), clock.monotonic()].slice(-triesMax);
      failed.delete(key);
      failed.set(key, times);
      // The oldest go first, so a flood of invented names cannot grow this without end.
      for (const oldest of failed.keys()) {
        if (failed.size <= keysMax) break;
        failed.delete(oldest);
      }
    },
    forgive: async (key) => void failed.delete(key),
  };
}

/** The same over all processes of a region. What was typed as a name is not kept, only its hash. */
export function createSharedTryLimit(tries: SharedTries, triesMax: number): TryLimit {
  const hashed = (key: string) => createHash('sha256').update(key).digest('base64url');
  return {
    exhausted: async (key) => (await tries.count(hashed(key))) >= triesMax,
    failed: (key) => tries.add(hashed(key)),
    forgive: (key) => tries.forget(hashed(key)),
  };
}

import type { Clock } from '../../platform/clock.ts';

const windowMs = 10 * 60_000;
const keysMax = 10_000;

/** Failed tries in the last ten minutes, per key. */
export function createTryLimit(clock: Clock, triesMax: number) {
  const failed = new Map<string, number[]>();

  function recent(key: string): number[] {
    const since = clock.monotonic() - windowMs;
    return (failed.get(key) ?? []).filter((at) => at > since);
  }

  return {
    exhausted: (key: string) => recent(key).length >= triesMax,
    failed(key: string): void {
      const times = [...recent(key), clock.monotonic()].slice(-triesMax);
      failed.delete(key);
      failed.set(key, times);
      // The oldest go first, so a flood of invented names cannot grow this without end.
      for (const oldest of failed.keys()) {
        if (failed.size <= keysMax) break;
        failed.delete(oldest);
      }
    },
    forgive: (key: string) => void failed.delete(key),
  };
}

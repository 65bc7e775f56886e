import { describe, expect, it } from 'vitest';
import { setAlarm } from '../../../electron/engine/sync/line/alarm.ts';
import { reconnectDelayMs, reconnectMsMax } from '../../../electron/engine/sync/line/backoff.ts';
import { trackLink } from '../../../electron/engine/sync/line/linkState.ts';

describe('patience', () => {
  it('[EN27] delays grow to a limit and are spread over their whole range', () => {
    const longest = Array.from({ length: 20 }, (_, tries) => reconnectDelayMs(tries, () => 0.999));
    expect(longest[0]).toBeLessThan(400);
    expect(longest.at(-1)).toBeLessThanOrEqual(reconnectMsMax + 100);
    expect([...longest].sort((left, right) => left - right)).toEqual(longest);
    expect(reconnectDelayMs(10, () => 0)).toBeLessThan(200);
  });

  it('[EN27] says connected only while the region was heard in the last 15 seconds', () => {
    let now = 0;
    let changes = 0;
    const state = trackLink({ now: () => now, monotonic: () => now }, () => {
      changes += 1;
    });
    expect(state.status(true).connected).toBe(false);
    state.heard();
    state.set('up', null);
    expect(state.status(true).connected).toBe(true);
    expect(state.status(false).connected).toBe(false);
    now = 14_999;
    expect(state.status(true).connected).toBe(true);
    now = 15_000;
    expect(state.status(true).connected).toBe(false);
    state.set('up', null);
    expect(changes).toBe(1);
  });

  it('[EN27] a ring while nobody sleeps ends the next sleep at once, once', async () => {
    const waiting: (() => void)[] = [];
    const alarm = setAlarm({
      after: (_ms, run) => {
        waiting.push(run);
        return () => waiting.splice(waiting.indexOf(run), 1);
      },
      soon: (run) => run(),
    });
    alarm.ring();
    await alarm.sleep(1_000);
    let isAwake = false;
    const sleeping = alarm.sleep(1_000).then(() => {
      isAwake = true;
    });
    await Promise.resolve();
    expect([isAwake, waiting.length]).toEqual([false, 1]);
    alarm.ring();
    await sleeping;
    expect(waiting).toEqual([]);
    alarm.ring();
    alarm.reset();
    void alarm.sleep(1_000);
    expect(waiting).toHaveLength(1);
  });
});

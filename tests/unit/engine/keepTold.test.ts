import { describe, expect, it } from 'vitest';
import { keepTold } from '../../../electron/engine/sync/line/keepTold.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { deskOnLine } from '../../kit/deskOnLine.ts';

function told(receive?: () => never) {
  const { store } = deskOnLine();
  const time = { ms: Date.parse('2026-11-22T01:00:00.000Z') };
  const troubles: unknown[] = [];
  const kept = keepTold({
    clock: { now: () => time.ms, monotonic: () => time.ms },
    store: () => (receive === undefined ? store : { ...store, receive }),
    troubled: (error) => troubles.push(error),
  });
  return { kept, store, time, troubles };
}

describe('what stays of what the region told', () => {
  it('[OB8] the age of the data is written once a minute at most', () => {
    const { kept, store, time } = told();
    kept.level();
    const first = store.meta().levelAt;
    time.ms += 59_000;
    kept.level();
    expect(store.meta().levelAt).toBe(first);
    time.ms += 1_000;
    kept.level();
    expect(store.meta().levelAt).toBe('2026-11-22T01:01:00.000Z');
  });

  it('[OB8] a full disk takes no line down for it', () => {
    const { kept, troubles } = told(() => {
      throw new Fault('diskFull');
    });
    kept.level();
    expect(troubles).toHaveLength(1);
  });

  it('[OB9] an announcement that cannot be read changes nothing', () => {
    const { kept, store } = told();
    const maintenance = { from: '2026-11-22T02:00:00.000Z', until: '2026-11-22T03:00:00.000Z' };
    kept.notice({ maintenance });
    kept.notice({ maintenance: { from: 'soon', until: 'later' } });
    kept.notice('nonsense');
    expect(store.meta().maintenance).toEqual(maintenance);
  });
});

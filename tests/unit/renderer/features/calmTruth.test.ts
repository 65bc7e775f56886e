import { describe, expect, it } from 'vitest';
import { ageOfData, maintenanceNow } from '../../../../renderer/features/sync/calmTruth.ts';
import { formatMoment, formatSpanOfDay } from '../../../../renderer/ui/time/formatTime.ts';

const now = Date.parse('2026-11-22T02:00:00.000Z');
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
const away = { connected: false, catchingUp: false };

describe('how old what is shown may be', () => {
  it.each([
    [3.9, null],
    [4, { unit: 'hours', count: 4 }],
    [30, { unit: 'hours', count: 30 }],
    [48, { unit: 'days', count: 2 }],
    [80, { unit: 'days', count: 3 }],
  ])('[OB8] %s hours', (hours, age) => {
    expect(ageOfData({ ...away, dataAt: hoursAgo(hours) }, now)).toEqual(age);
  });

  it('[OB8] is said while catching up and no longer once level', () => {
    const dataAt = hoursAgo(80);
    expect(ageOfData({ connected: true, catchingUp: true, dataAt }, now)).not.toBeNull();
    expect(ageOfData({ connected: true, catchingUp: false, dataAt }, now)).toBeNull();
    expect(ageOfData({ ...away, dataAt: null }, now)).toBeNull();
  });
});

describe('maintenance', () => {
  const told = { from: hoursAgo(-2), until: hoursAgo(-3) };

  it('[OB9] is shown from a day ahead until it is over', () => {
    expect(maintenanceNow(told, now - 23 * 3_600_000)).toBeNull();
    expect(maintenanceNow(told, now)?.phase).toBe('ahead');
    expect(maintenanceNow(told, Date.parse(told.from))?.phase).toBe('now');
    expect(maintenanceNow(told, Date.parse(told.until))).toBeNull();
    expect(maintenanceNow(null, now)).toBeNull();
  });

  it('[OB9] names the day only where it is not today', () => {
    expect(formatSpanOfDay(told.from, told.until, now)).toEqual({ from: '06:00', until: '07:00' });
    expect(formatSpanOfDay(told.from, told.until, now - 24 * 3_600_000)).toEqual({
      from: '22.11. 06:00',
      until: '07:00',
    });
    expect(formatMoment(told.from, now + 48 * 3_600_000)).toBe('22.11. 06:00');
  });
});

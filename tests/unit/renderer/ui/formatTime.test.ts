import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatClockSeconds,
  formatDate,
  formatSpan,
} from '../../../../renderer/ui/time/formatTime.ts';

describe('times as people read them', () => {
  it('[WN10] a time is that of the unit, in winter and in summer', () => {
    expect(formatClock('2026-01-15T12:03:22.000Z')).toBe('14:03');
    expect(formatClock('2026-07-15T12:03:22.000Z')).toBe('15:03');
    expect(formatClockSeconds('2026-01-15T22:03:05.000Z')).toBe('00:03:05');
  });

  it('[WN10] a plain date has no zone and is not moved', () => {
    expect(formatDate('1952-10-03')).toBe('3.10.1952');
    expect(formatDate('2026-01-15T23:30:00.000Z')).toBe('16.1.2026');
  });

  it('[WN10] a span keeps two digits, and gains hours only from the first', () => {
    expect(formatSpan(0)).toBe('00:00');
    expect(formatSpan(272_999)).toBe('04:32');
    expect(formatSpan(3_599_999)).toBe('59:59');
    expect(formatSpan(3_872_000)).toBe('1:04:32');
  });
});

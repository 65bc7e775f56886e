import { describe, expect, it } from 'vitest';
import { formatClock, formatDate, formatSpan } from '../../../renderer/ui/time/formatTime.ts';
import { uuidv7 } from '../../../shared/base/brandedId.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import { makeOp, opening } from '../../kit/makeOps.ts';

const bytes = new Uint8Array(16).fill(7);

/** The same history, said by people whose clocks stood anywhere. */
function historyAt(...times: readonly string[]): unknown {
  const ops = times.map((at, index): SettledOp => {
    const first = index === 0;
    const op = makeOp({
      deskSeq: index + 1,
      ...(first
        ? { type: 'contact.opened', body: opening }
        : { type: 'contact.reasonSet', body: { text: `${index}` } }),
      basis: index,
      id: `01890000-0000-7000-8000-00000000000${index}`,
    });
    return { ...op, at, seq: index + 1, receivedAt: at, refused: null };
  });
  const state = foldSettled(undefined, ops) as { reason: { value: string }[] };
  return state.reason.map((version) => version.value);
}

describe('edges of time', () => {
  it('[FT12] the night of the repeated hour and the night of the missing one keep order and span', () => {
    const twice = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'] as const;
    expect(twice.map(formatClock)).toEqual(['03:30', '03:30']);
    expect(formatSpan(Date.parse(twice[1]) - Date.parse(twice[0]))).toBe('1:00:00');
    expect(['2027-03-28T00:59:00.000Z', '2027-03-28T01:00:00.000Z'].map(formatClock)).toEqual([
      '02:59',
      '04:00',
    ]);
  });

  it.each([
    ['midnight', '2026-11-21T22:00:00.000Z', '22.11.2026', '00:00'],
    ['a leap day', '2028-02-29T10:00:00.000Z', '29.2.2028', '12:00'],
    ['the year’s end', '2026-12-31T22:30:00.000Z', '1.1.2027', '00:30'],
    ['after 2038', '2038-01-19T03:14:08.000Z', '19.1.2038', '05:14'],
    ['far after', '2106-02-07T06:28:16.000Z', '7.2.2106', '08:28'],
  ])('[FT12] %s is the unit’s own day and hour', (_name, at, date, clock) => {
    expect([formatDate(at), formatClock(at)]).toEqual([date, clock]);
  });

  it('[FT12] ids made after 2038, and by a clock ten years back, are ids', () => {
    for (const at of [Date.UTC(2016, 0, 1), Date.UTC(2038, 0, 20), Date.UTC(2110, 0, 1)])
      expect(uuidv7(at, bytes)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
  });

  it('[FT12] a clock that is wrong by years changes nothing of what stands', () => {
    const right = historyAt(
      '2026-11-21T08:00:00.000Z',
      '2026-11-21T08:01:00.000Z',
      '2026-11-21T08:02:00.000Z',
    );
    expect(right).toEqual(['2']);
    expect(
      historyAt('2036-01-01T00:00:00.000Z', '2016-01-01T00:00:00.000Z', '2026-11-21T08:02:00.000Z'),
    ).toEqual(right);
    expect(
      historyAt('2026-10-25T01:30:00.000Z', '2026-10-25T00:30:00.000Z', '2016-02-29T00:00:00.000Z'),
    ).toEqual(right);
  });
});

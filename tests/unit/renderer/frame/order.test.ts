import { describe, expect, it } from 'vitest';
import { dataAge } from '../../../../renderer/features/board/dataAge.ts';
import { byUrgency } from '../../../../renderer/features/handoff/handoffOrder.ts';
import { callDispositions } from '../../../../renderer/stories/call/callScript.ts';
import { handoff, sync } from '../../../../renderer/stories/storyRecords.ts';

const heard = '2026-02-03T12:00:00.000Z';
const later = (seconds: number) => Date.parse(heard) + seconds * 1_000;
const presence = { desks: [], at: heard };

describe('the board', () => {
  it('[WN12] ten seconds without the region and the board says that it stands still', () => {
    const cut = sync({ connected: false, link: 'waiting', lastHeardAt: heard });
    expect(dataAge(presence, cut, later(10))).toEqual({ at: heard, stale: false });
    expect(dataAge(presence, cut, later(11))).toEqual({ at: heard, stale: true });
    expect(dataAge({ desks: [], at: null }, { ...cut, lastHeardAt: null }, later(0)).stale).toBe(true);
  });

  it('[WN12] with the link up nothing new means calm, however long', () => {
    expect(dataAge(presence, sync({ lastHeardAt: heard }), later(600)).stale).toBe(false);
  });
});

describe('the inbox', () => {
  it('[WN13] the most urgent comes first, then the one that has waited longest', () => {
    const [urgent, mild] = [...callDispositions].sort((one, other) => other.rank - one.rank);
    const at = (minute: number) => `2026-02-03T12:0${minute}:00.000Z`;
    const given = [
      handoff('none', { disposition: null, offeredAt: at(0) }),
      handoff('mild', { disposition: mild?.code ?? '', offeredAt: at(1) }),
      handoff('urgentLate', { disposition: urgent?.code ?? '', offeredAt: at(3) }),
      handoff('urgentEarly', { disposition: urgent?.code ?? '', offeredAt: at(2) }),
    ];
    expect(byUrgency(given, callDispositions).map((one) => one.handoffId)).toEqual([
      'urgentEarly',
      'urgentLate',
      'mild',
      'none',
    ]);
  });
});

// The shortest schedule that still breaks a promise: events are left out in ever smaller pieces, and what the run began
// with is made as plain as it can be.
import type { Schedule, SimEvent } from './schedule.ts';

export type Breaks = (schedule: Schedule) => Promise<boolean>;

/** At most `runsMax` runs are spent on it. */
export async function shrinkSchedule(from: Schedule, breaks: Breaks, runsMax: number): Promise<Schedule> {
  let left = runsMax;
  const stillBreaks = async (candidate: Schedule): Promise<boolean> => {
    if (left <= 0) return false;
    left -= 1;
    return breaks(candidate);
  };
  let best = from;
  const offer = async (candidate: Schedule): Promise<boolean> => {
    if (!(await stillBreaks(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let piece = Math.ceil(best.events.length / 2); piece >= 1 && left > 0; ) {
    let isShorter = false;
    for (let at = 0; at < best.events.length && left > 0; ) {
      const events = without(best.events, at, piece);
      if (await offer({ ...best, events })) isShorter = true;
      else at += piece;
    }
    if (piece === 1 && !isShorter) break;
    piece = isShorter ? Math.min(piece, Math.max(1, best.events.length)) : Math.floor(piece / 2);
  }
  await offer({ ...best, deathChance: 0 });
  await offer({ ...best, weather: 0 });
  await offer({ ...best, processes: 1 });
  await offer({ ...best, oldDesks: [], oldRegion: false });
  await offer({ ...best, wideDesks: [] });
  return best;
}

function without(events: readonly SimEvent[], at: number, many: number): SimEvent[] {
  return [...events.slice(0, at), ...events.slice(at + many)];
}

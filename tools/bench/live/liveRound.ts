import { setTimeout as wait } from 'node:timers/promises';
import { type Spread, spreadOf } from '../rawCommits.ts';

/** W2: one desk of twenty edits fifty times a second; what counts is when another desk shows the edit. */
export const liveEdits = 500;
const everyMs = 20;
const settleMsMax = 20_000;
/** The first edits find cold code on both sides. */
const warmUp = 50;

export interface LiveRound {
  /** Makes the edit of this number on one desk. */
  readonly edit: (number: number) => Promise<void> | void;
  /** Whoever watches another desk says here which edit it shows. */
  readonly shown: (listener: (number: number) => void) => void;
}

export async function measureLive({ edit, shown }: LiveRound): Promise<Spread> {
  const begun = new Map<number, number>();
  const times: number[] = [];
  // Two edits may come into view together: the later one shows that both are there.
  shown((number) => {
    const now = performance.now();
    for (const [earlier, at] of begun) {
      if (earlier > number) continue;
      begun.delete(earlier);
      if (earlier >= warmUp) times.push(now - at);
    }
  });
  const started = performance.now();
  for (let number = 0; number < liveEdits; number += 1) {
    await wait(Math.max(0, started + number * everyMs - performance.now()));
    begun.set(number, performance.now());
    await edit(number);
  }
  const ended = performance.now();
  while (begun.size > 0) {
    if (performance.now() - ended > settleMsMax) throw new Error(`${begun.size} edits were never shown`);
    await wait(1);
  }
  return spreadOf(times);
}

export function liveText(number: number): string {
  return `${number} The client rests, drinks and calls again if it gets worse.`;
}

/** The number at the beginning of a text that {@link liveText} made; -1 for any other. */
export function liveNumber(text: string): number {
  return Number.parseInt(text, 10) || (text.startsWith('0 ') ? 0 : -1);
}

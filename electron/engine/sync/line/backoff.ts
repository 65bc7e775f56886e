/** Delay before try number `tries` (from 0): doubling up to a cap, with full jitter so desks do not come back as one. */
export function reconnectDelayMs(tries: number, random: () => number): number {
  const ceiling = Math.min(reconnectMsMax, reconnectMsMin * 2 ** Math.min(tries, 16));
  return Math.round(reconnectMsMin / 2 + random() * ceiling);
}

export const reconnectMsMin = 200;
export const reconnectMsMax = 5_000;

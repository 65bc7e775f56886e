/** Falls within the last minute, oldest first. */
export type Falls = readonly number[];

export const fallsMax = 3;
const windowMs = 60_000;
const restartDelaysMs = [0, 250, 1_000] as const;

export interface AfterFall {
  readonly falls: Falls;
  /** How long to wait before the next start; null when it has fallen too often and a person must ask. */
  readonly restartAfterMs: number | null;
}

/** One fall is an accident and three in a minute are a state: then a page says so instead of a loop that hides it. */
export function countFall(before: Falls, nowMs: number): AfterFall {
  const falls = [...before.filter((at) => nowMs - at < windowMs), nowMs];
  const restartAfterMs = falls.length >= fallsMax ? null : (restartDelaysMs[falls.length - 1] ?? null);
  return { falls, restartAfterMs };
}

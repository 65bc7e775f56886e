import type { Scheduler } from '../../platform/clock.ts';

/** A region that was just told to stop may still hold the place or the port; a database server may just be starting. */
const takeOverMsMax = { databaseLocked: 6_000, regionBusy: 10_000, EADDRINUSE: 3_000 } as const;
const lookAgainMs = 100;

/** Tries again for a while where the only trouble is somebody who is about to leave or to come. */
export async function patiently<T>(
  scheduler: Scheduler,
  trouble: keyof typeof takeOverMsMax,
  attempt: () => T | Promise<T>,
): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += lookAgainMs) {
    try {
      return await attempt();
    } catch (error) {
      const isTrouble = error instanceof Error && 'code' in error && error.code === trouble;
      if (!isTrouble || waitedMs >= takeOverMsMax[trouble]) throw error;
      await new Promise<void>((resume) => scheduler.after(lookAgainMs, resume));
    }
  }
}

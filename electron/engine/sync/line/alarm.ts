import type { Scheduler } from '../../../../platform/clock.ts';

export interface Alarm {
  /** Sleeps until a ring or until the time is up; a ring while nobody slept ends the next sleep at once. */
  sleep(ms: number): Promise<void>;
  ring(): void;
  /** Forgets a ring that nobody slept through. */
  reset(): void;
}

export function setAlarm(scheduler: Scheduler): Alarm {
  let hasRung = false;
  let wake: (() => void) | null = null;
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        if (hasRung) {
          hasRung = false;
          resolve();
          return;
        }
        const end = (): void => {
          wake = null;
          cancel();
          resolve();
        };
        const cancel = scheduler.after(ms, end);
        wake = end;
      }),
    ring() {
      if (wake === null) hasRung = true;
      else wake();
    },
    reset() {
      hasRung = false;
    },
  };
}

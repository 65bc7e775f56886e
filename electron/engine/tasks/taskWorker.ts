// The worker of the engine's tasks: a thread of its own with a small heap. It may be ended at any moment.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../../platform/clock.ts';
import { Bug } from '../../../shared/base/assert.ts';
import { tooLargeToProve } from '../../../shared/script/proof/diagram.ts';
import { openJobs } from './runJob.ts';
import type { JobMessage, WorkerMessage, WorkerStart } from './taskJobs.ts';

function serve(port: NonNullable<typeof parentPort>): void {
  const run = openJobs((workerData as WorkerStart).libraryDir, systemClock);
  const tell = (message: WorkerMessage): void => port.postMessage(message);
  port.on('message', (job: JobMessage) => {
    const { number } = job;
    try {
      tell({ number, result: run(job) });
    } catch (error) {
      // Anything else is a bug of ours: the thread falls, and the engine answers with a fault and starts another.
      if (!isTooLarge(error)) throw error;
      tell({ number, refused: 'tooLarge' });
    }
  });
  tell({ ready: true });
}

/** Our own limit of places, or a stack that a deep text has used up. */
function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Bug && error.message === tooLargeToProve);
}

if (!isMainThread && parentPort !== null) serve(parentPort);

import { Worker } from 'node:worker_threads';
import type { Scheduler } from '../../platform/clock.ts';
import { hardLimits, watchHeap } from '../../platform/workerHeap.ts';
import type { ReleaseJudgement, ReleaseQuestion } from './releaseJudgement.ts';

const judgeMsMax = 30_000;
const workerMbMax = 256;

export interface Asked {
  /** Null when it was stopped before it had an answer. */
  readonly judgement: Promise<ReleaseJudgement | null>;
  stop(): void;
}

/** Bound in time and memory: a text that cannot be proved within them is refused by name, and nothing else suffers. */
export function askWorker(question: ReleaseQuestion, scheduler: Scheduler): Asked {
  const worker = new Worker(workerEntry(), {
    workerData: question,
    resourceLimits: hardLimits(workerMbMax),
  });
  let isOver = false;
  const judgement = new Promise<ReleaseJudgement | null>((answer) => {
    const stopTimer = scheduler.after(judgeMsMax, () => answer(unprovable));
    const onTooLarge = (): void => answer(unprovable);
    watchHeap(worker, { scheduler, mbMax: workerMbMax, isOver: () => isOver, onTooLarge });
    worker.once('message', (said: ReleaseJudgement) => answer(said));
    // Out of memory, out of stack, or a mistake of ours: in no case may the text be signed.
    worker.once('error', () => answer(unprovable));
    worker.once('exit', () => {
      stopTimer();
      answer(null);
    });
  });
  return {
    judgement: judgement.finally(() => {
      isOver = true;
      void worker.terminate();
    }),
    stop: () => void worker.terminate(),
  };
}

const unprovable: ReleaseJudgement = {
  ok: false,
  property: 'limit',
  message: `the proof takes more than ${judgeMsMax / 1000} s or ${workerMbMax} MB`,
};

/** From source beside this file; in a bundle it lies beside the region's. */
function workerEntry(): URL {
  const name = import.meta.url.endsWith('.ts') ? './releaseWorker.ts' : './releaseWorker.mjs';
  return new URL(name, import.meta.url);
}

import { Worker } from 'node:worker_threads';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { silentLog } from './silentLog.ts';
import { type RunResult, runWorld } from './simWorld.ts';

export interface SeedsAsk {
  readonly seeds: readonly number[];
  readonly desks: number;
  readonly ops: number;
  readonly processes?: number;
  readonly disks?: boolean;
  readonly library: string;
  readonly workers: number;
  readonly tell?: (at: number, what: string) => void;
  /** False ends the simulation. */
  readonly took: (seed: number, result: RunResult) => boolean;
}

/** One processor keeps the order of the seeds; several take the next seed as they are free. */
export async function runSeeds(ask: SeedsAsk): Promise<void> {
  if (ask.workers === 1) return runHere(ask);
  const waiting = [...ask.seeds];
  const many = Math.min(ask.workers, waiting.length);
  await Promise.all(Array.from({ length: many }, () => runOnWorker(ask, waiting)));
}

async function runHere({ seeds, library, took, tell, ...ask }: SeedsAsk): Promise<void> {
  const { scripts } = readScriptLibrary(library);
  for (const seed of seeds) {
    const how = { scripts, log: silentLog, ...(tell === undefined ? {} : { tell }) };
    if (!took(seed, await runWorld({ ...ask, ...how, seed }))) return;
  }
}

interface Answer {
  readonly seed: number;
  readonly result?: RunResult;
  readonly error?: string;
}

function runOnWorker(
  { seeds: _seeds, took, tell: _tell, ...ask }: SeedsAsk,
  waiting: number[],
): Promise<void> {
  const worker = new Worker(new URL('./simWorker.ts', import.meta.url), { workerData: ask });
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const seed = waiting.shift();
      if (seed === undefined) resolve();
      else worker.postMessage(seed);
    };
    worker.on('message', ({ seed, result, error }: Answer) => {
      if (result === undefined) return reject(new Error(`seed ${seed}: ${error}`));
      if (!took(seed, result)) waiting.length = 0;
      next();
    });
    worker.on('error', reject);
    next();
  }).finally(() => worker.terminate());
}

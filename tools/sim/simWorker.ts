// One of several processors of a simulation: it runs the seeds it is given and tells what came of each.
import { parentPort, workerData } from 'node:worker_threads';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { silentLog } from './silentLog.ts';
import { runWorld } from './simWorld.ts';

interface Work {
  readonly library: string;
  readonly desks: number;
  readonly ops: number;
  readonly processes?: number;
  readonly disks?: boolean;
}

const { library, ...ask } = workerData as Work;
const { scripts } = readScriptLibrary(library);

parentPort?.on('message', (seed: number) => {
  runWorld({ ...ask, seed, scripts, log: silentLog }).then(
    (result) => parentPort?.postMessage({ seed, result }),
    (error: unknown) => parentPort?.postMessage({ seed, error: String(error) }),
  );
});

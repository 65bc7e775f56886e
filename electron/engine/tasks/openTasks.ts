// The tasks of one engine: two lanes, each with a worker of its own when there is work.
import type { Scheduler } from '../../../platform/clock.ts';
import { type Lane, laneOf } from './taskJobs.ts';
import { type Job, laneLimits, type PageToken, type TaskLane, WorkerLane } from './taskLane.ts';

export interface Tasks {
  run(job: Job): Promise<unknown>;
  forget(page: PageToken): void;
  close(): void;
}

export interface TasksParts {
  readonly libraryDir: string;
  readonly scheduler: Scheduler;
  /** The worker's program; tests put another one in its place. */
  readonly entry?: URL;
}

export function openTasks({ libraryDir, scheduler, entry = workerEntry() }: TasksParts): Tasks {
  const start = { libraryDir: besideArchive(libraryDir) };
  const open = (lane: Lane): TaskLane => new WorkerLane({ entry, start, scheduler, msMax: laneLimits[lane] });
  const lanes: Readonly<Record<Lane, TaskLane>> = { proof: open('proof'), reading: open('reading') };
  return {
    run: (job) => lanes[laneOf(job.name)].run(job),
    forget(page) {
      for (const lane of Object.values(lanes)) lane.forget(page);
    },
    close() {
      for (const lane of Object.values(lanes)) lane.close();
    },
  };
}

/** From source beside this file; in a bundle it lies beside the engine's. */
function workerEntry(): URL {
  const name = import.meta.url.endsWith('.ts') ? './taskWorker.ts' : './taskWorker.mjs';
  return new URL(besideArchive(new URL(name, import.meta.url).href));
}

/**
 * A packaged desk's engine and library lie as plain files beside the archive (`asarUnpack`). Its main thread reads through
 * the archive all the same; a thread of its own is not promised to.
 */
export function besideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

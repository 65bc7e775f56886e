// Keeps AU5, AU6. One worker thread and what waits for it. A job is answered exactly once, whatever becomes of the thread.
import { Worker } from 'node:worker_threads';
import type { Scheduler } from '../../../platform/clock.ts';
import { hardLimits, watchHeap } from '../../../platform/workerHeap.ts';
import { Fault, type Refusal } from '../../../shared/base/refusal.ts';
import {
  type JobMessage,
  type JobName,
  proofMsMax,
  readingMsMax,
  type WorkerMessage,
  type WorkerStart,
  workerMbMax,
} from './taskJobs.ts';

/** Stands for a page: only whether two are the same matters. */
export type PageToken = object;

export interface Job {
  readonly page: PageToken;
  readonly name: JobName;
  readonly args: unknown;
  readonly scripts: readonly string[];
}

export interface TaskLane {
  run(job: Job): Promise<unknown>;
  /** The page is gone: nobody waits for its answers. */
  forget(page: PageToken): void;
  close(): void;
}

export interface LaneParts {
  readonly entry: URL;
  readonly start: WorkerStart;
  readonly scheduler: Scheduler;
  readonly msMax: number;
}

/** A replaced job that is nearly done costs less than a fresh thread. */
const graceMs = 400;
/** A thread without work is let go: its heap is worth more than its start. */
const idleMs = 120_000;

interface Pending extends Job {
  readonly number: number;
  readonly answer: (result: unknown) => void;
  readonly fail: (fault: Fault) => void;
}

export const laneLimits = { proof: proofMsMax, reading: readingMsMax } as const;

export class WorkerLane implements TaskLane {
  readonly #parts: LaneParts;
  #worker: Worker | null = null;
  #isReady = false;
  #running: Pending | null = null;
  #waiting: Pending[] = [];
  #count = 0;
  #stopTimer: () => void = () => {};

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  run(job: Job): Promise<unknown> {
    this.#replace(job);
    return new Promise((answer, fail) => {
      this.#count += 1;
      this.#waiting.push({ ...job, number: this.#count, answer, fail });
      this.#pump();
    });
  }

  forget(page: PageToken): void {
    this.#waiting = this.#waiting.filter((one) => one.page !== page);
  }

  close(): void {
    for (const one of this.#waiting.splice(0)) one.fail(new Fault('taskFailed'));
    this.#drop({ fault: true });
  }

  /** The newest wish of a kind is the only one worth answering: texts change faster than proofs end. */
  #replace({ page, name }: Job): void {
    const isSame = (one: Pending) => one.page === page && one.name === name;
    for (const one of this.#waiting.filter(isSame)) one.answer(refusal('replaced'));
    this.#waiting = this.#waiting.filter((one) => !isSame(one));
    const running = this.#running;
    if (running === null || !isSame(running)) return;
    running.answer(refusal('replaced'));
    this.#stopTimer();
    this.#stopTimer = this.#parts.scheduler.after(graceMs, () => this.#drop({ next: true }));
  }

  #pump(): void {
    if (this.#running !== null) return;
    const next = this.#waiting[0];
    if (next === undefined) {
      this.#stopTimer();
      this.#stopTimer = this.#parts.scheduler.after(idleMs, () => this.#drop({}));
      return;
    }
    this.#stopTimer();
    this.#worker ??= this.#start();
    // The time of a job begins when the thread can take it: its own start is not the author's fault.
    if (!this.#isReady) return;
    this.#waiting.shift();
    this.#running = next;
    this.#stopTimer = this.#parts.scheduler.after(this.#parts.msMax, () => {
      next.answer(refusal('takesTooLong'));
      this.#drop({ next: true });
    });
    const { number, name, args, scripts } = next;
    this.#worker.postMessage({ number, name, args, scripts } satisfies JobMessage);
    this.#watchHeap(this.#worker, next);
  }

  #watchHeap(worker: Worker, job: Pending): void {
    watchHeap(worker, {
      scheduler: this.#parts.scheduler,
      mbMax: workerMbMax,
      isOver: () => worker !== this.#worker || job !== this.#running,
      onTooLarge: () => {
        job.answer(refusal('tooLarge'));
        this.#drop({ next: true });
      },
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#parts.entry, {
      workerData: this.#parts.start,
      execArgv: [],
      env: {},
      resourceLimits: { ...hardLimits(workerMbMax), stackSizeMb: 4 },
    });
    // A desk that ends does not wait for a proof.
    worker.unref();
    this.#isReady = false;
    worker.on('message', (message: WorkerMessage) => {
      if (worker === this.#worker) this.#take(message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker !== this.#worker) return;
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#running?.answer(refusal('tooLarge'));
      this.#drop({ fault: true, next: true });
    });
    worker.on('exit', () => {
      if (worker === this.#worker) this.#drop({ fault: true, next: true });
    });
    return worker;
  }

  #take(message: WorkerMessage): void {
    if ('ready' in message) {
      this.#isReady = true;
      this.#pump();
      return;
    }
    const running = this.#running;
    if (running === null || running.number !== message.number) return;
    this.#running = null;
    running.answer('result' in message ? message.result : refusal(message.refused));
    this.#pump();
  }

  /** Ends the thread. What ran gets a fault unless it was answered before; a promise is settled only once. */
  #drop({ fault = false, next = false }: { readonly fault?: boolean; readonly next?: boolean }): void {
    this.#stopTimer();
    const worker = this.#worker;
    this.#worker = null;
    if (worker !== null) void worker.terminate();
    const fallen = this.#running ?? (fault && !this.#isReady ? this.#waiting.shift() : undefined);
    this.#running = null;
    this.#isReady = false;
    if (fault) fallen?.fail(new Fault('taskFailed'));
    if (next && this.#waiting.length > 0) this.#pump();
  }
}

function refusal(refused: Refusal['refused']): Refusal {
  return { refused };
}

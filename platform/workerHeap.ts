// Keeps a worker thread within its memory from outside: at V8's own limit the whole process may end, not the thread alone.
import { Worker } from 'node:worker_threads';
import type { Scheduler } from './clock.ts';

const lookMs = 20;

/** V8's limit stands behind the one that is watched; where the heap cannot be looked at, it is all there is. */
export function hardLimits(mbMax: number): { readonly maxOldGenerationSizeMb: number } {
  const canLook = 'getHeapStatistics' in Worker.prototype;
  return { maxOldGenerationSizeMb: canLook ? mbMax * 2 : mbMax };
}

export interface HeapWatch {
  readonly scheduler: Scheduler;
  readonly mbMax: number;
  /** Nobody needs to look any more: the work is done or was given up. */
  readonly isOver: () => boolean;
  readonly onTooLarge: () => void;
}

/** Looks at the heap of a thread while it works, without its help. */
export function watchHeap(worker: Worker, { scheduler, mbMax, isOver, onTooLarge }: HeapWatch): void {
  const look = async (): Promise<void> => {
    if (isOver()) return;
    const heap = await worker.getHeapStatistics();
    if (isOver()) return;
    if (heap.used_heap_size + heap.external_memory > mbMax * 2 ** 20) onTooLarge();
    else scheduler.after(lookMs, again);
  };
  // A thread that ended meanwhile has been answered for.
  const again = (): void => void look().catch(() => {});
  scheduler.after(lookMs, again);
}

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Scheduler } from '../../platform/clock.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';

const noteEveryMs = 1_000;

interface Seen {
  readonly epoch: string;
  readonly head: number;
}

export interface HeadWitness {
  /** True when this file has seen a longer history of the same epoch than the database now holds. */
  sawMore(now: Seen): boolean;
  /** Notes the head once a second while it moves; the result stops it. */
  follow(now: () => Seen): () => void;
}

/**
 * A small file beside the database that remembers how long the log was. A database put back from a backup is
 * shorter than it, and is known before the first desk speaks. It is only written after a commit, so it never
 * knows more than the disk held; lost or late it does no harm, because desks tell the same in their hello.
 */
export function createHeadWitness(path: string, scheduler: Scheduler, log: Logger): HeadWitness {
  let noted: Seen | null = read(path);

  function note(now: Seen): void {
    if (noted?.head === now.head && noted.epoch === now.epoch) return;
    try {
      writeFileSync(`${path}.new`, JSON.stringify(now), { mode: 0o600 });
      renameSync(`${path}.new`, path);
      noted = now;
    } catch (error) {
      log.warn('the head was not noted', { stack: stackOf(error) });
    }
  }

  return {
    sawMore: ({ epoch, head }) => noted !== null && noted.epoch === epoch && noted.head > head,
    follow(now) {
      let cancel = () => {};
      const again = () => {
        note(now());
        cancel = scheduler.after(noteEveryMs, again);
      };
      again();
      return () => {
        cancel();
        note(now());
      };
    },
  };
}

function read(path: string): Seen | null {
  try {
    const seen: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof seen !== 'object' || seen === null || !('epoch' in seen) || !('head' in seen)) return null;
    const { epoch, head } = seen;
    return typeof epoch === 'string' && typeof head === 'number' ? { epoch, head } : null;
  } catch {
    // Missing or damaged: it is a second opinion, nothing depends on it.
    return null;
  }
}

// Keeps PG6 and PG7: what processes of one region tell each other beside the log. All of it may be lost.
import { z } from 'zod';
import type { Clock, Scheduler } from '../../platform/clock.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';
import { type DeskSeen, deskSeen } from '../../shared/protocol/regionProtocol.ts';
import type { SharedLog } from '../store/sharedLog.ts';

const tellEveryMs = 3_000;
/** Not heard of twice: the process is gone, or as good as gone. */
const lostAfterMs = 7_000;
/** PostgreSQL takes 8,000 bytes. */
const messageBytesMax = 7_000;
const gatherMs = 20;

const words = z.discriminatedUnion('kind', [
  /** A desk came to the sender: an older line of it elsewhere ends. */
  z.object({ kind: z.literal('line'), desk: z.string(), atMs: z.number() }),
  /** A desk as it says it to the sender. */
  z.object({ kind: z.literal('seen'), desk: deskSeen }),
  /** Said now and then by everybody. */
  z.object({ kind: z.literal('here') }),
  /** Everybody say what you see. */
  z.object({ kind: z.literal('ask') }),
  /** The history has another name. */
  z.object({ kind: z.literal('history') }),
  /** The sender ends. */
  z.object({ kind: z.literal('bye') }),
]);
type Words = z.infer<typeof words>;
const message = z.object({ from: z.string(), say: z.array(words) });

export interface OthersParts {
  readonly shared: SharedLog | undefined;
  /** This process among the others. */
  readonly self: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  readonly here: () => readonly DeskSeen[];
  readonly elsewhere: (process: string, seen: readonly DeskSeen[]) => void;
  readonly processLost: (process: string) => void;
  readonly deskMoved: (desk: string, atMs: number) => void;
  readonly head: (head: number) => void;
  readonly look: () => void;
}

export interface OtherProcesses {
  tellSeen(seen: readonly DeskSeen[]): void;
  tellLine(desk: string, atMs: number): void;
  tellHistory(): void;
  close(): Promise<void>;
}

export const noOthers: OtherProcesses = {
  tellSeen: () => {},
  tellLine: () => {},
  tellHistory: () => {},
  close: async () => {},
};

export function meetOthers(parts: OthersParts): OtherProcesses {
  const { shared, self, clock, scheduler, log } = parts;
  if (shared === undefined) return noOthers;
  const heardAt = new Map<string, number>();
  let unsaid: Words[] = [];
  let cancel = () => {};
  let cancelSay = () => {};

  /** What is said at about the same time goes out together: when many desks come at once, above all. */
  function say(...said: readonly Words[]): void {
    if (unsaid.length === 0) cancelSay = scheduler.after(gatherMs, () => void sayNow());
    unsaid.push(...said);
  }

  async function sayNow(): Promise<void> {
    cancelSay();
    const all = unsaid;
    unsaid = [];
    for (const part of inMessages(all)) {
      await shared
        ?.tell(JSON.stringify({ from: self, say: part }))
        .catch((error: unknown) => log.warn('others not told', { stack: stackOf(error) }));
    }
  }

  function tellSeen(seen: readonly DeskSeen[]): void {
    say(...seen.map((desk) => ({ kind: 'seen' as const, desk })));
  }

  function hear(text: string): void {
    const parsed = message.safeParse(readJson(text));
    if (!parsed.success || parsed.data.from === self) return;
    const { from, say: said } = parsed.data;
    heardAt.set(from, clock.monotonic());
    for (const one of said) take(from, one);
  }

  function take(from: string, said: Words): void {
    switch (said.kind) {
      case 'line':
        parts.deskMoved(said.desk, said.atMs);
        break;
      case 'seen':
        parts.elsewhere(from, [said.desk]);
        break;
      case 'here':
        break;
      case 'ask':
        tellSeen(parts.here());
        break;
      case 'history':
        parts.look();
        break;
      case 'bye':
        heardAt.delete(from);
        parts.processLost(from);
        break;
    }
  }

  function now(): void {
    say({ kind: 'here' });
    tellSeen(parts.here());
    for (const [process, at] of heardAt) {
      if (clock.monotonic() - at < lostAfterMs) continue;
      heardAt.delete(process);
      parts.processLost(process);
    }
    cancel = scheduler.after(tellEveryMs, now);
  }

  const stop = shared.listen({
    head: parts.head,
    told: hear,
    again() {
      parts.look();
      say({ kind: 'ask' });
    },
  });
  cancel = scheduler.after(tellEveryMs, now);
  return {
    tellSeen,
    tellLine: (desk, atMs) => say({ kind: 'line', desk, atMs }),
    tellHistory: () => say({ kind: 'history' }),
    async close() {
      cancel();
      say({ kind: 'bye' });
      await sayNow();
      await stop();
    },
  };
}

/** As few messages as they fit into. */
function inMessages(said: readonly Words[]): Words[][] {
  const messages: Words[][] = [];
  let bytes = messageBytesMax;
  for (const one of said) {
    const size = Buffer.byteLength(JSON.stringify(one)) + 1;
    if (bytes + size > messageBytesMax) {
      messages.push([]);
      bytes = 0;
    }
    messages.at(-1)?.push(one);
    bytes += size;
  }
  return messages;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

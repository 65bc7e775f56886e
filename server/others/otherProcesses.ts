// Keeps PG6 and PG7: what processes of one region tell each other beside the log. All of it may be lost.
import { z } from 'zod';
import type { Clock, Scheduler } from '../../platform/clock.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';
import { type DeskSeen, deskSeen } from '../../shared/protocol/regionProtocol.ts';
import type { SharedLog } from '../store/sharedLog.ts';

const tellEveryMs = 3_000;
/** Three times not heard of: the process is gone, or as good as gone. */
const lostAfterMs = 10_000;
/** PostgreSQL takes 8,000 bytes. */
const messageBytesMax = 7_000;

const message = z.object({
  from: z.string(),
  say: z.discriminatedUnion('kind', [
    /** A desk came to the sender: an older line of it elsewhere ends. */
    z.object({ kind: z.literal('line'), desk: z.string(), atMs: z.number() }),
    /** Desks as they say it to the sender. Said now and then by everybody, also without desks: it means being there. */
    z.object({ kind: z.literal('seen'), desks: z.array(deskSeen) }),
    /** Everybody say what you see. */
    z.object({ kind: z.literal('ask') }),
    /** The history has another name. */
    z.object({ kind: z.literal('history') }),
    /** The sender ends. */
    z.object({ kind: z.literal('bye') }),
  ]),
});
type Say = z.infer<typeof message>['say'];

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
  let cancel = () => {};

  function say(words: Say): Promise<void> {
    return shared === undefined
      ? Promise.resolve()
      : shared
          .tell(JSON.stringify({ from: self, say: words }))
          .catch((error: unknown) => log.warn('others not told', { stack: stackOf(error) }));
  }

  function tellSeen(seen: readonly DeskSeen[]): void {
    for (const desks of inMessages(seen)) void say({ kind: 'seen', desks });
  }

  function hear(text: string): void {
    const parsed = message.safeParse(readJson(text));
    if (!parsed.success || parsed.data.from === self) return;
    const { from, say: words } = parsed.data;
    heardAt.set(from, clock.monotonic());
    switch (words.kind) {
      case 'line':
        parts.deskMoved(words.desk, words.atMs);
        break;
      case 'seen':
        parts.elsewhere(from, words.desks);
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
    tellSeen(parts.here());
    if (parts.here().length === 0) void say({ kind: 'seen', desks: [] });
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
      void say({ kind: 'ask' });
    },
  });
  cancel = scheduler.after(tellEveryMs, now);
  return {
    tellSeen,
    tellLine: (desk, atMs) => void say({ kind: 'line', desk, atMs }),
    tellHistory: () => void say({ kind: 'history' }),
    async close() {
      cancel();
      await say({ kind: 'bye' });
      await stop();
    },
  };
}

/** As few messages as they fit into. */
function inMessages(seen: readonly DeskSeen[]): DeskSeen[][] {
  const messages: DeskSeen[][] = [];
  let bytes = messageBytesMax;
  for (const one of seen) {
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

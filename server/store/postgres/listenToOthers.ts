import pg from 'pg';
import type { Scheduler } from '../../../platform/clock.ts';
import { type Logger, stackOf } from '../../../platform/logger.ts';
import type { Hearing } from '../sharedLog.ts';
import { mapPostgresError } from './postgresFault.ts';

const reconnectMs = 500;
/** Well within the ten seconds in which a desk may be behind because a notice was lost. */
const lookEveryMs = 4_000;

export interface ListenParts {
  readonly settings: pg.ClientConfig;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  /** The connections of this process: what they notify is known here already. */
  readonly isOwn: (pid: number) => boolean;
}

export interface Listening {
  /**
   * The connection that hears, while there is one: what a notice tells of is asked here, where the server's process has
   * just been woken.
   */
  client(): pg.Client | null;
  stop(): Promise<void>;
}

/** Hears notices on a connection of its own, and looks by itself now and then: a lost notice is only a delay. */
export function listenToOthers(parts: ListenParts, hearing: Hearing): Listening {
  const { settings, scheduler, log } = parts;
  let client: pg.Client | null = null;
  let isListening = false;
  let closed = false;
  let cancel = () => {};

  async function connect(): Promise<void> {
    const next = new pg.Client(settings);
    client = next;
    next.on('error', () => lose(next));
    next.on('end', () => lose(next));
    next.on('notification', ({ channel, payload = '', processId }) => {
      if (channel === 'luotsi_tell') hearing.told(payload);
      else if (!parts.isOwn(processId)) hearing.head(Number(payload));
    });
    try {
      await next.connect();
      // By this name it is counted; the address may have given it another one.
      await next.query("set application_name to 'luotsi listener'; listen luotsi_head; listen luotsi_tell");
      await countListeners(next);
      isListening = client === next;
      // Listening and being counted come first: what is committed from here on is heard, what was before is read.
      hearing.again();
      lookLater(next);
    } catch (error) {
      log.warn('not listening', { stack: stackOf(mapPostgresError(error)) });
      lose(next);
    }
  }

  function lookLater(on: pg.Client): void {
    cancel = scheduler.after(lookEveryMs, () => void look(on));
  }

  async function look(on: pg.Client): Promise<void> {
    try {
      const text = 'select seq, listeners <> listeners_now() as miscounted from log_head';
      const { rows } = await on.query<{ seq: number; miscounted: boolean }>(text);
      hearing.head(rows[0]?.seq ?? 0);
      if (rows[0]?.miscounted === true) await countListeners(on);
      lookLater(on);
    } catch {
      lose(on);
    }
  }

  function lose(lost: pg.Client): void {
    if (client !== lost) return;
    client = null;
    isListening = false;
    cancel();
    lost.end().catch(() => {});
    if (closed) return;
    cancel = scheduler.after(reconnectMs, () => void connect());
  }

  void connect();
  return {
    client: () => (isListening ? client : null),
    async stop() {
      closed = true;
      cancel();
      await client?.end().catch(() => {});
    },
  };
}

/** Commits are told while there are several. What cannot be written down now, in a database that is read only, the next look finds. */
async function countListeners(on: pg.Client): Promise<void> {
  await on.query('select count_listeners()').catch(() => {});
}

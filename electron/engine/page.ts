// One page (or `desk:lines`) at the engine: its messages, their answers in order, its followed queries.
import { assert, exhaustive } from '../../shared/base/assert.ts';
import { Fault, type FaultCode, isRefusal } from '../../shared/base/refusal.ts';
import {
  type CommandName,
  deskCommands,
  type EngineMessage,
  type PageMessage,
  pageMessage,
  pageMessageBytesMax,
} from '../../shared/protocol/deskProtocol.ts';
import { isTaskName, type TaskName, taskMessageBytesMax } from '../../shared/protocol/taskProtocol.ts';
import { followQueries, refusedMessage } from './liveQueries.ts';
import { isWithin } from './messageSize.ts';
import type { Wish } from './runCommand.ts';
import { isQueryName, prepareQuery, type QueryFrom } from './runQuery.ts';

export interface Page {
  /** Answers one message; resolves after its answer was sent. Never throws for what a page sent. */
  receive(message: unknown): Promise<void>;
  touch(topics: ReadonlySet<string>): void;
  flush(): void;
  close(): void;
}

export interface PageHost {
  queryFrom(): QueryFrom;
  /** A command's result, a refusal, or a promise of one; throws a Fault. */
  command(wish: Wish<CommandName>): unknown;
  /** Calculated aside; answers of tasks come when they are ready, in no order. */
  task(name: TaskName, args: unknown): Promise<unknown>;
  /** A fault, before it is answered: a file that cannot be read is mended behind it. */
  troubled(error: unknown): void;
  /** A bug is nobody's wish and no fault: the engine stops on it. */
  failed(error: unknown): void;
}

type MessageId = string | number;

export function servePage(host: PageHost, send: (message: EngineMessage) => void): Page {
  const live = followQueries(() => host.queryFrom(), send);
  let isOpen = true;
  const tell = (message: EngineMessage): void => {
    if (isOpen) send(message);
  };
  const answer = (id: MessageId, result: unknown): void =>
    tell(isRefusal(result) ? refusedMessage(id, result) : { id, result: result ?? null });
  const handle = async (message: PageMessage): Promise<void> => {
    if ('command' in message) {
      const { command: name, args, seen } = message;
      if (!isCommandName(name)) return tell(faultMessage(message.id, 'unknownCommand'));
      const result = host.command({ name, args, seen });
      return answer(message.id, result instanceof Promise ? await result : result);
    }
    if ('query' in message) {
      if (!isQueryName(message.query)) return tell(faultMessage(message.id, 'unknownCommand'));
      const query = prepareQuery(message.query, message.args);
      return answer(message.id, isRefusal(query) ? query : query.run(host.queryFrom()));
    }
    if ('follow' in message) {
      if (!isQueryName(message.follow)) return tell(faultMessage(message.id, 'unknownCommand'));
      const query = prepareQuery(message.follow, message.args);
      if (isRefusal(query)) return answer(message.id, query);
      if (!live.follow(message.id, query)) answer(message.id, { refused: 'limitReached' });
      return;
    }
    if ('task' in message) {
      if (!isTaskName(message.task)) return tell(faultMessage(message.id, 'unknownCommand'));
      return answer(message.id, await host.task(message.task, message.args));
    }
    if ('unfollow' in message) {
      live.unfollow(message.unfollow);
      return answer(message.id, null);
    }
    return exhaustive(message);
  };
  return {
    async receive(raw) {
      const id = idOf(raw);
      if (!isWithin(raw, bytesMaxOf(raw))) return tell(faultMessage(id, 'messageTooLarge'));
      const parsed = pageMessage.safeParse(raw);
      if (!parsed.success) return tell(faultMessage(id, 'messageInvalid'));
      try {
        await handle(parsed.data);
      } catch (error) {
        if (error instanceof Fault) {
          host.troubled(error);
          return tell(faultMessage(parsed.data.id, error.code));
        }
        tell(faultMessage(parsed.data.id, 'engineStopped'));
        host.failed(error);
      }
    },
    touch: (topics) => live.touch(topics),
    flush() {
      if (!isOpen) return;
      try {
        live.flush();
      } catch (error) {
        // A disk that cannot be read leaves old views standing; the next command says what is wrong.
        if (error instanceof Fault) host.troubled(error);
        else host.failed(error);
      }
    },
    close() {
      isOpen = false;
    },
  };
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(deskCommands, name);
}

export function faultMessage(id: MessageId | null, code: FaultCode): EngineMessage {
  return { id, fault: true, code };
}

/** Only a task carries whole texts. */
function bytesMaxOf(raw: unknown): number {
  return typeof raw === 'object' && raw !== null && 'task' in raw ? taskMessageBytesMax : pageMessageBytesMax;
}

/** An answer to a message that cannot be read still names it when it can. */
function idOf(raw: unknown): MessageId | null {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, 'id')) return null;
  assert('id' in raw, 'own property');
  const { id } = raw;
  return Number.isInteger(id) || (typeof id === 'string' && id.length <= 64) ? (id as MessageId) : null;
}

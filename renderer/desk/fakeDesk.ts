import { isRefusal } from '../../shared/base/refusal.ts';
import type { PageMessage, QueryName } from '../../shared/protocol/deskProtocol.ts';
import type { TaskName } from '../../shared/protocol/taskProtocol.ts';
import { runFake } from '../stories/fakeCommands.ts';
import { answerQuery } from '../stories/fakeQueries.ts';
import type { FakeState } from '../stories/fakeState.ts';
import { answerTask } from '../stories/library/fakeTasks.ts';
import { type MessageBridge, openBridgePort } from './bridgePort.ts';
import type { DeskPort } from './deskPort.ts';

type Args = Readonly<Record<string, unknown>>;

/**
 * An engine inside the page behind the same port, so that screens can be looked at without a desk. It speaks the
 * real messages: what a story shows has gone through the same code as the product.
 */
export function openFakeDesk(start: FakeState): DeskPort {
  let state = start;
  const listeners = new Set<(message: unknown) => void>();
  const follows = new Map<string | number, { name: QueryName; args: Args }>();
  const tell = (message: unknown) => {
    for (const listener of listeners) listener(message);
  };
  const tellFollowed = () => {
    for (const [id, { name, args }] of follows) tellFollower(id, name, args);
  };
  const tellFollower = (id: string | number, name: QueryName, args: Args) => {
    const result = answerQuery(state, name, args);
    tell(
      isRefusal(result) ? { id, refused: true, reason: result.refused } : { topic: name, follow: id, result },
    );
  };

  function take(message: PageMessage): void {
    if ('unfollow' in message) {
      follows.delete(message.unfollow);
      return;
    }
    const args = message.args as Args;
    if ('follow' in message) {
      const name = message.follow as QueryName;
      follows.set(message.id, { name, args });
      tellFollower(message.id, name, args);
    } else if ('query' in message) {
      tell({ id: message.id, result: answerQuery(state, message.query as QueryName, args) });
    } else if ('task' in message)
      tell({ id: message.id, result: answerTask(message.task as TaskName, args) });
    else act(message.id, message.command, args);
  }

  function act(id: string | number, command: string, args: Args): void {
    const outcome = runFake(state, command, args);
    if (outcome.kind === 'failed') tell({ id, fault: true, code: state.failWith });
    else if (outcome.kind === 'refused')
      tell({
        id,
        refused: true,
        reason: 'alreadyTaken',
        by: { user: 'nurse.virta', desk: 'desk-b' },
        at: '2026-02-03T12:01:00.000Z',
      });
    else {
      state = outcome.state;
      tell({ id, result: outcome.result });
      tellFollowed();
    }
  }

  const bridge: MessageBridge = {
    send: (message) => queueMicrotask(() => take(message as PageMessage)),
    receive: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const port = openBridgePort(bridge, () => Promise.resolve(null));
  if (!state.silent) queueMicrotask(() => tell({ ready: true }));
  return port;
}

import type { FaultCode } from '../../shared/base/refusal.ts';
import type { EngineMessage } from '../../shared/protocol/deskProtocol.ts';
import type { Answer, DeskHealth, DeskPort, Live, LiveSource, RefusedAnswer } from './deskPort.ts';
import { keepSame } from './keepSame.ts';

/** The part of `window.desk` a port needs; a fake engine gives the same two functions. */
export interface MessageBridge {
  send(message: unknown): void;
  receive(listener: (message: unknown) => void): () => void;
}

/**
 * When what the engine sent is shown: several results of one commit are then drawn together. What follows a reply waits
 * until the reply's own frame is painted, so that it does not hold that frame up.
 */
export type Soon = (show: () => void, when: 'frame' | 'painted') => void;

/** A live query that nobody looks at is kept this long, so that moving between screens costs nothing. */
const lingerMs = 1_000;

type AnyAnswer = Answer<unknown>;
interface Ask {
  readonly kind: 'command' | 'query' | 'task';
  readonly name: string;
  readonly args: unknown;
  readonly seen?: readonly string[];
}
interface Waiting {
  readonly message: Record<string, unknown>;
  readonly settle: (answer: AnyAnswer) => void;
  sent: boolean;
}
interface Followed {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  readonly listeners: Set<() => void>;
  now: Live<unknown>;
  ending: ReturnType<typeof setTimeout> | null;
}

const nothingYet: Live<unknown> = { data: undefined, refusal: null, fault: null };
/** Faults by which a wish did not become durable; others (region unreachable, wrong password) lose nothing. */
const savingFaults: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'diskFull',
  'diskReadOnly',
  'diskBroken',
  'databaseLocked',
  'databaseCorrupt',
]);

/**
 * The port over the bridge. Follows are made again after every `ready`, because a restarted engine has forgotten
 * them; a command in flight when the engine fell is answered with `engineStopped`, for nobody knows whether it stands.
 */
export function openBridgePort(
  bridge: MessageBridge,
  shell: DeskPort['shell'],
  soon: Soon = (show) => show(),
): DeskPort {
  const waiting = new Map<string, Waiting>();
  const followed = new Map<string, Followed>();
  const healthListeners = new Set<() => void>();
  let health: DeskHealth = { engine: 'starting', unsaved: [], savingWorks: true };
  const nextId = numberedIds();
  const coming = new Map<string, Live<unknown>>();
  /** Since the last results were shown. */
  let hasReplied = false;
  const setHealth = (next: DeskHealth) => {
    health = next;
    for (const changed of healthListeners) changed();
  };

  bridge.receive((raw) => {
    const message = raw as EngineMessage;
    if ('ready' in message) started();
    else if ('fault' in message && message.id === null && message.code === 'engineStopped') stopped();
    else if ('topic' in message) showSoon(String(message.follow), { ...nothingYet, data: message.result });
    else answered(message);
  });

  function started(): void {
    failSent();
    setHealth({ ...health, engine: 'ready' });
    for (const one of followed.values()) bridge.send({ id: one.id, follow: one.name, args: one.args });
    for (const one of waiting.values()) {
      one.sent = true;
      bridge.send(one.message);
    }
  }

  /** The bridge says that the engine is gone; it comes back by itself and says `ready` again. */
  function stopped(): void {
    setHealth({ ...health, engine: 'silent' });
    failSent();
  }

  function failSent(): void {
    const fallen = [...waiting].filter(([, one]) => one.sent);
    for (const [id, one] of fallen) {
      waiting.delete(id);
      one.settle({ kind: 'failed', fault: 'engineStopped' });
    }
  }

  function answered(message: Exclude<EngineMessage, { ready: true } | { topic: string }>): void {
    const id = String(message.id);
    const one = waiting.get(id);
    if (one !== undefined) {
      waiting.delete(id);
      if ('command' in one.message) hasReplied = true;
      one.settle(readAnswer(message));
      return;
    }
    const source = sourceOf(id);
    if (source === undefined || 'result' in message) return;
    const answer = readAnswer(message);
    if (answer.kind === 'refused') show(id, { ...source.now, refusal: answer.refusal });
    if (answer.kind === 'failed') show(id, { ...source.now, fault: answer.fault });
  }

  const sourceOf = (id: string) => [...followed.values()].find((one) => one.id === id);

  function showSoon(id: string, now: Live<unknown>): void {
    const isDue = coming.size > 0;
    coming.set(id, now);
    if (isDue) return;
    const when = hasReplied ? 'painted' : 'frame';
    hasReplied = false;
    soon(() => {
      for (const [follow, live] of [...coming]) show(follow, live);
    }, when);
  }

  function show(id: string, now: Live<unknown>): void {
    coming.delete(id);
    const one = sourceOf(id);
    if (one === undefined) return;
    one.now = keepSame(one.now, now);
    for (const changed of one.listeners) changed();
  }

  function ask({ kind, name, args, ...rest }: Ask): Promise<AnyAnswer> {
    const id = nextId(kind.charAt(0));
    return new Promise((settle) => {
      const sent = health.engine === 'ready';
      const message = { id, [kind]: name, args, ...rest };
      waiting.set(id, {
        message,
        sent,
        settle: (answer) => {
          const now = kind === 'command' ? afterAnswer(health, { id, name, args, answer }) : health;
          if (now !== health) setHealth(now);
          settle(answer);
        },
      });
      if (sent) bridge.send(message);
    });
  }

  function live(name: string, args: unknown): LiveSource<unknown> {
    const key = `${name} ${JSON.stringify(args)}`;
    return {
      current: () => followed.get(key)?.now ?? nothingYet,
      subscribe: (changed) => {
        const one = followed.get(key) ?? begin(key, name, args);
        if (one.ending !== null) clearTimeout(one.ending);
        one.ending = null;
        one.listeners.add(changed);
        return () => {
          one.listeners.delete(changed);
          if (one.listeners.size === 0) one.ending = setTimeout(() => end(key, one), lingerMs);
        };
      },
    };
  }

  function begin(key: string, name: string, args: unknown): Followed {
    const one: Followed = {
      id: nextId('f'),
      name,
      args,
      listeners: new Set(),
      now: nothingYet,
      ending: null,
    };
    followed.set(key, one);
    if (health.engine === 'ready') bridge.send({ id: one.id, follow: name, args });
    return one;
  }

  function end(key: string, one: Followed): void {
    followed.delete(key);
    if (health.engine === 'ready') bridge.send({ id: nextId('u'), unfollow: one.id });
  }

  const port = {
    command: (name: string, args: unknown, seen?: readonly string[]) =>
      ask({ kind: 'command', name, args, ...(seen === undefined ? {} : { seen }) }),
    query: (name: string, args: unknown) => ask({ kind: 'query', name, args }),
    task: (name: string, args: unknown) => ask({ kind: 'task', name, args }),
    live,
    health: {
      current: () => health,
      subscribe: (changed: () => void) => {
        healthListeners.add(changed);
        return () => healthListeners.delete(changed);
      },
    },
    forgetUnsaved: () => setHealth({ ...health, unsaved: [] }),
    shell,
  };
  // The engine answers each name with its own result type; the names tie the two together, not this loop.
  return port as DeskPort;
}

interface Answered {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  readonly answer: AnyAnswer;
}

/** The same wish made again replaces the one that failed, and is forgotten once it has been saved. */
function afterAnswer(health: DeskHealth, { id, name, args, answer }: Answered): DeskHealth {
  const isFailed = answer.kind === 'failed' && savingFaults.has(answer.fault);
  if (!isFailed && (health.unsaved.length === 0 || answer.kind !== 'done')) return health;
  const others = health.unsaved.filter(
    (other) => other.name !== name || JSON.stringify(other.args) !== JSON.stringify(args),
  );
  const unsaved = isFailed ? [...others, { id, name, args, fault: answer.fault }] : others;
  return { ...health, unsaved, savingWorks: !isFailed };
}

function numberedIds(): (kind: string) => string {
  let count = 0;
  return (kind) => {
    count += 1;
    return `${kind}${count}`;
  };
}

function readAnswer(message: Exclude<EngineMessage, { ready: true } | { topic: string }>): AnyAnswer {
  if ('refused' in message) {
    const refusal: RefusedAnswer = {
      reason: message.reason,
      by: message.by ?? null,
      at: message.at ?? null,
      path: message.path ?? null,
      ...(message.because === undefined ? {} : { because: message.because }),
    };
    return { kind: 'refused', refusal };
  }
  if ('fault' in message) return { kind: 'failed', fault: message.code };
  return { kind: 'done', result: message.result };
}

// The engine of one desk: wires database, rules, pages and link. No globals: several run side by side in one process.
import { isoTime } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/ids.ts';
import { stackOf } from '../../platform/logger.ts';
import { Fault, isRefusal } from '../../shared/base/refusal.ts';
import type { CommandName, EngineMessage } from '../../shared/protocol/deskProtocol.ts';
import type { SyncStatus } from '../../shared/protocol/deskViews.ts';
import type { TaskName } from '../../shared/protocol/taskProtocol.ts';
import { libraryScript } from '../../shared/script/release/libraryScript.ts';
import { type DeskActionName, deskActions, type FactCommandName } from './commands/commandTable.ts';
import {
  adoptDatabase,
  type EngineMemory,
  type EngineParts,
  type EngineState,
  emptyMemory,
  mendStore,
  noteTrouble,
  openStore,
  queryFrom,
  readingAtStart,
  syncStatusOf,
  unsentOps,
  writing,
} from './engineState.ts';
import { openDeskShelf } from './library/deskShelf.ts';
import { type Page, servePage } from './page.ts';
import { foldInQuiet } from './record/foldWal.ts';
import { startScrub } from './record/scrubLoop.ts';
import { keepWriteReady } from './record/writeReady.ts';
import { runCommand, type Wish } from './runCommand.ts';
import { runDeskAction } from './session/deskActions.ts';
import { busyContact, type DeskPresence, trackPresence } from './session/deskPresence.ts';
import { openSignIn, type SignIn } from './session/signIn.ts';
import { openSyncLoop, type SyncLoop } from './sync/syncLoop.ts';
import { runTask } from './tasks/runTask.ts';

export type { EngineParts } from './engineState.ts';

export interface Engine {
  /** One page's port: `send` is called with the answers to what it receives. */
  openPage(send: (message: EngineMessage) => void): Page;
  /** Opens the database when its key is at hand, and goes on with the sign-in of an engine that fell. */
  begin(how: { readonly resume: boolean }): void;
  cutLink(cut: boolean): void;
  status(): SyncStatus;
  close(): void;
}

export function createEngine(parts: EngineParts): Engine {
  const memory = emptyMemory();
  const pages = new Set<Page>();
  const shelf = openDeskShelf({
    builtIn: parts.scripts.map((one) => ('compiled' in one ? one : libraryScript(one))),
    blocks: parts.blocks ?? [],
    store: () => memory.store,
    log: parts.log,
  });
  const gather = gatherTopics(parts, (topics) => {
    if (topics.has('contacts') || topics.has('session')) settle();
    for (const page of pages) page.touch(topics);
    for (const page of pages) page.flush();
  });
  const publish: EngineState['publish'] = (topics) => {
    // At once: the very next command may start what was just released or withdrawn.
    if (topics.has('scripts')) shelf.forget();
    folding.wrote();
    ready.wrote();
    gather.touch(topics);
  };
  const failed = (error: unknown): void => {
    parts.log.error('bug', { stack: stackOf(error) });
    parts.onBug(error);
  };
  const settle = (): void => {
    const { store } = memory;
    try {
      presence.settle(store === null || signIn.session() === null ? null : busyContact(store));
    } catch (error) {
      // A disk that cannot be read shows in the next answer; presence is only a hint.
      if (error instanceof Fault) troubled(error);
      else failed(error);
    }
  };
  const troubled = (error: unknown): void => {
    noteTrouble(memory, error);
    if (memory.isDamaged) parts.scheduler.soon(mend);
  };
  const tending = { scheduler: parts.scheduler, store: () => memory.store, troubled };
  const folding = foldInQuiet(tending);
  const ready = keepWriteReady(tending);
  const mend = (): void => {
    try {
      if (mendStore({ memory, parts, publish }) && signIn.session() !== null) sync?.start();
    } catch (error) {
      // Not now (a full disk, say): the next write and the next link try again.
      if (error instanceof Fault) parts.log.error('database not mended', { code: error.code });
      else failed(error);
    }
  };
  let sync: SyncLoop | null = null;
  const presence = trackPresence(() => {
    publish(new Set(['presence']));
    sync?.tellPresence();
  });
  const signIn = openSignIn({
    ...parts,
    store: () => memory.store,
    opened: (db) => adoptDatabase(memory, db, publish),
    changed: () => publish(new Set(['session', 'sync', 'preferences'])),
  });
  sync = openSync(parts, { memory, presence, signIn, publish, show: gather.show, troubled, failed });
  const state: EngineState = {
    parts,
    memory,
    shelf,
    signIn,
    presence,
    sync,
    publish,
  };

  const scrub = startScrub(tending);

  return {
    openPage(send) {
      const token = {};
      const host = {
        queryFrom: () => queryFrom(state),
        command: ({ name, ...wish }: Wish<CommandName>) =>
          isDeskAction(name)
            ? runDeskAction(state, name, wish.args)
            : runFactCommand(state, { ...wish, name }),
        task: (name: TaskName, args: unknown) => runTask(state, { page: token, name, args }),
        troubled,
        failed,
      };
      const page = servePage(host, send);
      pages.add(page);
      const close = (): void => {
        pages.delete(page);
        parts.tasks?.forget(token);
        page.close();
      };
      return { ...page, close };
    },
    begin({ resume }) {
      openStore({ memory, parts, publish });
      if (memory.store === null) return;
      if (resume) readingAtStart({ memory, parts, publish }, () => signIn.resume());
      if (signIn.session() !== null) sync?.start();
    },
    cutLink: (cut) => sync?.cut(cut),
    status: () => syncStatusOf(state),
    close() {
      scrub.stop();
      folding.stop();
      ready.stop();
      sync?.stop();
      parts.tasks?.close();
      parts.vault.close();
      memory.store = null;
    },
  };
}

function isDeskAction(name: CommandName): name is DeskActionName {
  return deskActions.some((one) => one === name);
}

function runFactCommand(state: EngineState, wish: Wish<FactCommandName>): unknown {
  const { memory, parts, shelf, signIn, sync } = state;
  return writing(state, () => {
    const { store } = memory;
    const session = signIn.session();
    if (store === null || session === null) return { refused: 'notSignedIn' };
    const result = runCommand({ store, session, shelf, clock: parts.clock, ids: parts.ids }, wish);
    if (isRefusal(result)) return result;
    memory.lastSavedAt = isoTime(parts.clock);
    sync?.poke();
    return result;
  });
}

/** News that come faster than a screen is painted are shown together. */
const frameMs = 8;

interface Gathering {
  /** What was touched while messages were handled goes out once, after their answers. */
  readonly touch: EngineState['publish'];
  /** What others did is not left waiting behind messages that are not about it. */
  readonly show: () => void;
}

function gatherTopics(
  { scheduler, clock }: Pick<EngineParts, 'scheduler' | 'clock'>,
  tell: (topics: ReadonlySet<string>) => void,
): Gathering {
  const touched = new Set<string>();
  let isDue = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tellNow = (): void => {
    if (touched.size === 0) return;
    const now = new Set(touched);
    touched.clear();
    toldAt = clock.monotonic();
    tell(now);
  };
  return {
    touch(topics) {
      for (const topic of topics) touched.add(topic);
      if (isDue || touched.size === 0) return;
      isDue = true;
      scheduler.soon(() => {
        isDue = false;
        tellNow();
      });
    },
    show() {
      if (clock.monotonic() - toldAt >= frameMs) tellNow();
    },
  };
}

interface SyncNeeds {
  readonly memory: EngineMemory;
  readonly presence: DeskPresence;
  readonly signIn: SignIn;
  readonly publish: EngineState['publish'];
  readonly show: () => void;
  readonly troubled: (error: unknown) => void;
  readonly failed: (error: unknown) => void;
}

function openSync(parts: EngineParts, needs: SyncNeeds): SyncLoop | null {
  const { memory, presence, signIn, publish, show, troubled, failed } = needs;
  if (parts.transport === null) return null;
  return openSyncLoop({
    ...parts,
    transport: parts.transport,
    random: () => fraction(parts.random),
    signIn,
    store() {
      mendStore({ memory, parts, publish });
      return memory.store;
    },
    troubled,
    presence: () => ({
      state: presence.state(),
      contactId: presence.contactId(),
      pending: unsentOps(memory),
    }),
    onPresence({ desks, at }) {
      memory.seen = { desks, at };
      publish(new Set(['presence']));
    },
    changed: () => publish(new Set(['sync'])),
    show,
    failed,
  });
}

/** From 0 to just under 1. */
function fraction(random: RandomSource): number {
  return Buffer.from(random.bytes(4)).readUInt32BE(0) / 2 ** 32;
}

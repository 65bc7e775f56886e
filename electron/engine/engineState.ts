// What the parts of one engine share, and how its views of the desk itself are read from it.
import { countParkedOps } from '../../db/opLog/deskLog.ts';
import type { WritableDb } from '../../db/sql.ts';
import { listRefusals } from '../../db/workstation/refusals.ts';
import { type Clock, isoTime, type Scheduler } from '../../platform/clock.ts';
import type { Ids, RandomSource } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import type { LibraryBlock } from '../../platform/openLibrary.ts';
import { Fault } from '../../shared/base/refusal.ts';
import type { PresenceView, SyncStatus } from '../../shared/protocol/deskViews.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import type { LibraryScript } from '../../shared/script/release/libraryScript.ts';
import { refusedView } from './queries/handoffViews.ts';
import type { Standing } from './query.ts';
import { type DeskStore, openDeskStore } from './record/deskStore.ts';
import { rebuildProjections } from './record/rebuildProjections.ts';
import type { QueryFrom } from './runQuery.ts';
import type { ScriptShelf } from './scriptShelf.ts';
import type { DeskPresence } from './session/deskPresence.ts';
import type { DeskVault } from './session/deskVault.ts';
import type { SignIn } from './session/signIn.ts';
import type { SyncLoop } from './sync/syncLoop.ts';
import type { Transport } from './sync/transport.ts';
import { foldParkedOps } from './sync/unpark.ts';
import type { Tasks } from './tasks/openTasks.ts';

export interface EngineParts {
  readonly vault: DeskVault;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: RandomSource;
  readonly ids: Ids;
  /** What came with the program: compiled already, or on first use. */
  readonly scripts: readonly (CompiledScript | LibraryScript)[];
  readonly blocks?: readonly LibraryBlock[];
  /** Null: a desk without a region, for tests and rebuilds. */
  readonly transport: Transport | null;
  /** Calculations aside; left out where nobody asks for any. */
  readonly tasks?: Tasks;
  readonly log: Logger;
  readonly runtime: string;
  /** A bug: the database is consistent, the process is not trusted any more. */
  readonly onBug: (error: unknown) => void;
}

/** The engine's memory. Everything here is read again from the database when the engine starts. */
export interface EngineMemory {
  store: DeskStore | null;
  /** A failed write may leave the handle in a state that lies: it is opened anew before the next one. */
  isSuspect: boolean;
  /** Something in the file cannot be read: it is replaced before the next write, and what was unsent goes on. */
  isDamaged: boolean;
  lastSavedAt: string | null;
  seen: PresenceView;
}

export interface EngineState {
  readonly parts: EngineParts;
  readonly memory: EngineMemory;
  readonly shelf: ScriptShelf;
  readonly signIn: SignIn;
  readonly presence: DeskPresence;
  readonly sync: SyncLoop | null;
  readonly publish: (topics: ReadonlySet<string>) => void;
}

export function emptyMemory(): EngineMemory {
  return {
    store: null,
    isSuspect: false,
    isDamaged: false,
    lastSavedAt: null,
    seen: { desks: [], at: null },
  };
}

/** Takes an open database into use. */
export function adoptDatabase(
  memory: EngineMemory,
  db: WritableDb | null,
  publish: EngineState['publish'],
): DeskStore {
  if (db === null) throw new Fault('databaseLocked');
  const store = openDeskStore(db, publish);
  memory.store = store;
  foldParkedOps(store);
  publish(new Set(['session', 'sync', 'preferences', 'scripts']));
  return store;
}

/** Remembers what a trouble says of the handle and of the file. */
export function noteTrouble(memory: EngineMemory, error: unknown): void {
  if (!(error instanceof Fault)) return;
  if (error.code.startsWith('disk')) memory.isSuspect = true;
  if (error.code === 'databaseCorrupt') memory.isDamaged = true;
}

type Mending = Pick<EngineState, 'memory' | 'parts' | 'publish'>;

/** True when the store is another than before: whoever holds the old one must let go of it. */
export function mendStore({ memory, parts, publish }: Mending): boolean {
  if (!memory.isSuspect && !memory.isDamaged) return false;
  if (!memory.isDamaged) {
    try {
      adoptDatabase(memory, parts.vault.reopen(), publish);
      memory.isSuspect = false;
      return true;
    } catch (error) {
      noteTrouble(memory, error);
      if (!memory.isDamaged) throw error;
    }
  }
  const store = adoptDatabase(memory, parts.vault.rebuild(isoTime(parts.clock)), publish);
  memory.isSuspect = false;
  memory.isDamaged = false;
  rebuildProjections(store);
  return true;
}

/** Opens what there is to open with the key at hand. A file that cannot be read is replaced at once. */
export function openStore(state: Mending): void {
  readingAtStart(state, () => {
    const { memory, parts, publish } = state;
    const db = memory.store === null ? parts.vault.open() : null;
    if (db !== null) adoptDatabase(memory, db, publish);
  });
}

/** Reads what a start needs; where a page of the file cannot be read, once more of what was salvaged. */
export function readingAtStart(state: Mending, read: () => void): void {
  try {
    read();
  } catch (error) {
    noteTrouble(state.memory, error);
    if (!state.memory.isDamaged) throw error;
    mendStore(state);
    read();
  }
}

/**
 * Everything a page writes goes through here: after a failed write the handle is opened anew first. Nothing is
 * half-written in between, and queries go on being answered.
 */
export function writing<T>({ memory, parts, publish, signIn, sync }: EngineState, work: () => T): T {
  if (mendStore({ memory, parts, publish }) && signIn.session() !== null) sync?.start();
  try {
    return work();
  } catch (error) {
    noteTrouble(memory, error);
    throw error;
  }
}

export function unsentOps({ store }: EngineMemory): number {
  return store === null ? 0 : store.lastDeskSeq() - store.meta().acked;
}

export function syncStatusOf({ memory, parts, sync }: EngineState): SyncStatus {
  const { store, lastSavedAt } = memory;
  const link = sync?.status();
  const meta = store?.meta();
  const refused = store === null ? [] : listRefusals(store.db).map(refusedView);
  return {
    connected: link?.connected ?? false,
    pending: unsentOps(memory),
    acknowledged: meta?.acked ?? 0,
    deskId: meta?.deskId ?? '',
    regionUrl: parts.transport?.url ?? null,
    link: link?.link ?? 'off',
    linkCode: link?.code ?? null,
    lastSavedAt,
    lastAcknowledgedAt: meta?.lastAcknowledgedAt ?? null,
    lastHeardAt: link?.lastHeardMs == null ? null : new Date(link.lastHeardMs).toISOString(),
    skewMs: meta?.skewMs ?? 0,
    catchingUp: link?.catchingUp ?? false,
    progress: link?.catchingUp === true ? link.progress : null,
    dataAt: meta?.levelAt ?? null,
    maintenance: stillAhead(meta?.maintenance ?? null, parts.clock.now()),
    refused,
    deadLetters: refused.filter((one) => one.reason === 'invalid' || one.reason === 'tooLarge').length,
    parked: store === null ? 0 : countParkedOps(store.db),
  };
}

function stillAhead(maintenance: SyncStatus['maintenance'], now: number): SyncStatus['maintenance'] {
  return maintenance !== null && Date.parse(maintenance.until) > now ? maintenance : null;
}

export function queryFrom(state: EngineState): QueryFrom {
  const { memory, shelf, signIn, parts } = state;
  const { store } = memory;
  const session = signIn.session();
  const standing: Standing = {
    shelf,
    store,
    user: session?.user ?? null,
    session: () => signIn.view(),
    sync: () => syncStatusOf(state),
    presence: () => memory.seen,
  };
  const reading =
    store === null || session === null ? null : { store, shelf, session, now: parts.clock.now() };
  return { standing, reading };
}

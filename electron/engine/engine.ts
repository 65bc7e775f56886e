// The engine of one desk: wires database, rules, pages and link. No globals: several run side by side in one process.

import { countParkedOps } from '../../db/opLog/deskLog.ts';
import type { WritableDb } from '../../db/sql.ts';
import { setPreferences } from '../../db/workstation/deskMeta.ts';
import { dismissRefusal, listRefusals } from '../../db/workstation/refusals.ts';
import type { Clock, Scheduler } from '../../platform/clock.ts';
import type { Ids, RandomSource } from '../../platform/ids.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';
import { exhaustive } from '../../shared/base/assert.ts';
import { Fault, isRefusal } from '../../shared/base/refusal.ts';
import {
  type CommandName,
  type CommandResults,
  deskCommands,
  type EngineMessage,
} from '../../shared/protocol/deskProtocol.ts';
import type { DeskPreferences, PresenceView, SyncStatus } from '../../shared/protocol/deskViews.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { type DeskActionName, deskActions } from './commands/commandTable.ts';
import { phaseAfter, trackPresence } from './deskPresence.ts';
import { type DeskStore, openDeskStore } from './deskStore.ts';
import type { DeskVault } from './deskVault.ts';
import { type Page, servePage } from './page.ts';
import { preferencesOf } from './queries/deskStateViews.ts';
import { refusedView } from './queries/handoffViews.ts';
import type { Standing } from './query.ts';
import { invalidArguments, runCommand } from './runCommand.ts';
import type { QueryFrom } from './runQuery.ts';
import { stockShelf } from './scriptShelf.ts';
import { openSignIn } from './signIn.ts';
import { openSyncLoop, type SyncLoop } from './sync/syncLoop.ts';
import type { Transport } from './sync/transport.ts';
import { foldParkedOps } from './sync/unpark.ts';

export interface EngineParts {
  readonly vault: DeskVault;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: RandomSource;
  readonly ids: Ids;
  readonly scripts: readonly CompiledScript[];
  /** Null: a desk without a region, for tests and rebuilds. */
  readonly transport: Transport | null;
  readonly log: Logger;
  readonly runtime: string;
  /** A bug: the database is consistent, the process is not trusted any more. */
  readonly onBug: (error: unknown) => void;
}

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
  const { vault, clock, scheduler, log } = parts;
  const shelf = stockShelf(parts.scripts);
  const pages = new Set<Page>();
  const touched = new Set<string>();
  let isDue = false;
  let store: DeskStore | null = null;
  /** A failed write may leave the handle in a state that lies: it is opened anew before the next one. */
  let isSuspect = false;
  let sync: SyncLoop | null = null;
  let lastSavedAt: string | null = null;
  let seen: PresenceView = { desks: [], at: null };

  const publish = (topics: ReadonlySet<string>): void => {
    for (const topic of topics) touched.add(topic);
    if (isDue || touched.size === 0) return;
    isDue = true;
    scheduler.soon(() => {
      isDue = false;
      const now = new Set(touched);
      touched.clear();
      for (const page of pages) page.touch(now);
      for (const page of pages) page.flush();
    });
  };
  const touch = (...topics: string[]): void => publish(new Set(topics));
  const failed = (error: unknown): void => {
    log.error('bug', { stack: stackOf(error) });
    parts.onBug(error);
  };
  const adopt = (db: WritableDb | null): DeskStore => {
    if (db === null) throw new Fault('databaseLocked');
    store = openDeskStore(db, publish);
    foldParkedOps(store);
    touch('session', 'sync', 'preferences');
    return store;
  };
  const presence = trackPresence(() => {
    touch('presence');
    sync?.tellPresence();
  });
  const signIn = openSignIn({
    ...parts,
    store: () => store,
    opened: adopt,
    changed: () => touch('session', 'sync', 'preferences'),
  });

  const unsent = (): number => (store === null ? 0 : store.lastDeskSeq() - store.meta().acked);
  if (parts.transport !== null) {
    const { random } = parts;
    sync = openSyncLoop({
      ...parts,
      transport: parts.transport,
      random: () => new DataView(random.bytes(4).slice().buffer).getUint32(0) / 2 ** 32,
      signIn,
      store: () => store,
      presence: () => ({ state: presence.state(), contactId: presence.contactId(), pending: unsent() }),
      onPresence(list) {
        seen = { desks: list.desks, at: list.at };
        touch('presence');
      },
      changed: () => touch('sync'),
      failed,
    });
  }

  function status(): SyncStatus {
    const link = sync?.status();
    const refused = store === null ? [] : listRefusals(store.db).map(refusedView);
    return {
      connected: link?.connected ?? false,
      pending: unsent(),
      acknowledged: store?.meta().acked ?? 0,
      deskId: store?.meta().deskId ?? '',
      regionUrl: parts.transport?.url ?? null,
      link: link?.link ?? 'off',
      linkCode: link?.code ?? null,
      lastSavedAt,
      lastAcknowledgedAt: store?.meta().lastAcknowledgedAt ?? null,
      lastHeardAt: link?.lastHeardMs == null ? null : new Date(link.lastHeardMs).toISOString(),
      skewMs: store?.meta().skewMs ?? 0,
      catchingUp: link?.catchingUp ?? false,
      refused,
      deadLetters: refused.filter((one) => one.reason === 'invalid' || one.reason === 'tooLarge').length,
      parked: store === null ? 0 : countParkedOps(store.db),
    };
  }

  const standing: Standing = {
    shelf,
    get store() {
      return store;
    },
    get user() {
      return signIn.session()?.user ?? null;
    },
    session: () => signIn.view(),
    sync: status,
    presence: () => seen,
  };

  function queryFrom(): QueryFrom {
    const session = signIn.session();
    const reading = store === null || session === null ? null : { store, shelf, session, now: clock.now() };
    return { standing, reading };
  }

  /** Everything that writes goes through here: a disk in trouble makes the handle suspect, nothing is half-written. */
  function writing<T>(work: () => T): T {
    if (isSuspect) {
      adopt(vault.reopen());
      isSuspect = false;
      if (signIn.session() !== null) sync?.start();
    }
    try {
      return work();
    } catch (error) {
      if (error instanceof Fault && error.code.startsWith('disk')) isSuspect = true;
      throw error;
    }
  }

  function runFactCommand(name: Exclude<CommandName, DeskActionName>, args: unknown): unknown {
    return writing(() => {
      const session = signIn.session();
      if (store === null || session === null) return { refused: 'notSignedIn' };
      const result = runCommand({ store, session, shelf, clock, ids: parts.ids }, name, args);
      if (isRefusal(result)) return result;
      lastSavedAt = new Date(clock.now()).toISOString();
      sync?.poke();
      const phase = phaseAfter(name);
      if (phase !== null) presence.follow((result as { readonly contactId: string }).contactId, phase);
      return result;
    });
  }

  function runDeskAction(name: DeskActionName, rawArgs: unknown): unknown {
    const parsed = deskCommands[name].safeParse(rawArgs);
    if (!parsed.success) return invalidArguments(parsed.error.issues);
    const args: unknown = parsed.data;
    switch (name) {
      case 'session.signIn':
        return enter(args as { user: string; password: string });
      case 'session.signOut':
        presence.choose('signedOut');
        sync?.stop();
        return writing(() => signIn.signOut());
      case 'desk.setState': {
        const { state } = args as CommandResults['desk.setState'] & {
          state: Parameters<typeof presence.choose>[0];
        };
        presence.choose(state);
        return { state };
      }
      case 'desk.setPreferences':
        return writing(() => changePreferences(args as Partial<DeskPreferences>));
      case 'refusal.dismiss':
        return writing(() => dismiss((args as { opId: string }).opId));
      default:
        return exhaustive(name);
    }
  }

  async function enter({ user, password }: { user: string; password: string }): Promise<unknown> {
    const view = await signIn.signIn(user, password);
    presence.choose('break');
    sync?.start();
    return view;
  }

  function changePreferences(changes: Partial<DeskPreferences>): DeskPreferences {
    const user = signIn.session()?.user ?? null;
    const next = { ...preferencesOf({ store, user }), ...changes };
    // Also kept without a user: the sign-in page shows itself as the desk was left.
    store?.write((write) => {
      for (const owner of new Set([user ?? '', ''])) setPreferences(write.db, owner, JSON.stringify(next));
      write.touch('preferences');
    });
    return next;
  }

  function dismiss(opId: string): unknown {
    if (store === null || signIn.session() === null) return { refused: 'notSignedIn' };
    const gone = store.write((write) => {
      write.touch('refusals');
      return dismissRefusal(write.db, opId);
    });
    return gone ? { opId } : { refused: 'notFound' };
  }

  return {
    openPage(send) {
      const page = servePage(
        {
          queryFrom,
          command: (name, args) =>
            isDeskAction(name) ? runDeskAction(name, args) : runFactCommand(name, args),
          failed,
        },
        send,
      );
      pages.add(page);
      return {
        ...page,
        close() {
          pages.delete(page);
          page.close();
        },
      };
    },
    begin({ resume }) {
      const db = vault.open();
      if (db === null) return;
      adopt(db);
      if (!resume) return;
      signIn.resume();
      if (signIn.session() !== null) sync?.start();
    },
    cutLink: (cut) => sync?.cut(cut),
    status,
    close() {
      sync?.stop();
      vault.close();
      store = null;
    },
  };
}

function isDeskAction(name: CommandName): name is DeskActionName {
  return deskActions.some((one) => one === name);
}

// Keeps EN20, EN27, EN28: one link at a time, from connecting to live, and back again with patience.
import type { Clock, Scheduler } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Fault, type FaultCode } from '../../../shared/base/refusal.ts';
import type { SyncStatus } from '../../../shared/protocol/deskViews.ts';
import {
  type Presence,
  type PresenceList,
  presenceList,
  type RegionHints,
} from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../deskStore.ts';
import type { SignIn } from '../signIn.ts';
import { reconnectDelayMs, reconnectMsMax } from './backoff.ts';
import { type Conversation, converse, Pause } from './conversation.ts';
import type { HintKind, Link, Transport } from './transport.ts';

const connectMsMax = 5_000;
/** Silence after which a desk no longer says that it is connected. */
const silenceMsMax = 15_000;
const probeMs = 10_000;
/** A page normally follows an acknowledgement at once; this long is waited before asking for it. */
const pageWaitMs = 800;
const presenceMsMax = 5_000;

export interface SyncLoopParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly log: Logger;
  readonly signIn: SignIn;
  readonly store: () => DeskStore | null;
  readonly presence: () => Presence;
  readonly onPresence: (list: PresenceList) => void;
  readonly changed: () => void;
  /** A bug stops the engine; troubles of the disk and the network only end this link. */
  readonly failed: (error: unknown) => void;
}

export interface LinkStatus {
  readonly link: SyncStatus['link'];
  readonly code: FaultCode | null;
  readonly connected: boolean;
  readonly lastHeardMs: number | null;
  readonly catchingUp: boolean;
}

export interface SyncLoop {
  /** Begins, or begins anew with another sign-in. */
  start(): void;
  stop(): void;
  /** The outbox grew. */
  poke(): void;
  tellPresence(): void;
  cut(isCut: boolean): void;
  status(): LinkStatus;
}

interface Live {
  readonly link: Link;
  readonly talk: Conversation;
  needsPull: boolean;
  isDown: boolean;
  needsPresence: boolean;
}

export function openSyncLoop(parts: SyncLoopParts): SyncLoop {
  const { clock, scheduler, log } = parts;
  let run = 0;
  let isRunning = false;
  let isCut = false;
  let live: Live | null = null;
  let link: SyncStatus['link'] = 'off';
  let code: FaultCode | null = null;
  let lastHeard: { readonly at: number; readonly mark: number } | null = null;
  let catchingUp = false;
  let wake: () => void = () => {};
  let woken = false;

  const set = (next: SyncStatus['link'], trouble: FaultCode | null): void => {
    if (link === next && code === trouble) return;
    link = next;
    code = trouble;
    parts.changed();
  };
  const signal = (): void => {
    woken = true;
    wake();
  };
  /** Sleeps until a signal or the time; a signal given while nobody slept counts. */
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken) {
        woken = false;
        resolve();
        return;
      }
      const cancel = scheduler.after(ms, () => {
        wake = () => {};
        resolve();
      });
      wake = () => {
        woken = false;
        wake = () => {};
        cancel();
        resolve();
      };
    });
  const heard = (): void => {
    lastHeard = { at: clock.now(), mark: clock.monotonic() };
  };
  const silentMs = (): number =>
    lastHeard === null ? Number.POSITIVE_INFINITY : clock.monotonic() - lastHeard.mark;

  function hang(one: Live | null): void {
    if (one === null || one.isDown) return;
    one.isDown = true;
    one.link.close();
    signal();
  }

  function takeHint(one: Live, kind: HintKind, payload: unknown): void {
    if (kind === 'page') {
      if (one.talk.hint(payload) === 'ignored') one.needsPull = true;
      signal();
    } else if (kind === 'presence') {
      const list = presenceList.safeParse(payload);
      if (list.success) parts.onPresence(list.data);
    } else {
      const { reason } = payload as RegionHints['closing'];
      log.info('region closes the link', { reason });
      if (reason === 'sessionExpired') parts.signIn.rejected();
      hang(one);
    }
  }

  async function open(mine: number): Promise<Live> {
    const token = await parts.signIn.token();
    if (mine !== run) throw new Fault('regionUnreachable');
    const store = parts.store();
    const session = parts.signIn.session();
    if (store === null || session === null) throw new Fault('sessionExpired');
    let one: Live | null = null;
    const opened = await parts.transport.connect(
      { token, desk: store.meta().deskId },
      {
        heard,
        hint: (kind, payload) => {
          heard();
          if (one !== null && mine === run && !one.isDown)
            guarded(() => one !== null && takeHint(one, kind, payload));
        },
        down: () => {
          if (one !== null) one.isDown = true;
          signal();
        },
      },
      connectMsMax,
    );
    const talk = converse({
      store,
      link: opened,
      now: () => clock.now(),
      scopes: () => parts.signIn.session()?.scopes ?? session.scopes,
    });
    one = { link: opened, talk, needsPull: true, isDown: false, needsPresence: true };
    heard();
    return one;
  }

  /** A hint may meet a full disk: the link falls and comes back, the hint is fetched again. */
  function guarded(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Fault)) parts.failed(error);
      hang(live);
    }
  }

  async function serve(one: Live, mine: number): Promise<void> {
    const said = await one.talk.greet();
    parts.signIn.confirmed(said.session);
    set('up', null);
    let ownWaitUntil: number | null = null;
    while (mine === run && !one.isDown && !isCut) {
      if (one.needsPresence) {
        one.needsPresence = false;
        await one.link.request('presence', parts.presence(), presenceMsMax);
      } else if (one.needsPull) {
        one.needsPull = false;
        setCatchingUp(true);
        one.needsPull = await one.talk.pull();
      } else if (await one.talk.push()) {
        ownWaitUntil = clock.monotonic() + pageWaitMs;
      } else {
        setCatchingUp(false);
        if (!one.talk.lagsBehindOwn()) ownWaitUntil = null;
        const due = ownWaitUntil === null ? probeMs : ownWaitUntil - clock.monotonic();
        if (due > 0) await sleep(Math.min(due, probeMs));
        if (ownWaitUntil === null ? silentMs() >= probeMs : clock.monotonic() >= ownWaitUntil) {
          ownWaitUntil = null;
          one.needsPull = true;
        }
      }
    }
  }

  function setCatchingUp(next: boolean): void {
    if (catchingUp === next) return;
    catchingUp = next;
    parts.changed();
  }

  async function loop(mine: number): Promise<void> {
    let tries = 0;
    while (mine === run) {
      let pauseMs: number | null = null;
      try {
        if (isCut) throw new Fault('regionUnreachable');
        set('connecting', code);
        live = await open(mine);
        await serve(live, mine);
        tries = 0;
        if (mine === run) set('waiting', 'regionUnreachable');
      } catch (error) {
        if (link === 'up') tries = 0;
        pauseMs = error instanceof Pause ? error.ms : null;
        if (mine === run) settleTrouble(error);
      }
      hang(live);
      live = null;
      setCatchingUp(false);
      if (mine !== run) return;
      woken = false;
      await sleep(
        pauseMs ??
          (link === 'needsSignIn' || link === 'refused'
            ? reconnectMsMax
            : reconnectDelayMs(tries, parts.random)),
      );
      tries += 1;
    }
  }

  function settleTrouble(error: unknown): void {
    if (error instanceof Pause) set('waiting', 'regionBusy');
    else if (!(error instanceof Fault)) {
      set('waiting', null);
      parts.failed(error);
    } else {
      log.info('link trouble', { code: error.code });
      if (error.code === 'sessionExpired') parts.signIn.rejected();
      set(linkAfter(error.code), error.code);
    }
  }

  return {
    start() {
      run += 1;
      hang(live);
      isRunning = true;
      void loop(run);
    },
    stop() {
      run += 1;
      isRunning = false;
      hang(live);
      signal();
      set('off', null);
    },
    poke: () => {
      if (live !== null) signal();
    },
    tellPresence() {
      if (live === null) return;
      live.needsPresence = true;
      signal();
    },
    cut(next) {
      isCut = next;
      if (isCut) hang(live);
      else if (isRunning) signal();
    },
    status: () => ({
      link,
      code,
      connected: link === 'up' && live !== null && !live.isDown && silentMs() < silenceMsMax,
      lastHeardMs: lastHeard?.at ?? null,
      catchingUp,
    }),
  };
}

function linkAfter(code: FaultCode): SyncStatus['link'] {
  if (code === 'sessionExpired') return 'needsSignIn';
  return code === 'protocolTooOld' || code === 'protocolTooNew' ? 'refused' : 'waiting';
}

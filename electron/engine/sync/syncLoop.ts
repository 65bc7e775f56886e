// Keeps EN20, EN27, EN28: one link at a time, from connecting to live, and back again with patience.
import { z } from 'zod';
import type { Clock, Scheduler } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { type Presence, type PresenceList, presenceList } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../record/deskStore.ts';
import type { SignIn } from '../session/signIn.ts';
import { converse, Pause } from './conversation.ts';
import { keepDoubt } from './doubt.ts';
import { setAlarm } from './line/alarm.ts';
import { reconnectDelayMs, reconnectMsMax } from './line/backoff.ts';
import type { Progress } from './line/fetchProgress.ts';
import { keepTold } from './line/keepTold.ts';
import { type LinkState, type LinkStatus, linkAfter, trackLink } from './line/linkState.ts';
import { keepPace } from './line/pace.ts';
import { type Live, serveLink } from './serveLink.ts';
import type { Caller, HintKind, LinkListener, Transport } from './transport.ts';

const connectMsMax = 5_000;

export interface SyncLoopParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly log: Logger;
  readonly signIn: SignIn;
  /** Asked before each link; a handle that failed is opened anew here. */
  readonly store: () => DeskStore | null;
  /** Told of every trouble before the next link: a disk that failed must not be written by the same handle. */
  readonly troubled: (error: unknown) => void;
  readonly presence: () => Presence;
  readonly onPresence: (list: PresenceList) => void;
  readonly changed: () => void;
  /** What a page brought may be shown now. */
  readonly show: () => void;
  /** A bug stops the engine; troubles of the disk and the network only end this link. */
  readonly failed: (error: unknown) => void;
}

export interface SyncLoop {
  /** Begins, or begins anew with another sign-in. */
  start(): void;
  stop(): void;
  /** The person left: what the outbox holds still goes out when the link is there, then the link ends. */
  finish(): void;
  /** The outbox grew. */
  poke(): void;
  tellPresence(): void;
  cut(isCut: boolean): void;
  status(): SyncLoopStatus;
}

export interface SyncLoopStatus extends LinkStatus {
  readonly progress: Progress | null;
}

const closing = z.object({ reason: z.enum(['shutdown', 'sessionExpired', 'replaced']) });

export function openSyncLoop(parts: SyncLoopParts): SyncLoop {
  const { clock, log } = parts;
  const alarm = setAlarm(parts.scheduler);
  const kept = { pace: keepPace(), doubt: keepDoubt() };
  const state = trackLink(clock, parts.changed);
  const told = keepTold(parts);
  // Each start has a number; whatever belongs to an earlier one finds that it is no longer meant.
  let run = 0;
  let isCut = false;
  let isFinishing = false;
  let live: Live | null = null;

  function hang(one: Live | null): void {
    if (one === null || one.isDown) return;
    one.isDown = true;
    one.link.close();
    alarm.ring();
  }

  function takeHint(one: Live, kind: HintKind, payload: unknown): void {
    if (kind === 'page' || kind === 'bulletin') {
      if (one.talk.hint(kind, payload) === 'ignored') one.needsPull = true;
      else {
        one.levelAt = clock.monotonic();
        parts.show();
      }
      alarm.ring();
    } else if (kind === 'presence') {
      const list = presenceList.safeParse(payload);
      if (list.success) parts.onPresence(list.data);
    } else if (kind === 'notice') told.notice(payload);
    else if (kind === 'ahead') one.talk.ahead(payload);
    else {
      const why = closing.safeParse(payload);
      log.info('region closes the link', why.success ? { reason: why.data.reason } : {});
      if (why.success && why.data.reason === 'sessionExpired') parts.signIn.rejected();
      hang(one);
    }
  }

  async function open(mine: number): Promise<Live> {
    const token = await parts.signIn.token();
    const store = parts.store();
    const session = parts.signIn.session();
    if (mine !== run || store === null || session === null) throw new Fault('regionUnreachable');
    let one: Live | null = null;
    const listener: LinkListener = {
      heard: state.heard,
      hint(kind, payload) {
        state.heard();
        if (one === null || one.isDown || mine !== run) return;
        try {
          takeHint(one, kind, payload);
        } catch (error) {
          // A full disk, say: the link falls, comes back, and the hint is fetched again.
          parts.troubled(error);
          if (!(error instanceof Fault)) parts.failed(error);
          hang(one);
        }
      },
      down() {
        if (one !== null) one.isDown = true;
        alarm.ring();
      },
    };
    const link = await parts.transport.connect(callerOf(store, token), listener, connectMsMax);
    const scopes = (): readonly string[] => parts.signIn.session()?.scopes ?? session.scopes;
    const time = { now: () => clock.now(), monotonic: () => clock.monotonic() };
    const talk = converse({ store, link, ...time, ...kept, scopes });
    one = { link, talk, needsPull: true, needsPresence: true, isDown: false, levelAt: 0 };
    state.heard();
    return one;
  }

  async function loop(mine: number): Promise<void> {
    for (let tries = 0; mine === run; tries += 1) {
      let pauseMs: number | null = null;
      try {
        if (isCut) throw new Fault('regionUnreachable');
        state.set('connecting', null);
        const one = await open(mine);
        if (mine !== run) return one.link.close();
        live = one;
        const isMeant = (): boolean => mine === run && !isCut;
        await serveLink(one, {
          parts,
          alarm,
          state,
          isMeant,
          isFinishing: () => isFinishing,
          level: told.level,
        });
        if (mine === run) state.set('waiting', 'regionUnreachable');
        tries = 0;
      } catch (error) {
        if (mine !== run) return;
        if (state.link() === 'up') tries = 0;
        pauseMs = error instanceof Pause ? error.ms : null;
        parts.troubled(error);
        settleTrouble(parts, state, error);
      }
      if (mine !== run) return;
      if (isFinishing) return stop();
      hang(live);
      live = null;
      state.catchUp(false);
      alarm.reset();
      const isHopeless = state.link() === 'needsSignIn' || state.link() === 'refused';
      await alarm.sleep(pauseMs ?? (isHopeless ? reconnectMsMax : reconnectDelayMs(tries, parts.random)));
    }
  }

  function end(): void {
    run += 1;
    isFinishing = false;
    hang(live);
    live = null;
    alarm.ring();
    alarm.reset();
  }

  function stop(): void {
    end();
    state.set('off', null);
  }

  return {
    start() {
      end();
      void loop(run);
    },
    stop,
    finish() {
      if (live === null) return stop();
      isFinishing = true;
      live.needsPresence = true;
      alarm.ring();
    },
    poke: () => {
      if (live !== null) alarm.ring();
    },
    tellPresence() {
      if (live === null) return;
      live.needsPresence = true;
      alarm.ring();
    },
    cut(next) {
      isCut = next;
      if (isCut) hang(live);
      alarm.ring();
    },
    status: () => ({
      ...state.status(live !== null && !live.isDown),
      progress: live === null || live.isDown ? null : live.talk.progress(),
    }),
  };
}

function callerOf(store: DeskStore, token: string): Caller {
  const { deskId: desk, epoch, mark, acked, ackedOp } = store.meta();
  return {
    token,
    desk,
    mark: epoch === null || mark === null ? null : { epoch, ...mark },
    lastOwn: epoch === null || ackedOp?.deskSeq !== acked ? null : { epoch, ...ackedOp },
  };
}

function settleTrouble({ log, signIn, failed }: SyncLoopParts, state: LinkState, error: unknown): void {
  if (error instanceof Pause) state.set('waiting', 'regionBusy');
  else if (!(error instanceof Fault)) {
    state.set('waiting', null);
    failed(error);
  } else {
    // What the region answered, when it answered at all.
    const reason = typeof error.cause === 'string' ? { reason: error.cause } : {};
    log.info('link trouble', { code: error.code, ...reason });
    const mayRenew = error.code === 'sessionExpired' && signIn.rejected();
    state.set(mayRenew ? 'waiting' : linkAfter(error.code), error.code);
  }
}

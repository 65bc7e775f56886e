// One link from hello to its end: what is due next, one request at a time.
import type { Clock } from '../../../platform/clock.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { Presence } from '../../../shared/protocol/regionProtocol.ts';
import type { SignIn } from '../session/signIn.ts';
import type { Conversation } from './conversation.ts';
import type { Alarm } from './line/alarm.ts';
import type { LinkState } from './line/linkState.ts';
import type { Link } from './transport.ts';

const probeMs = 10_000;
/** A page normally follows an acknowledgement at once; this long is waited before asking for it. */
const pageWaitMs = 800;
/** While pages come, each may be on its way behind others on a narrow line. */
const pageGapMs = 2_000;
const presenceMsMax = 5_000;

export interface Live {
  readonly link: Link;
  readonly talk: Conversation;
  needsPull: boolean;
  needsPresence: boolean;
  isDown: boolean;
  /** When this desk last stood where the region's pages lead. A lost hint is not noticed: heartbeats go on. */
  levelAt: number;
}

export interface Serving {
  readonly parts: {
    readonly clock: Clock;
    readonly signIn: Pick<SignIn, 'confirmed' | 'token'>;
    readonly presence: () => Presence;
  };
  readonly alarm: Alarm;
  readonly state: LinkState;
  /** False as soon as another start took over or the cable was pulled. */
  readonly isMeant: () => boolean;
  /** Nobody is signed in any more: the link ends when everything went out. */
  readonly isFinishing: () => boolean;
  /** Nothing is left to fetch or send: what this desk shows is as new as the region's. */
  readonly level: () => void;
}

export async function serveLink(
  one: Live,
  { parts, alarm, state, isMeant, isFinishing, level }: Serving,
): Promise<void> {
  const { clock, signIn } = parts;
  await one.talk.greet((said) => {
    if (!isMeant()) return;
    signIn.confirmed(said.session);
    state.set('up', null);
    // From here on the desk is connected, however long the snapshots take.
    state.catchUp(true);
  });
  let waitsUntil: number | null = null;
  let isLooking = false;
  while (isMeant() && !one.isDown) {
    if (one.needsPresence) {
      one.needsPresence = false;
      await one.link.request('presence', parts.presence(), presenceMsMax);
    } else if (one.needsPull) {
      one.needsPull = false;
      // A look whether a hint was lost is no catching up until it finds something.
      if (!isLooking) state.catchUp(true);
      isLooking = false;
      one.levelAt = clock.monotonic();
      one.needsPull = (await one.talk.pull()) || one.needsPull;
      // What was written here does not wait until all that others wrote has come.
      if (one.needsPull && (await one.talk.push())) waitsUntil = clock.monotonic() + pageWaitMs;
    } else if (await one.talk.push()) {
      waitsUntil = clock.monotonic() + pageWaitMs;
    } else {
      const heldMs = one.talk.settleLate();
      if (heldMs > 0) {
        await alarm.sleep(heldMs);
        continue;
      }
      state.catchUp(false);
      level();
      if (isFinishing()) return;
      await keepSession(signIn);
      if (!one.talk.lagsBehindOwn()) waitsUntil = null;
      if (waitsUntil !== null) waitsUntil = Math.max(waitsUntil, one.levelAt + pageGapMs);
      const restMs = waitsUntil === null ? probeMs : waitsUntil - clock.monotonic();
      if (restMs > 0) await alarm.sleep(restMs);
      const isOver = waitsUntil !== null && clock.monotonic() >= waitsUntil;
      isLooking = clock.monotonic() - one.levelAt >= probeMs;
      if (isOver || isLooking) one.needsPull = true;
      if (isOver) waitsUntil = null;
    }
  }
}

/** A token is renewed while the link is up, so that a shift does not end in the middle of a call. */
async function keepSession(signIn: Pick<SignIn, 'token'>): Promise<void> {
  try {
    await signIn.token();
  } catch (error) {
    // The link itself is fine; whatever is wrong with the sign-in shows when it is needed next.
    if (!(error instanceof Fault)) throw error;
  }
}

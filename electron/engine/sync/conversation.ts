// What a desk and the region say to each other on one link, from hello to the last push. Keeps EN20–EN28.
import type { z } from 'zod';
import { getOwnOpId } from '../../../db/opLog/deskLog.ts';
import { readOutbox } from '../../../db/opLog/outbox.ts';
import { Fault, type FaultCode } from '../../../shared/base/refusal.ts';
import type { Op } from '../../../shared/op/op.ts';
import { readyBulletin, readyPage } from '../../../shared/protocol/plainPage.ts';
import {
  type Bulletin,
  type Hello,
  hello,
  messageBytesMax,
  type NotOk,
  notOk,
  type Page,
  protocolVersion,
  pushed,
  type Settlement,
  snapshotAhead,
  snapshotPage,
  type Welcome,
  welcome,
} from '../../../shared/protocol/regionProtocol.ts';
import { takeOfferedKeys } from '../library/regionKeys.ts';
import type { DeskStore } from '../record/deskStore.ts';
import type { PageOutcome } from './applyPage.ts';
import { answerAfter, applySettlement, settlePassed } from './applySettlement.ts';
import { finishSnapshot } from './applySnapshot.ts';
import type { Doubt } from './doubt.ts';
import { dropForeignScopes, forgetOldOps, scopesOfDesk } from './forget.ts';
import { type Progress, trackProgress } from './line/fetchProgress.ts';
import type { Pace } from './line/pace.ts';
import { keepWaitingAnswer } from './line/waitingAnswer.ts';
import { takeOtherPast, takePlaces } from './newHistory.ts';
import { dueBatch, nextBatch } from './pushBatch.ts';
import { idOnWire } from './standIn.ts';
import { takeLongEntry, takeSnapshots } from './takeSnapshots.ts';
import type { Link, RequestKind } from './transport.ts';

const answerMsMax = 5_000;
/** Still well within the time in which a silent line is noticed. */
const heavyMsMax = 8_000;
const helloTriesMax = 4;
const heavy: ReadonlySet<RequestKind> = new Set<RequestKind>(['push', 'pull', 'snapshot']);
const untakable: ReadonlySet<NotOk['code']> = new Set<NotOk['code']>(['tooLarge', 'badOp', 'badMessage']);
const tooLong: NotOk = { ok: false, code: 'tooLarge' };
/** A region that cannot take what looks sound may have a trouble of its own that passes. */
const doubtMs = 2_000;
const envelopeBytesMax = 1_024;
export const appVersion = '0.1.0';

/** The region asked for a pause. */
export class Pause extends Error {
  override name = 'Pause';
  readonly ms: number;
  constructor(ms: number) {
    super('pause');
    this.ms = ms;
  }
}

export interface Conversation {
  /** Settles what was lost on the wire, says that the desk is welcome, and fetches what it never had. */
  greet(welcomed: (said: Welcome) => void): Promise<void>;
  /** One batch of the outbox; false when it is empty. */
  push(): Promise<boolean>;
  /** Puts down an answer whose page is late; what is left of the time in which one may still come with it, else 0. */
  settleLate(): number;
  /** One page for the scopes furthest behind; true while there is more. */
  pull(): Promise<boolean>;
  hint(kind: 'page' | 'bulletin', raw: unknown): PageOutcome;
  /** The region says how much a snapshot will bring. */
  ahead(raw: unknown): void;
  /** How far this link has come with what the desk lacked when it said hello; null before that. */
  progress(): Progress | null;
  /** Whether own ops the region acknowledged still wait for a page that passes them. */
  lagsBehindOwn(): boolean;
}

export interface ConversationParts {
  readonly store: DeskStore;
  readonly link: Link;
  readonly now: () => number;
  /** Spans, which no change of the clock moves. */
  readonly monotonic: () => number;
  readonly pace: Pace;
  readonly doubt: Doubt;
  readonly scopes: () => readonly string[];
}

export function converse({
  store,
  link,
  now,
  monotonic,
  pace,
  doubt,
  scopes,
}: ConversationParts): Conversation {
  let opsMax: number | undefined;
  /** The region's seq of the last own op it accepted; no page need pass refused ones. */
  let ownSeq = 0;
  let followed: readonly string[] = [];
  const waiting = keepWaitingAnswer(store, monotonic);
  const fetching = trackProgress(store, scopes);
  const snapshots = {
    store,
    took: fetching.took,
    async sendOwn() {
      // No page comes with the answer while parts do.
      if (await push()) waiting.settle();
    },
    async ask(part: { readonly scope: string; readonly afterKey: string | null }) {
      const said = await ask('snapshot', { ...part, ...paced() }, snapshotPage);
      if ('ok' in said) throw troubleOf(said);
      return said;
    },
  };

  async function ask<Shape extends z.ZodType>(
    kind: RequestKind,
    payload: unknown,
    shape: Shape,
  ): Promise<z.infer<Shape> | NotOk> {
    const raw = await timed(kind, payload);
    const refusal = notOk.safeParse(raw);
    if (refusal.success) return refusal.data;
    const parsed = shape.safeParse(raw);
    if (!parsed.success) throw new Fault('messageInvalid');
    return parsed.data;
  }

  /** Messages that carry much tell how fast the line is. */
  async function timed(kind: RequestKind, payload: unknown): Promise<unknown> {
    const startedAt = monotonic();
    try {
      const raw = await link.request(kind, payload, heavy.has(kind) ? heavyMsMax : answerMsMax);
      const ms = monotonic() - startedAt;
      if (kind === 'hello') pace.greeted(ms);
      else if (heavy.has(kind)) pace.answered(ms);
      return raw;
    } catch (error) {
      if (heavy.has(kind)) pace.failed();
      throw error;
    }
  }

  function paced(): { bytesMax?: number } {
    const bytesMax = pace.bytesMax();
    return bytesMax === null ? {} : { bytesMax };
  }

  async function greet(welcomed: (said: Welcome) => void): Promise<void> {
    let isFork = false;
    for (let tries = 0; tries < helloTriesMax; ) {
      const said: Welcome | NotOk = await ask('hello', { ...greeting(store), forked: isFork }, welcome);
      if (!said.ok) throw troubleOf(said);
      const taken = takeOtherPast(store, said);
      isFork = taken?.isFork ?? isForked(store, said);
      if (taken !== null || isFork) {
        tries += 1;
        continue;
      }
      if (takePlaces(store, said.settlement)) continue;
      accept(said);
      fetching.begin(said);
      welcomed(said);
      await takeSnapshots(snapshots, said.snapshot);
      startMissingCursors(store, said);
      settlePassed(store);
      fetching.follow();
      dropForeignScopes(store, scopesOfDesk(store, said.session));
      // The earlier clock counts: one that runs ahead must not make yesterday's entries old.
      forgetOldOps(store, new Date(Math.min(now(), Date.parse(said.time))).toISOString());
      return;
    }
    throw new Fault('regionBusy');
  }

  function accept(said: Welcome): void {
    const skewMs = Math.round(now() - Date.parse(said.time));
    // The next hello says it again.
    store.receive((write) => {
      if (store.meta().epoch === null) write.setMeta('epoch', said.epoch);
      write.setMeta('skewMs', skewMs);
      write.touch('sync');
    });
    followed = said.session.scopes;
    takeOfferedKeys(store, said.releaseKeys ?? []);
    applySettlement(store, said.settlement, new Date(now()).toISOString());
  }

  async function push(): Promise<boolean> {
    // Asked after every message: an empty outbox is known without the disk.
    const acked = waiting.acked();
    if (store.lastDeskSeq() <= acked) return false;
    const batch = dueBatch(store, acked, {
      ...(opsMax === undefined ? {} : { opsMax }),
      ...paced(),
    });
    if (batch.length === 0) return false;
    const ops = doubt.dress(batch);
    const said = isTooLong(ops) ? tooLong : await ask('push', { ops }, pushed);
    waiting.settle();
    if (!said.ok) {
      opsMax = narrow({ store, doubt }, batch, said);
      return true;
    }
    opsMax = undefined;
    ownSeq = Math.max(ownSeq, lastAccepted(said.settlement));
    const answer = answerAfter(store.meta().acked, said.settlement, new Date(now()).toISOString());
    // An answer that settles nothing would be asked for for ever.
    if (answer === null) throw new Fault('messageInvalid');
    const { passed } = said;
    waiting.hold(answer, passed ? pageOf(followed, { ...passed, ops: [], own: answer.acked }) : null);
    // For a refusal people wait.
    if (said.settlement.refused.length > 0) waiting.settle();
    return true;
  }

  async function pull(): Promise<boolean> {
    const behind = furthestBehind(store, scopes());
    if (behind === null) return false;
    const said = await ask('pull', { ...behind, ...paced() }, readyPage);
    if ('ok' in said) throw troubleOf(said);
    const { longEntry, ...fed } = said;
    if (longEntry !== undefined) await takeLongEntry(snapshots, longEntry);
    if (waiting.take(fed) === 'ignored') throw new Fault('regionBusy');
    return said.more || isUneven(store, scopes());
  }

  return {
    greet,
    push,
    settleLate: waiting.settleLate,
    pull,
    hint(kind, raw) {
      const parsed = kind === 'page' ? readyPage.safeParse(raw) : readyBulletin.safeParse(raw);
      if (!parsed.success) return 'ignored';
      return waiting.take('own' in parsed.data ? parsed.data : pageOf(followed, { ...parsed.data, own: 0 }));
    },
    ahead: (raw) => {
      const told = snapshotAhead.safeParse(raw);
      if (told.success) fetching.expect(told.data);
    },
    progress: () => fetching.now(),
    lagsBehindOwn: () => (furthestBehind(store, scopes())?.after ?? ownSeq) < ownSeq,
  };
}

/** The page that a bulletin is to a desk that follows these scopes. */
function pageOf(scopes: readonly string[], told: Bulletin & Pick<Page, 'own'>): Page {
  return { ...told, scopes: [...scopes], more: false };
}

/** A scope that is small enough to be read from its beginning. */
function startMissingCursors(store: DeskStore, { session }: Welcome): void {
  for (const scope of session.scopes) if (!store.cursors().has(scope)) finishSnapshot(store, scope, 0);
}

/** Something in the batch cannot be taken: halves, until it is one action, and then that without what it says. */
function narrow(
  { store, doubt }: Pick<ConversationParts, 'store' | 'doubt'>,
  batch: readonly Op[],
  said: NotOk,
): number {
  if (!untakable.has(said.code)) throw troubleOf(said);
  const first = nextBatch(store.db, store.meta().acked, { opsMax: 1 });
  if (first.length < batch.length) return Math.max(1, Math.floor(batch.length / 2));
  const next = doubt.refused(batch);
  if (next === 'wait') throw new Pause(doubtMs);
  if (next === 'stuck') throw troubleOf(said);
  return 1;
}

function lastAccepted({ ranges, refused }: Settlement): number {
  const refusals = new Set(refused.map((one) => one.deskSeq));
  const lasts = ranges.map(({ from, to, seq }) => {
    let last = to;
    while (last >= from && refusals.has(last)) last -= 1;
    return last < from ? 0 : seq + last - from;
  });
  return Math.max(0, ...lasts);
}

/** A message over the limit cuts the line without an answer. Only an action that goes alone can be so long. */
function isTooLong(ops: readonly Op[]): boolean {
  const isOne = ops[0]?.action.id === ops.at(-1)?.action.id;
  return isOne && Buffer.byteLength(JSON.stringify({ ops })) > messageBytesMax - envelopeBytesMax;
}

/** The region has another op under a number of ours: this disk is an old copy, and was written on since. */
function isForked(store: DeskStore, { highWater, highWaterOp }: Welcome): boolean {
  // A region put back to before the horizon lacks what this desk no longer has: the numbers cannot go on.
  const [first] = readOutbox(store.db, store.meta().acked, 1);
  if (first !== undefined && first.op.deskSeq > Math.max(highWater, store.meta().acked) + 1) return true;
  if (highWaterOp === undefined || highWater <= store.meta().acked) return false;
  const id = getOwnOpId(store.db, highWater);
  return id === undefined || idOnWire({ id, deskSeq: highWater }) !== highWaterOp;
}

function furthestBehind(
  store: DeskStore,
  scopes: readonly string[],
): { scopes: string[]; after: number } | null {
  const cursors = store.cursors();
  const known = scopes.filter((scope) => cursors.has(scope));
  if (known.length === 0) return null;
  const after = Math.min(...known.map((scope) => cursors.get(scope) ?? 0));
  return { scopes: known.filter((scope) => cursors.get(scope) === after), after };
}

/** Some scopes stand further than others. */
function isUneven(store: DeskStore, scopes: readonly string[]): boolean {
  const cursors = store.cursors();
  // A scope that this link knows nothing of begins with the next hello.
  const known = scopes.filter((scope) => cursors.has(scope));
  return new Set(known.map((scope) => cursors.get(scope))).size > 1;
}

function greeting(store: DeskStore): Hello {
  const { epoch, acked, unplacedAfter } = store.meta();
  return hello.parse({
    protocol: protocolVersion,
    app: appVersion,
    epoch,
    cursors: Object.fromEntries(store.cursors()),
    acked: unplacedAfter ?? acked,
    deskSeq: store.lastDeskSeq(),
  });
}

const codes: Readonly<Record<Exclude<NotOk['code'], 'busy'>, FaultCode>> = {
  gap: 'regionUnreachable',
  sayHello: 'regionUnreachable',
  tooLarge: 'messageTooLarge',
  badOp: 'messageInvalid',
  badMessage: 'messageInvalid',
  protocolTooOld: 'protocolTooOld',
  protocolTooNew: 'protocolTooNew',
  sessionExpired: 'sessionExpired',
};

const busyMsMin = 200;

function troubleOf(said: NotOk): Error {
  if (said.code === 'busy') return new Pause(Math.max(busyMsMin, said.retryAfterMs ?? busyMsMin));
  return new Fault(codes[said.code], { cause: said.code });
}

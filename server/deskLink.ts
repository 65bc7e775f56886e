// Keeps RG13–RG15: one desk's conversation with the region.
import type { DeskRow } from '../db/region/desks.ts';
import { markOf } from '../db/region/ops.ts';
import { isoTime } from '../platform/clock.ts';
import { stackOf } from '../platform/logger.ts';
import { Fault } from '../shared/base/refusal.ts';
import {
  type Hello,
  type HistoryMark,
  type NotOk,
  type OwnMark,
  type Page,
  type Presence,
  type PresenceList,
  type Pull,
  type Push,
  type Pushed,
  pageOpsMax,
  protocolVersion,
  pushOpsMax,
  type RegionHints,
  type RegionRequests,
  type SnapshotPage,
  type Welcome,
} from '../shared/protocol/regionProtocol.ts';
import type { Session } from '../shared/protocol/sessionProtocol.ts';
import { sayHello } from './acceptOps.ts';
import { createDeskPositions } from './deskPositions.ts';
import { type Follower, type PageOutlet, pageBytesMax } from './fanOut.ts';
import type { RegionCore } from './region.ts';
import { settlementOf } from './settlement.ts';
import { sliceFor, tellSlice } from './snapshotStates.ts';
import type { RegionStore } from './store/regionStore.ts';

/** A desk further behind than this takes a snapshot instead of the log. */
export const feedLagMax = 2_000;

export interface Outlet extends PageOutlet {
  presence(list: PresenceList): void;
  closing(closing: RegionHints['closing']): void;
  notice?(notice: RegionHints['notice']): void;
  ahead?(ahead: RegionHints['ahead']): void;
  ended?(): void;
}

type SnapshotAsk = RegionRequests['snapshot']['ask'];

/** Who speaks on a line. */
export interface OnTheLine {
  readonly desk: string;
  readonly session: Session;
  /** What this desk last knew of the history, null when nothing; an older program does not say it. */
  readonly mark?: HistoryMark | null;
  /** The last op of this desk that was acknowledged to it; an older program does not say it. */
  readonly lastOwn?: OwnMark | null;
  /** Takes a record whose history is more than a page by itself; an older program gets such a page whole. */
  readonly takesLongEntries?: boolean;
}

export interface DeskLink {
  desk(): string;
  hello(ask: Hello): Promise<Welcome | NotOk>;
  push(ask: Push): Promise<Pushed | NotOk>;
  pull(ask: Pull): Promise<Page | NotOk>;
  /** With states in pieces, for a desk that said it takes them. */
  snapshot(ask: SnapshotAsk, how?: { readonly inPacks: boolean }): Promise<SnapshotPage | NotOk>;
  presence(ask: Presence): Promise<{ ok: true } | NotOk>;
  /** Pages that were sent have arrived at the desk. */
  pagesArrived(): void;
  /** Says when the region will be away, to a desk that said hello. */
  announce(): void;
  /** The region ends it; the desk is told why. */
  end(reason: RegionHints['closing']['reason'], retryAfterMs: number): void;
  /** The line is gone. */
  lost(): void;
}

interface Greeting {
  readonly ask: Hello;
  readonly row: DeskRow;
}

const badMessage: NotOk = { ok: false, code: 'badMessage' };
const busyRetryMs = 500;
const leftRetryMs = 200;

export function createDeskLink(core: RegionCore, who: OnTheLine, wire: Outlet): DeskLink {
  const { store, clock, log } = core;
  const { session, desk, mark, takesLongEntries: namesLong = false } = who;
  const outlet = mark === undefined ? wire : marking(core, wire, () => open);
  /** The history this desk was told; null until it is greeted. */
  let history: string | null = null;
  /** The desk was given another name: it comes again under that one, whether it heard it here or not. */
  let isLeft = false;
  let open = true;
  const positions = createDeskPositions(session.scopes);
  const follower = core.fanOut.follow({ desk, scopes: session.scopes, namesLong }, outlet);
  const unwatch = core.board.watch({ scopes: session.scopes, tell: (list) => open && outlet.presence(list) });

  const link: DeskLink = {
    desk: () => desk,
    hello: (ask) => answer('hello', () => greet(ask), { early: true }),
    push: ({ ops }) =>
      answer('push', async () => {
        const said = await core.writer.push({ desk, ops, signedIn: session, history: history ?? '' });
        return outlet.board === undefined ? said : withPassed(said, follower);
      }),
    pull: (ask) => answer('pull', () => pull(ask)),
    snapshot: (ask, how) => answer('snapshot', () => snapshot(ask, how?.inPacks ?? false)),
    async presence(ask) {
      if (!open) return sayHello;
      const { user, name, unit, role } = session;
      core.board.set({ desk, user, name, unit, role }, ask);
      return { ok: true };
    },
    pagesArrived: () => follower.arrived(),
    announce() {
      if (open && history !== null) outlet.notice?.({ maintenance: core.maintenance() });
    },
    end(reason, retryAfterMs) {
      if (!open) return;
      outlet.closing({ reason, retryAfterMs });
      link.lost();
    },
    lost() {
      if (!open) return;
      open = false;
      follower.stop();
      unwatch();
      outlet.ended?.();
      core.board.lost(desk);
    },
  };
  return link;

  /** Troubles become codes here: nothing a desk says may throw into the link. */
  async function answer<T extends object>(
    request: string,
    work: () => Promise<T>,
    { early = false } = {},
  ): Promise<T | NotOk> {
    if (!open || (history === null && !early)) return sayHello;
    let found: T | NotOk;
    try {
      found = await work();
    } catch (error) {
      log.error('request failed', { type: request, desk, stack: stackOf(error), ...codeOf(error) });
      found = { ok: false, code: 'busy', retryAfterMs: busyRetryMs };
    }
    core.metrics.answered(request, 'code' in found ? String(found.code) : 'ok');
    return found;
  }

  async function greet(ask: Hello): Promise<Welcome | NotOk> {
    if (ask.protocol !== protocolVersion)
      return { ok: false, code: ask.protocol < protocolVersion ? 'protocolTooOld' : 'protocolTooNew' };
    if (isLeft) return { ok: false, code: 'busy', retryAfterMs: leftRetryMs };
    history = null;
    follower.stop();
    // The desk may come from another process of this region and know more than this one has heard of.
    await core.level();
    const row = await store.getDesk(desk);
    const cursors = new Map(Object.entries(ask.cursors));
    const knowsMore = await knowsOther(core, who, { ask, row });
    if (ask.epoch === core.epoch() && knowsMore) await core.renewEpoch(link);
    const isCopy = ask.forked === true || row.highWater > ask.deskSeq;
    const newDesk = isCopy ? await renameCopy() : null;
    const epoch = core.epoch();
    const sameHistory = ask.epoch === epoch;
    const lacking = sameHistory ? await scopesToSnapshot(core, session.scopes, cursors) : [...session.scopes];
    const own = newDesk === null ? row.highWater : 0;
    if (newDesk === null) {
      history = epoch;
      link.announce();
      await tellAhead(store, outlet, lacking);
      positions.reset([...cursors].filter(([scope]) => !lacking.includes(scope)));
      // One that is behind asks for what it lacks; a page from here would only cross with its question.
      const upto = positions.level() === core.head() ? core.head() : null;
      follower.start({ head: core.head(), upto, own });
    }
    return {
      ok: true,
      protocol: protocolVersion,
      epoch,
      head: core.head(),
      highWater: own,
      ...(await highWaterOp(store, desk, own)),
      session: { ...session, desk: newDesk ?? desk },
      settlement: await missedSettlement(ask.acked, own),
      snapshot: lacking,
      newDesk,
      ...(core.releaseKeys === undefined ? {} : { releaseKeys: [...core.releaseKeys] }),
      time: isoTime(clock),
    };
  }

  /** This desk's log here is longer than its own, or another: it was restored or copied, and goes on under a name of its own. */
  async function renameCopy(): Promise<string> {
    const name = core.ids.newId('desk');
    await store.addCopiedDesk(name, desk);
    isLeft = true;
    core.board.lost(desk);
    log.warn('a desk was copied or restored: new name', { desk: name });
    return name;
  }

  async function missedSettlement(acked: number, highWater: number): Promise<Welcome['settlement']> {
    if (acked >= highWater) return settlementOf([], isoTime(clock));
    // All that a lost answer can have told; in a new history a desk asks again. 22 KB at most, for lines of 64 kbit/s.
    const upto = Math.min(highWater, acked + pushOpsMax);
    return settlementOf(await store.readOutcomes({ desk, after: acked, upto }), isoTime(clock));
  }

  function stands(scopes: readonly string[], upto: number): void {
    positions.set(scopes, upto);
    const level = positions.level();
    if (level !== null) follower.pulled(level);
  }

  async function pull({ scopes, after, bytesMax = pageBytesMax }: Pull): Promise<Page | NotOk> {
    if (!scopes.every((scope) => session.scopes.includes(scope))) return badMessage;
    const page = await core.fanOut.read({
      scopes,
      after,
      exceptDesk: desk,
      opsMax: pageOpsMax,
      bytesMax: Math.min(bytesMax, pageBytesMax),
      namesLong,
    });
    if (page.upto < after) return sayHello;
    stands(scopes, page.upto);
    core.metrics.pageSent(page.ops.length);
    const told = { scopes, after, ...page, ops: [...page.ops] };
    return mark === undefined ? told : withMark(told, await markAtEndOf(core, told));
  }

  async function snapshot({ bytesMax, ...ask }: SnapshotAsk, inPacks: boolean) {
    if (!session.scopes.includes(ask.scope)) return badMessage;
    const slice = await store.readSnapshot({ ...ask, ...sliceFor({ inPacks, bytesMax }) });
    if (ask.afterKey === null) stands([ask.scope], slice.seq);
    const told = tellSlice(ask.scope, slice, inPacks);
    const seqOp =
      mark === undefined ? undefined : (core.markAt(slice.seq) ?? (await store.getMarkAt(slice.seq)));
    return seqOp === undefined ? told : { ...told, seqOp };
  }
}

/** Where the desk stands with the answer. */
function withPassed(said: Pushed | NotOk, follower: Pick<Follower, 'passed'>): Pushed | NotOk {
  if (!said.ok) return said;
  const passed = follower.passed(said.acked);
  return passed === null ? said : { ...said, passed };
}

async function highWaterOp(
  store: RegionStore,
  desk: string,
  deskSeq: number,
): Promise<{ highWaterOp?: string }> {
  const id = deskSeq === 0 ? undefined : await store.getOwnOpId({ desk, deskSeq });
  return id === undefined ? {} : { highWaterOp: id };
}

/** More than stands here, or something else. */
async function knowsOther(
  core: RegionCore,
  who: OnTheLine,
  { ask: { cursors, acked }, row }: Greeting,
): Promise<boolean> {
  return (
    Object.values(cursors).some((cursor) => cursor > core.head()) ||
    acked > row.highWater ||
    (await remembersAnother(core, who.mark)) ||
    (who.lastOwn?.deskSeq === acked && (await remembersOwn(core, who.lastOwn, row)))
  );
}

/** Another op stands now where this desk last stood: the places of lost ones were filled before it came. */
async function remembersAnother(core: RegionCore, mark: OnTheLine['mark']): Promise<boolean> {
  if (mark === undefined || mark === null || mark.epoch !== core.epoch()) return false;
  const here = core.markAt(mark.seq) ?? (await core.store.getMarkAt(mark.seq));
  // A desk that heard it from an older program knows the op alone.
  return here !== mark.op && here?.split(' ', 1)[0] !== mark.op;
}

/** What was acknowledged to this desk under this number is not what stands here under it. */
async function remembersOwn(
  core: RegionCore,
  { epoch, deskSeq, op }: OwnMark,
  row: DeskRow,
): Promise<boolean> {
  if (epoch !== core.epoch() || deskSeq > row.highWater) return false;
  return (await core.store.getOwnOpId({ desk: row.desk, deskSeq })) !== op;
}

/** Late rather than without its mark: a desk that stands where it cannot say on what would not be noticed. */
function marking(core: RegionCore, wire: Outlet, isOpen: () => boolean): Outlet {
  return {
    ...wire,
    page(page) {
      const tell = (mark: string | undefined): void => {
        if (isOpen()) wire.page(withMark(page, mark));
      };
      const known = knownMarkOf(core, page);
      if (known !== undefined || page.upto === 0) tell(known);
      // It is a hint: where the log cannot be asked, the desk asks for what it lacks.
      else markAtEndOf(core, page).then(tell, () => {});
    },
  };
}

function withMark(page: Page, uptoOp: string | undefined): Page {
  return uptoOp === undefined ? page : { ...page, uptoOp };
}

function knownMarkOf(core: RegionCore, { ops, upto }: Page): string | undefined {
  const last = ops.at(-1);
  return last?.seq === upto ? markOf(last) : core.markAt(upto);
}

async function markAtEndOf(core: RegionCore, page: Page): Promise<string | undefined> {
  return knownMarkOf(core, page) ?? (await core.store.getMarkAt(page.upto));
}

async function tellAhead(store: RegionStore, outlet: Outlet, scopes: readonly string[]): Promise<void> {
  for (const scope of scopes) {
    const records = await store.countRecords?.(scope);
    if (records !== undefined) outlet.ahead?.({ scope, records });
  }
}

/** Scopes this desk holds nothing of, or is so far behind in that their records are shorter than their history. */
async function scopesToSnapshot(
  { store, head }: Pick<RegionCore, 'store' | 'head'>,
  scopes: readonly string[],
  cursors: ReadonlyMap<string, number>,
): Promise<string[]> {
  const max = feedLagMax + 1;
  const lacking: string[] = [];
  for (const scope of scopes) {
    const after = cursors.get(scope) ?? -1;
    // After an outage most desks stand where the log ends: nothing needs to be counted for them.
    if (after === head()) continue;
    const behind = after === -1 ? max : await store.countFeed({ scope, after, max });
    if (behind > feedLagMax) lacking.push(scope);
  }
  return lacking;
}

function codeOf(error: unknown): { code?: string } {
  return error instanceof Fault ? { code: error.code } : {};
}

// Pages to desks after a commit. They are hints: a desk that misses one pulls from its cursor.

import type { FeedAsk } from '../db/region/feed.ts';
import type { Scheduler } from '../platform/clock.ts';
import { type Logger, stackOf } from '../platform/logger.ts';
import { type Page, type Passed, pageOpsMax } from '../shared/protocol/regionProtocol.ts';
import type { FedOp } from './acceptOps.ts';
import { grouping } from './fedGroups.ts';
import { type BulletinBoard, gatherBulletins } from './news/bulletins.ts';
import { keepConfirmations } from './news/confirmations.ts';
import type { RegionMetrics } from './operations/regionMetrics.ts';
import { createRecentFeed } from './recentFeed.ts';
import type { FeedPage } from './store/regionStore.ts';
import type { CommitNews } from './writer.ts';

const retryCongestedMs = 250;
/** What a desk may lack and still be served from memory. */
const freshOpsMax = 5_000;
export const pageBytesMax = 512 * 1024;

/** One desk's end of the link as the fan-out sees it. */
export interface PageOutlet {
  page(page: Page): void;
  /** Bytes it may be sent now; 0 when too much is on its way: the desk is left alone and pulls, or is tried again. */
  room(): number;
  /** For a desk that takes bulletins. */
  readonly board?: BulletinBoard;
}

export interface Follower {
  /** The desk said hello: from `upto` on it gets pages, or from its first full pull when `upto` is null. */
  start(at: { readonly head: number; readonly upto: number | null; readonly own: number }): void;
  /** A pull over all scopes was answered up to here. */
  pulled(upto: number): void;
  /** What was sent has arrived: there is room again. */
  arrived(): void;
  /**
   * Where the desk stands with the answer that its own ops up to `acked` are settled: no page follows then. Null: it lacks
   * something else.
   */
  passed(acked: number): Passed | null;
  stop(): void;
}

interface Follows {
  readonly desk: string;
  readonly scopes: readonly string[];
  readonly namesLong: boolean;
  readonly outlet: PageOutlet;
  sentUpTo: number | null;
  /** `fresh` holds every foreign op of the desk's scopes after this position. */
  freshFrom: number;
  fresh: FedOp[];
  own: number;
  owesPage: boolean;
  reading: boolean;
}

type ScopeFollowers = ReadonlyMap<string, ReadonlySet<Follows>>;

interface Delivery {
  readonly after: number;
  readonly page: FeedPage;
}

export interface FanOutParts {
  readonly scheduler: Scheduler;
  readonly log: Logger;
  readonly metrics: RegionMetrics;
  readonly readFeed: (ask: FeedAsk) => Promise<FeedPage>;
  /** The mark of a position, where that is known at once. */
  readonly markAt: (seq: number) => string | undefined;
}

export interface FanOut {
  follow(who: { desk: string; scopes: readonly string[]; namesLong: boolean }, outlet: PageOutlet): Follower;
  committed(news: CommitNews): void;
  /** Scopes that some desk here follows. */
  followed(): readonly string[];
  /** A page for a desk that asks for one. */
  read(ask: FeedAsk): Promise<FeedPage>;
  /** So much was committed up to here that everybody is served from the log. */
  skipped(head: number): void;
}

export function createFanOut(parts: FanOutParts): FanOut {
  const all = new Set<Follows>();
  const byScope = new Map<string, Set<Follows>>();
  const recent = createRecentFeed();
  const bulletins = gatherBulletins();
  const confirmations = keepConfirmations<Follows>(parts.scheduler, (late) => {
    for (const one of late) one.owesPage = true;
    flushSoon();
  });
  let head = 0;
  let due = false;

  async function read(ask: FeedAsk): Promise<FeedPage> {
    return recent.read(ask) ?? parts.readFeed(ask);
  }

  function flushSoon(): void {
    if (due) return;
    due = true;
    parts.scheduler.soon(() => {
      due = false;
      let skipped = false;
      for (const one of all) skipped = !send(one) || skipped;
      bulletins.post();
      if (skipped) parts.scheduler.after(retryCongestedMs, flushSoon);
    });
  }

  /** False when the desk has something to get and could not be given it now. */
  function send(one: Follows): boolean {
    const after = one.sentUpTo;
    if (after === null || after >= head || one.reading || !one.owesPage) return true;
    const bytesMax = Math.min(pageBytesMax, one.outlet.room());
    if (bytesMax <= 0) return false;
    if (after >= one.freshFrom) {
      if (!putOnBulletin(one, { after, bytesMax }))
        deliver(one, { after, page: freshPage(one, { head, bytesMax }) });
      return true;
    }
    one.reading = true;
    const { scopes, namesLong } = one;
    const most = { opsMax: pageOpsMax, bytesMax, namesLong };
    read({ scopes, after, exceptDesk: one.desk, ...most })
      .then((page) => {
        one.reading = false;
        // A pull that was answered meanwhile knows better.
        if (one.sentUpTo === after && all.has(one)) deliver(one, { after, page });
      })
      .catch((error: unknown) => {
        one.reading = false;
        parts.log.warn('page not read', { desk: one.desk, stack: stackOf(error) });
        parts.scheduler.after(retryCongestedMs, flushSoon);
      });
    return true;
  }

  /** Where others may be told the same; false: something in it is about this desk alone, or long. */
  function putOnBulletin(
    one: Follows,
    { after, bytesMax }: { readonly after: number; readonly bytesMax: number },
  ): boolean {
    const { fresh, outlet } = one;
    const uptoOp = parts.markAt(head);
    if (outlet.board === undefined || uptoOp === undefined || confirmations.owes(one)) return false;
    if (!bulletins.takes({ board: outlet.board, after, upto: head, uptoOp, fresh, bytesMax })) return false;
    sent(one, { upto: head, more: false, own: one.own, ops: fresh });
    return true;
  }

  function sent(
    one: Follows,
    { upto, more, own, ops }: Pick<FeedPage, 'upto' | 'more' | 'own'> & { readonly ops: readonly unknown[] },
  ): void {
    one.sentUpTo = upto;
    parts.metrics.pageSent(ops.length);
    trim(one, upto);
    one.owesPage = more || upto < head;
    if (own >= one.own) confirmations.told(one);
  }

  function deliver(one: Follows, { after, page }: Delivery): void {
    sent(one, page);
    one.outlet.page({ scopes: [...one.scopes], after, ...page, ops: [...page.ops] });
    // Not by a hint: the desk fetches it, and says so by its pull.
    if (page.longEntry !== undefined) one.sentUpTo = null;
    if (one.owesPage) flushSoon();
  }

  /** Older ops entered a scope, or too much piled up: the log has them in order, `fresh` has not. */
  function forget(one: Follows): void {
    one.fresh = [];
    one.freshFrom = head;
    one.owesPage = true;
  }

  return {
    read,
    followed: () => [...byScope].flatMap(([scope, desks]) => (desks.size === 0 ? [] : [scope])),
    skipped(now) {
      head = now;
      recent.skipped(now);
      for (const one of all) forget(one);
      flushSoon();
    },
    follow({ desk, scopes, namesLong }, outlet) {
      const one = followsFrom(head, { desk, scopes, namesLong, outlet });
      return {
        start({ head: now, upto, own }) {
          head = Math.max(head, now);
          recent.knows(desk, own);
          all.add(one);
          for (const scope of scopes) byScope.set(scope, (byScope.get(scope) ?? new Set()).add(one));
          const owesPage = upto !== null && upto < head;
          Object.assign(one, { own, sentUpTo: upto, fresh: [], freshFrom: now, owesPage });
          flushSoon();
        },
        pulled(upto) {
          one.sentUpTo = upto;
          trim(one, upto);
          one.owesPage = one.fresh.length > 0 || upto < one.freshFrom;
          flushSoon();
        },
        arrived() {
          if (!all.has(one)) return;
          send(one);
          bulletins.post();
        },
        passed(acked) {
          const after = levelOf(one);
          const uptoOp = parts.markAt(head);
          if (!all.has(one) || after === null || after >= head || one.own !== acked || uptoOp === undefined)
            return null;
          sent(one, { upto: head, more: false, own: acked, ops: [] });
          return { after, upto: head, uptoOp };
        },
        stop() {
          confirmations.told(one);
          recent.forget(desk);
          all.delete(one);
          for (const scope of scopes) byScope.get(scope)?.delete(one);
        },
      };
    },
    committed(news) {
      head = news.head;
      recent.committed(news, addFresh(byScope, news));
      for (const one of overlooked(byScope, news)) forget(one);
      for (const one of all) {
        const own = news.highWaters.get(one.desk);
        if (own !== undefined) {
          one.own = own;
          confirmations.owe(one);
        }
        if (one.fresh.length > freshOpsMax) forget(one);
      }
      flushSoon();
    },
  };
}

type WhoFollows = Pick<Follows, 'desk' | 'scopes' | 'namesLong' | 'outlet'>;

function followsFrom(head: number, who: WhoFollows): Follows {
  return {
    ...who,
    sentUpTo: null,
    freshFrom: head,
    fresh: [],
    own: 0,
    owesPage: false,
    reading: false,
  };
}

/** Where a desk stands that lacks nothing of others. */
function levelOf({ sentUpTo: after, fresh, freshFrom, reading }: Follows): number | null {
  const isLevel = after !== null && after >= freshFrom && fresh.length === 0 && !reading;
  return isLevel ? after : null;
}

/** A desk that keeps up with the head has all it lacks in `fresh`; one that does not is served from the log. */
function trim(one: Follows, upto: number): void {
  const first = one.fresh.findIndex(({ op }) => op.seq > upto);
  one.fresh = first === -1 ? [] : one.fresh.slice(first);
  one.freshFrom = Math.max(one.freshFrom, upto);
}

/** Gives back what somebody is to get. */
function addFresh(byScope: ScopeFollowers, news: CommitNews): FedOp[] {
  const toGroup = grouping();
  const heard: FedOp[] = [];
  for (const fed of news.fed) {
    for (const scope of fed.scopes) {
      for (const one of byScope.get(scope) ?? []) {
        // Its own, or a read of the log was ahead of the news.
        if (one.desk === fed.op.by.desk || fed.op.seq <= one.freshFrom) continue;
        if (heard.at(-1) !== fed) {
          heard.push(fed);
          toGroup(fed);
        }
        // In two of the desk's scopes at once.
        if (one.fresh.at(-1) === fed) continue;
        one.fresh.push(fed);
        one.owesPage = true;
      }
    }
  }
  return heard;
}

/** Whose `fresh` lacks something: older ops entered a scope, or they began to follow after it was said who does. */
function* overlooked(
  byScope: ScopeFollowers,
  { widenedScopes, unheard = [] }: CommitNews,
): Generator<Follows> {
  for (const scope of widenedScopes) yield* byScope.get(scope) ?? [];
  for (const { desk, scopes } of unheard)
    for (const scope of scopes) for (const one of byScope.get(scope) ?? []) if (one.desk !== desk) yield one;
}

/** The next page from memory. Every fresh op stands at a position of its own, so it may be cut anywhere. */
function freshPage(
  one: Follows,
  { head, bytesMax }: { readonly head: number; readonly bytesMax: number },
): FeedPage {
  let chars = 0;
  let many = 0;
  for (const fed of one.fresh) {
    if (many >= pageOpsMax || chars >= bytesMax) break;
    chars += fed.chars;
    many += 1;
  }
  const ops = one.fresh.slice(0, many).map((fed) => fed.op);
  const more = many < one.fresh.length;
  return { upto: more ? (ops.at(-1)?.seq ?? head) : head, more, own: one.own, ops };
}

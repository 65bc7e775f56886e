// What was committed lately, by whichever process: a desk that is a little behind is served without asking the store.
import type { FeedAsk } from '../db/region/feed.ts';
import type { FedOp } from './acceptOps.ts';
import type { FeedPage } from './store/regionStore.ts';
import type { CommitNews } from './writer.ts';

/** What some twenty desks bring that come back at once. */
const recentOpsMax = 5_000;
const recentCharsMax = 4_000_000;
/** What every op carries beside its body. */
const envelopeChars = 500;

export interface RecentFeed {
  committed(news: CommitNews): void;
  /** So much was committed up to here that nobody told what. */
  skipped(head: number): void;
  /** How many ops of a desk the region has, as somebody who looked found. */
  knows(desk: string, own: number): void;
  /** It may work at another process meanwhile. */
  forget(desk: string): void;
  /** Undefined where only the store knows all that is asked for. */
  read(ask: FeedAsk): FeedPage | undefined;
}

export function createRecentFeed(): RecentFeed {
  let head: number | null = null;
  /** Everything fed after this position is in `ops`, but for what entered a scope from elsewhere. */
  let from = 0;
  let ops: FedOp[] = [];
  let chars = 0;
  /** Where older ops entered a scope for the last time. */
  const enteredAt = new Map<string, number>();
  const ownOf = new Map<string, number>();

  function beginAt(position: number): void {
    head = position;
    from = position;
    ops = [];
    chars = 0;
    enteredAt.clear();
  }

  function trim(): void {
    if (ops.length <= recentOpsMax && chars <= recentCharsMax) return;
    // Half at once, so that not every commit moves what stays.
    const gone = ops.splice(0, Math.ceil(ops.length / 2));
    chars -= gone.reduce((sum, fed) => sum + fed.chars, 0);
    from = gone.at(-1)?.op.seq ?? from;
  }

  function knows(desk: string, own: number): void {
    ownOf.set(desk, Math.max(own, ownOf.get(desk) ?? 0));
  }

  return {
    committed(news) {
      if (head !== news.before) beginAt(news.before);
      head = news.head;
      for (const fed of news.fed) {
        ops.push(fed);
        chars += fed.chars;
      }
      for (const scope of news.widenedScopes) enteredAt.set(scope, news.head);
      for (const [desk, own] of news.highWaters) if (ownOf.has(desk)) knows(desk, own);
      trim();
    },
    skipped(position) {
      beginAt(position);
      ownOf.clear();
    },
    knows,
    forget: (desk) => void ownOf.delete(desk),
    read({ scopes, after, exceptDesk, opsMax, bytesMax }) {
      const own = ownOf.get(exceptDesk);
      if (head === null || own === undefined || after < from || after > head) return undefined;
      if (scopes.some((scope) => (enteredAt.get(scope) ?? 0) > after)) return undefined;
      const wanted = new Set(scopes);
      const page: FeedPage['ops'][number][] = [];
      let bytes = 0;
      for (let at = firstAfter(ops, after); at < ops.length; at += 1) {
        const fed = ops[at];
        if (fed === undefined || fed.op.by.desk === exceptDesk) continue;
        if (!fed.scopes.some((scope) => wanted.has(scope))) continue;
        const last = page.at(-1);
        // Every op stands at a position of its own here, so a page may be cut anywhere.
        if (last !== undefined && (page.length >= opsMax || bytes >= bytesMax))
          return { upto: last.seq, more: true, own, ops: page };
        page.push(fed.op);
        bytes += fed.chars + envelopeChars;
      }
      return { upto: head, more: false, own, ops: page };
    },
  };
}

function firstAfter(ops: readonly FedOp[], position: number): number {
  let low = 0;
  let high = ops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ops[middle]?.op.seq ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

// What was committed lately, by whichever process: a desk that is a little behind is served without asking the store.
import type { FeedAsk } from '../db/region/feed.ts';
import type { FedOp } from './acceptOps.ts';
import { envelopeChars } from './fedGroups.ts';
import type { FeedPage } from './store/regionStore.ts';
import type { CommitNews } from './writer.ts';

/** What some twenty desks bring that come back at once. */
const recentOpsMax = 5_000;
const recentCharsMax = 4_000_000;

export interface RecentFeed {
  /** `heard` are those that some desk here other than their author's was given: others hardly anybody asks for. */
  committed(news: CommitNews, heard: readonly FedOp[]): void;
  /** So much was committed up to here that nobody told what. */
  skipped(head: number): void;
  /** How many ops of a desk the region has, as somebody who looked found. */
  knows(desk: string, own: number): void;
  /** It may work at another process meanwhile. */
  forget(desk: string): void;
  /** Undefined where only the store knows all that is asked for, or whether there is anything at all. */
  read(ask: FeedAsk): FeedPage | undefined;
}

/** What was heard of one commit; `upto` is the position it ended at. */
interface Block {
  readonly upto: number;
  readonly fed: readonly FedOp[];
  readonly chars: number;
}

export function createRecentFeed(): RecentFeed {
  let head: number | null = null;
  /** Everything fed after this position is in `blocks`, but for what nobody heard and what entered a scope from elsewhere. */
  let from = 0;
  let blocks: Block[] = [];
  let ops = 0;
  let chars = 0;
  /** Where older ops entered a scope for the last time. */
  const enteredAt = new Map<string, number>();
  /** Where in a scope something of a desk was left out for the last time: by scope, then by desk. */
  const leftOut = new Map<string, Map<string, number>>();
  const ownOf = new Map<string, number>();

  function beginAt(position: number): void {
    head = position;
    from = position;
    blocks = [];
    ops = 0;
    chars = 0;
    enteredAt.clear();
    leftOut.clear();
  }

  function leaveOut({ seq, desk, scopes }: NonNullable<CommitNews['unheard']>[number]): void {
    for (const scope of scopes) {
      const byDesk = leftOut.get(scope) ?? new Map<string, number>();
      leftOut.set(scope, byDesk.set(desk, Math.max(seq, byDesk.get(desk) ?? 0)));
    }
  }

  /** Something of others stands there that is not here. */
  function lacks(scope: string, after: number, exceptDesk: string): boolean {
    if ((enteredAt.get(scope) ?? 0) > after) return true;
    for (const [desk, seq] of leftOut.get(scope) ?? []) if (desk !== exceptDesk && seq > after) return true;
    return false;
  }

  function add(block: Block): void {
    if (block.fed.length === 0) return;
    blocks.push(block);
    ops += block.fed.length;
    chars += block.chars;
    while (ops > recentOpsMax || chars > recentCharsMax) {
      const gone = blocks.shift();
      if (gone === undefined) return;
      from = gone.upto;
      ops -= gone.fed.length;
      chars -= gone.chars;
    }
  }

  function knows(desk: string, own: number): void {
    ownOf.set(desk, Math.max(own, ownOf.get(desk) ?? 0));
  }

  return {
    committed({ before, head: upto, fed, unheard = [], widenedScopes, highWaters }, heard) {
      if (head !== before) beginAt(before);
      head = upto;
      add({ upto, fed: heard, chars: heard.reduce((sum, one) => sum + one.chars, 0) });
      const kept = new Set(heard);
      for (const one of fed)
        if (!kept.has(one)) leaveOut({ seq: one.op.seq, desk: one.op.by.desk, scopes: one.scopes });
      for (const one of unheard) leaveOut(one);
      for (const scope of widenedScopes) enteredAt.set(scope, upto);
      for (const [desk, own] of highWaters) if (ownOf.has(desk)) knows(desk, own);
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
      if (scopes.some((scope) => lacks(scope, after, exceptDesk))) return undefined;
      const page: FeedPage['ops'][number][] = [];
      let bytes = 0;
      for (const { op, scopes: fedTo, chars: bodyChars } of fedAfter(blocks, after)) {
        if (op.by.desk === exceptDesk || !fedTo.some((scope) => scopes.includes(scope))) continue;
        const last = page.at(-1);
        // Every op stands at a position of its own here, so a page may be cut anywhere.
        if (last !== undefined && (page.length >= opsMax || bytes >= bytesMax))
          return { upto: last.seq, more: true, own, ops: page };
        page.push(op);
        bytes += bodyChars + envelopeChars;
      }
      // Nothing here is no proof that nothing is there: another process may have committed what was not heard of yet.
      return page.length === 0 ? undefined : { upto: head, more: false, own, ops: page };
    },
  };
}

function* fedAfter(blocks: readonly Block[], position: number): Generator<FedOp> {
  for (const { upto, fed } of blocks) {
    if (upto <= position) continue;
    for (const one of fed) if (one.op.seq > position) yield one;
  }
}

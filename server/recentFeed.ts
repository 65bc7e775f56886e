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

/** What one commit fed; `upto` is the position it ended at. */
interface Block {
  readonly upto: number;
  readonly fed: readonly FedOp[];
  readonly chars: number;
}

export function createRecentFeed(): RecentFeed {
  let head: number | null = null;
  /** Everything fed after this position is in `blocks`, but for what entered a scope from elsewhere. */
  let from = 0;
  let blocks: Block[] = [];
  let ops = 0;
  let chars = 0;
  /** Where older ops entered a scope for the last time. */
  const enteredAt = new Map<string, number>();
  const ownOf = new Map<string, number>();

  function beginAt(position: number): void {
    head = position;
    from = position;
    blocks = [];
    ops = 0;
    chars = 0;
    enteredAt.clear();
  }

  function add(block: Block): void {
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
    committed({ before, head: upto, fed, widenedScopes, highWaters }) {
      if (head !== before) beginAt(before);
      head = upto;
      add({ upto, fed, chars: fed.reduce((sum, one) => sum + one.chars, 0) });
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
      if (scopes.some((scope) => (enteredAt.get(scope) ?? 0) > after)) return undefined;
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
      return { upto: head, more: false, own, ops: page };
    },
  };
}

function* fedAfter(blocks: readonly Block[], position: number): Generator<FedOp> {
  for (const { upto, fed } of blocks) {
    if (upto <= position) continue;
    for (const one of fed) if (one.op.seq > position) yield one;
  }
}

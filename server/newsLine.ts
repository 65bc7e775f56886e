// Keeps PG5: what this process tells its desks is the log in its order, whoever committed it.
import { opOfMark } from '../db/region/ops.ts';
import type { Scheduler } from '../platform/clock.ts';
import { type Logger, stackOf } from '../platform/logger.ts';
import type { FedOp } from './acceptOps.ts';
import type { SharedLog, SharedNews } from './store/sharedLog.ts';
import type { CommitNews } from './writer.ts';

/** More than this at once is not told one by one: desks are served from the log. */
const newsOpsMax = 5_000;
/** Fewer are read as they are: what nobody here follows costs less than saying what somebody does. */
const fewOps = 50;
const againMs = 100;

export interface NewsLineParts {
  readonly shared: SharedLog | undefined;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  readonly start: { readonly epoch: string; readonly head: number; readonly headMark: string | null };
  /** Scopes that somebody here is to be told of. */
  readonly followed: () => readonly string[];
  readonly tell: (news: CommitNews) => void;
  readonly skipped: (head: number) => void;
  /** The history has another name than before, or is shorter than it was; gives the name it has from now on. */
  readonly anotherHistory: (was: string, now: { readonly epoch: string }) => Promise<string>;
}

export interface NewsLine {
  /** Everything up to here has been told. */
  head(): number;
  epoch(): string;
  /** The mark of the op that was told last, if this is its position. */
  markAt(seq: number): string | undefined;
  /** This process gave the history another name. */
  renamed(epoch: string): void;
  /** This process committed. */
  own(news: CommitNews): void;
  /** Somebody else committed up to here, as far as one hears. */
  heard(head: number): void;
  /** Resolves when everything has been told that was committed before the call. */
  level(): Promise<void>;
}

export function createNewsLine(parts: NewsLineParts): NewsLine {
  const { shared } = parts;
  let { epoch, head } = parts.start;
  let heardOf = head;
  /** Which op was told last; null where nobody looked. */
  let headMark = parts.start.headMark;
  let reading: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let waiting = false;

  async function read(from: SharedLog): Promise<void> {
    do {
      const after = head;
      const heardBefore = heardOf;
      const asked = { epoch, headMark };
      const some = heardOf - after > fewOps ? { scopes: parts.followed() } : {};
      const news = await from.readNews({ after, limit: newsOpsMax, ...some });
      if (asked.epoch !== epoch) continue;
      // Put back from a backup it may have grown again meanwhile, with other ops in the places of those that were told.
      const { joins } = news;
      const joinsOn = asked.headMark === null || joins === undefined || opOfMark(asked.headMark) === joins;
      if (news.epoch !== epoch || news.head < after || !joinsOn) {
        head = news.head;
        headMark = null;
        heardOf = head;
        parts.skipped(head);
        epoch = await parts.anotherHistory(epoch, news);
        return;
      }
      // What was heard of before this look and is not there did not happen.
      heardOf = heardOf === heardBefore ? news.head : Math.max(heardOf, news.head);
      // Otherwise own commits were told meanwhile, and what was read does not join on.
      if (head === after && news.head > after) tellRead(after, news);
    } while (head < heardOf);
  }

  function tellRead(after: number, news: SharedNews): void {
    head = news.head;
    const { ops, unheard = [] } = news;
    headMark = news.headMark ?? null;
    if (ops.length + unheard.length < head - after) parts.skipped(head);
    else parts.tell(newsFrom(after, news));
  }

  /** One reading at a time; whoever comes while one runs waits for the one after it, which sees what they mean. */
  function level(): Promise<void> {
    if (shared === undefined) return Promise.resolve();
    if (reading === null) {
      reading = read(shared).finally(() => {
        reading = null;
        if (head < heardOf) later();
      });
      return reading;
    }
    next ??= reading
      .catch(() => {})
      .then(() => {
        next = null;
        return level();
      });
    return next;
  }

  function readSoon(): void {
    if (reading !== null) return;
    level().catch((error: unknown) => parts.log.warn('news not read', { stack: stackOf(error) }));
  }

  /** Something was heard of at the last moment, or the reading failed. */
  function later(): void {
    if (waiting) return;
    waiting = true;
    parts.scheduler.after(againMs, () => {
      waiting = false;
      if (head < heardOf) readSoon();
    });
  }

  return {
    head: () => head,
    epoch: () => epoch,
    markAt: (seq) => (seq === head && headMark !== null ? headMark : undefined),
    renamed(name) {
      epoch = name;
    },
    own(news) {
      if (shared === undefined || news.before === head) {
        head = news.head;
        headMark = news.headMark ?? headMark;
        heardOf = Math.max(heardOf, head);
        parts.tell(news);
        return;
      }
      // Others committed in between: read from the log, this comes in its place there.
      heardOf = Math.max(heardOf, news.head);
      readSoon();
    },
    heard(seq) {
      heardOf = Math.max(heardOf, seq);
      if (head < heardOf) readSoon();
    },
    level,
  };
}

function newsFrom(before: number, { head, ops, unheard = [] }: SharedNews): CommitNews {
  const fed: FedOp[] = [];
  const widenedScopes = new Set<string>();
  const highWaters = new Map<string, number>();
  const note = (entered: readonly string[], desk: string, deskSeq: number) => {
    for (const scope of entered) widenedScopes.add(scope);
    highWaters.set(desk, Math.max(highWaters.get(desk) ?? 0, deskSeq));
  };
  for (const { op, chars, scopes, entered } of ops) {
    if (scopes.length > 0) fed.push({ op, chars, scopes });
    note(entered, op.by.desk, op.deskSeq);
  }
  for (const { entered, desk, deskSeq } of unheard) note(entered, desk, deskSeq);
  return { before, head, fed, unheard, widenedScopes, highWaters };
}

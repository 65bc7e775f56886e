import { expect, test } from 'vitest';
import type { FeedAsk } from '../../../db/region/feed.ts';
import { type LoggedOp, markOf } from '../../../db/region/ops.ts';
import { createFanOut } from '../../../server/fanOut.ts';
import { createNewsLine } from '../../../server/newsLine.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import type { NewsAsk, SharedNews } from '../../../server/store/sharedLog.ts';
import type { Page } from '../../../shared/protocol/regionProtocol.ts';
import { silentLog } from '../../../tools/sim/silentLog.ts';
import { makeOp } from '../../kit/makeOps.ts';
import { sharedLogOf, unused } from '../../kit/sharedLogDouble.ts';

const scheduler = { after: () => () => {}, soon: (run: () => void) => queueMicrotask(run) };

/** A process that hears what others commit; `log` is what it may read, and `answer` lets a reading end. */
function makeProcess(log: readonly LoggedOp[]) {
  const reads: FeedAsk[] = [];
  const news: { readonly ask: NewsAsk; readonly answer: () => void }[] = [];
  const fanOut = createFanOut({
    scheduler,
    log: silentLog,
    metrics: noMetrics,
    markAt: () => undefined,
    readFeed: async (ask) => {
      reads.push(ask);
      return { upto: log.length, more: false, own: 0, ops: log.filter((op) => op.seq > ask.after) };
    },
  });
  function newsFor({ after, scopes }: NewsAsk): SharedNews {
    const told = log.slice(after);
    const isHeard = scopes?.includes('unit:a') ?? true;
    const said = { scopes: ['unit:a'], entered: [] };
    const unheard = told.map(({ seq, id, by, deskSeq }) => ({ seq, id, desk: by.desk, deskSeq, ...said }));
    const ops = told.map((op) => ({ op, chars: 1, ...said }));
    const last = log.at(-1);
    const headMark = last === undefined ? null : markOf(last);
    return {
      epoch: 'epoch',
      head: log.length,
      headMark,
      ops: isHeard ? ops : [],
      unheard: isHeard ? [] : unheard,
    };
  }
  const shared = sharedLogOf(
    (ask) => new Promise((resolve) => news.push({ ask, answer: () => resolve(newsFor(ask)) })),
  );
  const line = createNewsLine({
    shared,
    scheduler,
    log: silentLog,
    start: { epoch: 'epoch', head: 0, headMark: null },
    followed: fanOut.followed,
    tell: fanOut.committed,
    skipped: fanOut.skipped,
    anotherHistory: unused,
  });
  const pages: Page[] = [];
  const follow = (desk: string) => {
    const outlet = { page: (page: Page) => void pages.push(page), room: () => Number.POSITIVE_INFINITY };
    const follower = fanOut.follow({ desk, scopes: ['unit:a'], namesLong: false }, outlet);
    follower.start({ head: line.head(), upto: line.head(), own: 0 });
  };
  return { line, follow, news, reads, pages };
}

const many = Array.from({ length: 60 }, (_none, at): LoggedOp => {
  const op = makeOp({ deskSeq: at + 1, by: { desk: 'desk_elsewhere' } });
  return { ...op, seq: at + 1, receivedAt: '' };
});
const settle = () => new Promise<void>((resume) => setTimeout(resume, 5));

test('[PG13] a desk that began to follow while the news was read gets from the log what was left unread', async () => {
  const { line, follow, news, reads, pages } = makeProcess(many);
  line.heard(60);
  expect(news[0]?.ask.scopes).toEqual([]);
  follow('desk_here');
  news[0]?.answer();
  await settle();
  expect(line.head()).toBe(60);
  expect(reads).toMatchObject([{ after: 0, exceptDesk: 'desk_here' }]);
  expect(pages.flatMap((page) => page.ops.map((op) => op.seq))).toEqual(many.map((op) => op.seq));
});

test('[PG13] what somebody here follows is read with the news', async () => {
  const { line, follow, news, reads, pages } = makeProcess(many);
  follow('desk_here');
  line.heard(60);
  expect(news[0]?.ask.scopes).toEqual(['unit:a']);
  news[0]?.answer();
  await settle();
  expect(reads).toEqual([]);
  expect(pages.flatMap((page) => page.ops.map((op) => op.seq))).toEqual(many.map((op) => op.seq));
});

test('[PG13] [PG10] which op stands last is known also when it was left unread', async () => {
  const { line, news } = makeProcess(many);
  line.heard(60);
  news[0]?.answer();
  await settle();
  expect(line.markAt(60)).toMatch(`${many[59]?.id} `);
});

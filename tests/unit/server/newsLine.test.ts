import { expect, test } from 'vitest';
import { type LoggedOp, markOf } from '../../../db/region/ops.ts';
import { createNewsLine } from '../../../server/newsLine.ts';
import type { CommitNews } from '../../../server/writer.ts';
import { silentLog } from '../../../tools/sim/silentLog.ts';
import { makeOp } from '../../kit/makeOps.ts';
import { sharedLogOf } from '../../kit/sharedLogDouble.ts';

/** A log that several processes write, by hand. */
function makeLog() {
  const log: LoggedOp[] = [];
  let epoch = 'epoch_one';
  const told: number[] = [];
  const epochs: string[] = [];
  const shared = sharedLogOf(async ({ after }) => ({
    epoch,
    head: log.length,
    joins: log[after - 1]?.id ?? null,
    ops: log.slice(after).map((op) => ({ op, chars: 1, scopes: ['unit:a'], entered: [] })),
  }));
  const line = createNewsLine({
    shared,
    scheduler: { after: () => () => {}, soon: (run) => run() },
    log: silentLog,
    start: { epoch, head: 0, headMark: null },
    followed: () => [],
    tell: (news) => void told.push(...news.fed.map(({ op }) => op.seq)),
    skipped: () => {},
    async anotherHistory() {
      epoch = 'epoch_two';
      epochs.push(epoch);
      return epoch;
    },
  });
  const append = (): CommitNews => {
    const op = { ...makeOp({ deskSeq: log.length + 1 }), seq: log.length + 1, receivedAt: '' };
    log.push(op);
    const fed = [{ op, scopes: ['unit:a'], chars: 1 }];
    const heads = { before: op.seq - 1, head: op.seq, headMark: markOf(op) };
    return { ...heads, fed, widenedScopes: new Set(), highWaters: new Map() };
  };
  return { line, append, told, epochs, cut: (length: number) => void log.splice(length) };
}

test('[PG5] own commits and those of others are told once each and in the order of the log', async () => {
  const { line, append, told } = makeLog();
  line.own(append());
  append();
  const own = append();
  // Another one committed before it: it is told from the log, in its place.
  line.own(own);
  await line.level();
  line.own(own);
  append();
  line.heard(4);
  await line.level();
  line.heard(2);
  await line.level();
  expect(told).toEqual([1, 2, 3, 4]);
  expect(line.head()).toBe(4);
});

test('[PG5] what is committed while the news is read is told after it', async () => {
  const { line, append, told } = makeLog();
  append();
  line.heard(1);
  line.own(append());
  await line.level();
  expect(told).toEqual([1, 2]);
});

test.each([1, 3, 5])(
  '[PG10] a log put back from a backup is another history, also when it has grown to %i again',
  async (length) => {
    const { line, append, epochs, cut } = makeLog();
    for (let at = 0; at < 3; at += 1) line.own(append());
    cut(1);
    while (length > 1 && append().head < length);
    await line.level();
    expect(epochs).toEqual(['epoch_two']);
    expect(line.epoch()).toBe('epoch_two');
    expect(line.head()).toBe(length);
    await line.level();
    expect(epochs).toHaveLength(1);
  },
);

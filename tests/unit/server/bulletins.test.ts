import { beforeEach, expect, it } from 'vitest';
import type { LoggedOp } from '../../../db/region/ops.ts';
import { createFanOut, type FanOut } from '../../../server/fanOut.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import type { Bulletin, Page } from '../../../shared/protocol/regionProtocol.ts';
import { silentLog } from '../../../tools/sim/silentLog.ts';
import { makeOp } from '../../kit/makeOps.ts';
import { SimulatedTime } from '../../kit/simulatedTime.ts';

let time: SimulatedTime;
let fanOut: FanOut;
let head: number;
let isMarked: boolean;
let told: { readonly lines: readonly string[]; readonly bulletin: Bulletin }[];

beforeEach(() => {
  time = new SimulatedTime();
  head = 0;
  isMarked = true;
  told = [];
  fanOut = createFanOut({
    scheduler: time,
    log: silentLog,
    metrics: noMetrics,
    readFeed: () => Promise.reject(new Error('the log was asked')),
    markAt: (seq) => (isMarked ? `mark ${seq}` : undefined),
  });
});

const tell = (lines: readonly string[], bulletin: Bulletin) => void told.push({ lines, bulletin });

interface Following {
  readonly scopes?: readonly string[];
  readonly takesBulletins?: boolean;
  readonly joins?: boolean;
  readonly room?: number;
}

/** A desk that stands at the beginning of the log. */
function follow(desk: string, how: Following = {}) {
  const { scopes = ['unit:a'], takesBulletins = true, joins = true, room = Number.POSITIVE_INFINITY } = how;
  const pages: Page[] = [];
  const board = { line: `line of ${desk}`, joins: () => joins, tell };
  const outlet = {
    page: (page: Page) => void pages.push(page),
    room: () => room,
    ...(takesBulletins ? { board } : {}),
  };
  const follower = fanOut.follow({ desk, scopes, namesLong: true }, outlet);
  follower.start({ head: 0, upto: 0, own: 0 });
  return { follower, pages };
}

/** One op of a desk in a scope; what it does not say is short. */
function commit(desk: string, deskSeq: number, { scope = 'unit:a', chars = 100 } = {}): void {
  const before = head;
  head += 1;
  const op: LoggedOp = {
    ...makeOp({ deskSeq, by: { desk } }),
    seq: head,
    receivedAt: '2026-11-21T08:00:00.000Z',
  };
  fanOut.committed({
    before,
    head,
    fed: [{ op, scopes: [scope], chars }],
    widenedScopes: new Set(),
    highWaters: new Map([[desk, deskSeq]]),
  });
}

const heard = () =>
  told.map(({ lines, bulletin: { ops, ...place } }) => ({ lines, ...place, ops: ops.length }));

it('[RG59] desks that lack the same are told it in one, each other one by a page of its own', async () => {
  const author = follow('desk_a');
  const [older, elsewhere] = [
    follow('desk_o', { takesBulletins: false }),
    follow('desk_e', { scopes: ['unit:e'] }),
  ];
  const both = [follow('desk_b'), follow('desk_c', { scopes: ['unit:c', 'unit:a'] })];
  commit('desk_a', 1);
  await time.advance(1);
  expect(heard()).toEqual([
    { lines: ['line of desk_b', 'line of desk_c'], after: 0, upto: 1, uptoOp: 'mark 1', ops: 1 },
  ]);
  expect(older.pages).toMatchObject([{ after: 0, upto: 1, own: 0 }]);
  for (const { pages } of [author, elsewhere, ...both]) expect(pages).toEqual([]);
  commit('desk_a', 2);
  await time.advance(1);
  expect(heard()[1]).toMatchObject({ after: 1, upto: 2, ops: 1 });
});

it('[RG59] desks that stand apart, or lack other things, are told apart', async () => {
  const late = follow('desk_b', { room: 0 });
  follow('desk_c');
  const wide = follow('desk_w', { scopes: ['unit:a', 'unit:w'] });
  commit('desk_a', 1);
  await time.advance(1);
  commit('desk_a', 2, { scope: 'unit:w' });
  commit('desk_a', 3);
  await time.advance(1);
  expect(heard()).toMatchObject([
    { lines: ['line of desk_c', 'line of desk_w'], upto: 1 },
    { lines: ['line of desk_c'], after: 1, upto: 3, ops: 1 },
    { lines: ['line of desk_w'], after: 1, upto: 3, ops: 2 },
  ]);
  expect([late.pages, wide.pages]).toEqual([[], []]);
});

it.each([
  ['whose own entries it would pass', () => commit('desk_b', 1)],
  ['that gets more than a little', () => commit('desk_a', 1, { chars: 3_000 })],
])('[RG59] a desk %s gets a page', async (_what, write) => {
  const { pages } = follow('desk_b');
  write();
  commit('desk_c', 1);
  await time.advance(1);
  expect(told).toEqual([]);
  expect(pages).toMatchObject([{ after: 0, upto: 2 }]);
});

it('[RG59] [RG56] so does one that is to confirm it, or has less room', async () => {
  const asked = [follow('desk_b', { joins: false }), follow('desk_c', { room: 50 })];
  commit('desk_a', 1);
  await time.advance(1);
  expect(told).toEqual([]);
  for (const { pages } of asked) expect(pages).toMatchObject([{ after: 0, upto: 1 }]);
});

it('[RG59] [RG50] where nobody knows at once which op stands at its end, everybody gets pages', async () => {
  const { follower, pages } = follow('desk_b');
  isMarked = false;
  commit('desk_a', 1);
  expect(follower.passed(0)).toBeNull();
  await time.advance(1);
  expect([told, pages.length]).toEqual([[], 1]);
});

it('[RG60] an answer passes its desk’s own entries where that is all there is, and no page follows', async () => {
  const { follower, pages } = follow('desk_a');
  commit('desk_a', 1);
  expect(follower.passed(1)).toEqual({ after: 0, upto: 1, uptoOp: 'mark 1' });
  expect(follower.passed(1)).toBeNull();
  await time.advance(20);
  expect(pages).toEqual([]);
  commit('desk_b', 1);
  await time.advance(1);
  expect(heard()).toMatchObject([{ lines: ['line of desk_a'], after: 1, upto: 2 }]);
});

it('[RG60] it passes nothing where something of others comes too, or another answer is still to come', async () => {
  const { follower, pages } = follow('desk_a');
  commit('desk_a', 1);
  expect(follower.passed(0)).toBeNull();
  commit('desk_b', 1);
  expect(follower.passed(1)).toBeNull();
  await time.advance(20);
  expect(pages).toMatchObject([{ after: 0, upto: 2, own: 1 }]);
  follower.stop();
  commit('desk_a', 2);
  expect(follower.passed(2)).toBeNull();
});

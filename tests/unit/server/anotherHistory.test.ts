import { expect, it } from 'vitest';
import { systemClock, systemScheduler } from '../../../platform/clock.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import type { SharedLog } from '../../../server/store/sharedLog.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import { createWriter } from '../../../server/writer.ts';
import { silentLog } from '../../../tools/sim/silentLog.ts';
import { makeOp, type OpSketch, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';

const nothing = { records: [], desks: [], sessions: [], opIds: [] };

/** A writer of a process that knows the history as it is told to. */
async function setUp(known: { epoch: string; head: number }) {
  const rows = openSqliteStore({ kind: 'memory' }, 'epoch_first');
  await rows.saveSession(makeSession('nurse.laine', 'desk_a'));
  const shared: SharedLog = {
    readNews: async () => ({ epoch: await rows.getEpoch(), head: (await rows.load(nothing)).head, ops: [] }),
    listen: () => async () => {},
    tell: async () => {},
    takeDuty: async () => true,
    tries: { count: async () => 0, add: async () => {}, forget: async () => {} },
  };
  const parts = { clock: systemClock, scheduler: systemScheduler, log: silentLog, metrics: noMetrics };
  const history = () => known;
  const writer = createWriter({ ...parts, store: { ...rows, shared }, onCommitted: () => {}, history });
  const push = (sketch: OpSketch) =>
    writer.push({
      desk: 'desk_a',
      ops: [makeOp({ session: 'session_desk_a', ...sketch })],
      history: known.epoch,
    });
  return { rows, writer, push, head: async () => (await rows.load(nothing)).head };
}

const opened = { type: 'contact.opened', body: opening, deskSeq: 1 };
const turnedAway = { ok: false, code: 'sayHello' };

it('[RG53] a process that has not heard of the new name yet commits nothing, and tells nothing of the log', async () => {
  const { rows, writer, push, head } = await setUp({ epoch: 'epoch_first', head: 0 });
  expect(await push(opened)).toMatchObject({ ok: true, acked: 1 });
  await rows.saveEpoch('epoch_next');
  expect(await push({ deskSeq: 2 })).toEqual(turnedAway);
  // Nothing to store: it would only be told what became of it.
  expect(await push(opened)).toEqual(turnedAway);
  expect(await head()).toBe(1);
  await writer.close();
});

it('[RG53] [PG10] a log that is shorter than what was told takes nothing before it has another name', async () => {
  const { writer, push, head } = await setUp({ epoch: 'epoch_first', head: 7 });
  expect(await push(opened)).toEqual(turnedAway);
  expect(await head()).toBe(0);
  await writer.close();
});

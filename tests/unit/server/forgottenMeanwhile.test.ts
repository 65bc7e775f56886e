import { expect, it } from 'vitest';
import { systemClock, systemScheduler } from '../../../platform/clock.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import type { RegionStore } from '../../../server/store/regionStore.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import { createWriter } from '../../../server/writer.ts';
import { silentLog } from '../../../tools/sim/silentLog.ts';
import { makeOp, type OpSketch, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';

it('[PG14] what was forgotten while a push was read for is read again', async () => {
  const rows = openSqliteStore({ kind: 'memory' }, 'epoch_first');
  await rows.saveSession(makeSession('nurse.laine', 'desk_a'));
  let meanwhile = () => {};
  const store: RegionStore = {
    ...rows,
    async load(ask) {
      const loaded = await rows.load(ask);
      meanwhile();
      return loaded;
    },
  };
  const parts = { clock: systemClock, scheduler: systemScheduler, log: silentLog, metrics: noMetrics };
  const writer = createWriter({
    ...parts,
    store,
    onCommitted: () => {},
    history: () => ({ epoch: 'epoch_first', head: 0 }),
  });
  const say = (...sketches: readonly OpSketch[]) =>
    writer.push({
      desk: 'desk_a',
      ops: sketches.map((one) => makeOp({ session: 'session_desk_a', ...one })),
    });
  const opened = { type: 'contact.opened', body: opening };
  await say({ ...opened, deskSeq: 1 });
  meanwhile = () => {
    meanwhile = () => {};
    writer.forgetAll();
  };
  // The new contact has to be asked for; the first one is remembered.
  const answer = await say({ ...opened, record: 'contact_two', deskSeq: 2 }, { deskSeq: 3 });
  expect(answer).toMatchObject({ ok: true, acked: 3, settlement: { refused: [] } });
  const ask = { records: ['contact/contact_one'], desks: [], sessions: [], opIds: [] };
  expect((await rows.load(ask)).records.get('contact/contact_one')).toMatchObject({
    seq: 3,
    state: { noteCount: 1 },
  });
  await writer.close();
});

// Eight people at one region over PostgreSQL, each with one note at a time: gathered by the process that commits, or one
// commit with the log's lock for each.
import { systemClock, systemScheduler } from '../../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../../platform/ids.ts';
import { acceptOps, type DeskPush } from '../../../server/acceptOps.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import { openPostgresStore, type PostgresStore } from '../../../server/store/postgres/postgresStore.ts';
import { createWriter } from '../../../server/writer.ts';
import { regionScope, unitScope } from '../../../shared/op/opCatalogue.ts';
import { silentLog } from '../../sim/silentLog.ts';
import { type Bench, inTurn } from '../figures.ts';
import { withBenchDatabase } from './grounds.ts';

const authors = 8;
const measureMs = 3_000;
const ids = idsFrom(systemClock, systemRandom);
const signedIn = {
  user: 'storm.0',
  role: 'nurse',
  unit: 'unit_storm',
  scopes: [unitScope('unit_storm'), regionScope],
};

function note(desk: string, contact: string, deskSeq: number): DeskPush {
  const isFirst = deskSeq === 1;
  const op = {
    id: ids.newOpId(),
    record: { kind: 'contact' as const, id: contact },
    type: isFirst ? 'contact.opened' : 'contact.noteAdded',
    version: 1,
    body: isFirst
      ? { channel: 'PHONE_IN', callerNumber: null, language: 'fi' }
      : { text: `${deskSeq} The client rests, drinks and calls again if it gets worse.` },
    basis: 0,
    by: { user: 'storm.0', role: '', unit: '', desk: '' },
    session: 'none',
    at: new Date(systemClock.now()).toISOString(),
    skewMs: 0,
    deskSeq,
    action: { id: `a${deskSeq}`, part: 1, of: 1 },
  };
  return { desk, ops: [op], signedIn };
}

/** Notes a second of all authors together. */
async function rateOf(push: (author: number, push: DeskPush) => Promise<void>): Promise<number> {
  let made = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: authors }, async (_none, author) => {
      const contact = ids.newId('contact');
      for (let deskSeq = 1; performance.now() - started < measureMs; deskSeq += 1) {
        await push(author, note(`desk_${author}`, contact, deskSeq));
        made += 1;
      }
    }),
  );
  return made / ((performance.now() - started) / 1_000);
}

const firstEpoch = 'epoch_bench';

const open = (url: string): Promise<PostgresStore> =>
  openPostgresStore({ url, firstEpoch, scheduler: systemScheduler, log: silentLog });

async function gathered(url: string): Promise<number> {
  const store = await open(url);
  const parts = { store, clock: systemClock, scheduler: systemScheduler, log: silentLog, metrics: noMetrics };
  const writer = createWriter({
    ...parts,
    onCommitted: () => {},
    history: () => ({ epoch: firstEpoch, head: 0 }),
  });
  const rate = await rateOf(async (_author, push) => {
    const answer = await writer.push(push);
    if (!answer.ok) throw new Error(answer.code);
  });
  await writer.close();
  await store.close();
  return rate;
}

async function oneByOne(url: string): Promise<number> {
  const stores = await Promise.all(Array.from({ length: authors }, () => open(url)));
  const rate = await rateOf(async (author, push) => {
    const store = stores[author];
    const [op] = push.ops;
    if (store === undefined || op === undefined) throw new Error('no author');
    const records = [`contact/${op.record.id}`];
    const loaded = await store.load({ records, desks: [push.desk], sessions: [], opIds: [], hold: true });
    const judged = acceptOps(loaded, [push], new Date(systemClock.now()).toISOString());
    if ((await store.append(loaded.head, judged.rows)) !== 'ok') throw new Error('not taken');
  });
  for (const store of stores) await store.close();
  return rate;
}

export const authorsBench: Bench = {
  name: 'authors.postgres',
  unit: 'ops/s',
  what: 'eight authors at one region over PostgreSQL; against a commit with the lock of the log for every note',
  async round(productFirst) {
    const both = await inTurn(productFirst, {
      product: () => withBenchDatabase(gathered),
      baseline: () => withBenchDatabase(oneByOne),
    });
    return [{ part: 'rate', value: both.product, baseline: both.baseline }];
  },
};

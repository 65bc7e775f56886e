import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LoggedOp } from '../../db/region/ops.ts';
import { DeskDouble, signIn } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { onePostgres } from '../kit/onePostgres.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const postgres = onePostgres();
const running: RegionProcess[] = [];
const desks: DeskDouble[] = [];

async function start(database: string): Promise<RegionProcess> {
  const region = await startRegion({ env: { DATABASE_URL: postgres.url(database) } });
  running.push(region);
  return region;
}

async function openDesk(region: RegionProcess, user: string, desk: string): Promise<DeskDouble> {
  const double = await DeskDouble.open(region.url, { user, desk });
  desks.push(double);
  return double;
}

let database: string;
let first: RegionProcess;
let second: RegionProcess;

beforeAll(async () => {
  database = await postgres.makeDatabase();
  first = await start(database);
  second = await start(database);
});

afterEach(() => {
  for (const desk of desks.splice(0)) desk.close();
});
afterAll(async () => {
  for (const region of running) await region.kill();
});

const received = (desk: DeskDouble): LoggedOp[] => desk.pages.flatMap((page) => page.ops);
const seqs = (desk: DeskDouble) => received(desk).map((op) => op.seq);

const sbar = { situation: 's', background: 'b', assessment: 'a', recommendation: 'r' };
const offer = {
  contactId: 'contact_x',
  clientId: null,
  planId: null,
  toUnit: 'unit_social',
  disposition: null,
  sbar,
};
const laine = 'nurse.laine';
const virta = 'nurse.virta';

describe('one region of two processes', () => {
  it('[PG5] desks of one process get what desks of the other commit, in order and once', async () => {
    const a = await openDesk(first, laine, 'desk1_a');
    const b = await openDesk(second, virta, 'desk1_b');
    await a.push(a.op({ record: 'contact_x1', type: 'contact.opened', body: opening }));
    await b.until(() => received(b).length === 1);
    const pushes: Promise<unknown>[] = [];
    for (let at = 0; at < 20; at += 1) {
      pushes.push(a.push(a.op({ record: 'contact_x1' })), b.push(b.op({ record: 'contact_x1' })));
      if (at % 5 === 4) await Promise.all(pushes.splice(0));
    }
    await a.until(() => received(a).length === 20);
    await b.until(() => received(b).length === 21);
    expect(seqs(a)).toEqual([...new Set(seqs(a))].toSorted((left, right) => left - right));
    expect(seqs(b)).toEqual([...new Set(seqs(b))].toSorted((left, right) => left - right));
    const all = [...seqs(a), ...seqs(b)].toSorted((left, right) => left - right);
    expect(all).toEqual(Array.from({ length: 41 }, (_none, at) => (all[0] ?? 0) + at));
  });

  it('[PG4] of takes that two processes judge at the same moment the first one holds', async () => {
    const a = await openDesk(first, laine, 'desk2_a');
    const takers = [
      await openDesk(first, 'social.nieminen', 'desk2_n'),
      await openDesk(second, 'social.lindqvist', 'desk2_l'),
    ];
    const holders = new Set<number>();
    for (let round = 0; round < 12; round += 1) {
      const record = `handoff_${round}`;
      await a.push(a.op({ kind: 'handoff', record, type: 'handoff.offered', body: offer }));
      const take = (desk: DeskDouble) =>
        desk.push(desk.op({ kind: 'handoff', record, type: 'handoff.taken', body: { readBack: null } }));
      const answers = await Promise.all(takers.map(take));
      const refused = answers.map((answer) => ('settlement' in answer ? answer.settlement.refused : []));
      expect(refused.flat()).toMatchObject([{ refusal: { reason: 'alreadyTaken' } }]);
      holders.add(refused.findIndex((one) => one.length === 0));
    }
    expect(holders.size).toBeGreaterThan(0);
  });

  it('[PG6] a desk that goes to the other process works on where it stands, and its old line is told', async () => {
    const a = await openDesk(first, laine, 'desk3_a');
    const { epoch, head: start } = (await a.hello({ deskSeq: 0 })) as { epoch: string; head: number };
    // It is faster than any notice of what it did.
    await postgres.withoutNotices(database, async () => {
      let head = start;
      for (let deskSeq = 1; deskSeq <= 6; deskSeq += 1) {
        const region = deskSeq % 2 === 0 ? first : second;
        const desk = await DeskDouble.connect(region.url, { user: laine, desk: 'desk3_a' });
        desks.push(desk);
        const acked = deskSeq - 1;
        const cursors = { region: head, 'unit:unit_health': head };
        const welcome = await desk.hello({ epoch, acked, deskSeq: acked, cursors });
        expect(welcome).toMatchObject({ ok: true, epoch, highWater: acked, newDesk: null });
        const op = { ...desk.op({ record: 'contact_x3' }), deskSeq };
        const answer = await desk.push(op);
        expect(answer).toMatchObject({ ok: true, acked: deskSeq });
        // What is sent again, to whichever process, has its first outcome.
        expect(await desk.push(op)).toMatchObject({ ok: true, acked: deskSeq });
        head = 'settlement' in answer ? (answer.settlement.ranges[0]?.seq ?? 0) : 0;
      }
    });
    await a.until(() => a.closings.length > 0);
    expect(a.closings).toMatchObject([{ reason: 'replaced' }]);
  });

  it('[PG7] presence and failed sign-ins count over all processes', async () => {
    const a = await openDesk(first, laine, 'desk4_a');
    const b = await openDesk(second, virta, 'desk4_b');
    await a.ask('presence', { state: 'ready', contactId: null, pending: 0 });
    const sees = (desk: DeskDouble, connected: boolean) => () =>
      desk.presences.at(-1)?.desks.some((one) => one.desk === 'desk4_a' && one.connected === connected) ===
      true;
    await b.until(sees(b, true));
    // A process that comes later asks.
    const c = await openDesk(await start(database), virta, 'desk4_c');
    await c.until(sees(c, true));
    for (let at = 0; at < 10; at += 1) {
      const { url } = at % 2 === 0 ? first : second;
      await expect(signIn(url, { user: 'admin', desk: 'desk4_x', password: 'wrong' })).rejects.toThrow('401');
    }
    for (const { url } of [first, second])
      await expect(signIn(url, { user: 'admin', desk: 'desk4_x' })).rejects.toThrow('429');
  });

  it('[PG10] a database put back from a backup under running processes gets one new epoch from all of them', async () => {
    const a = await openDesk(first, laine, 'desk6_a');
    const b = await openDesk(second, virta, 'desk6_b');
    const epochOf = async (desk: DeskDouble) =>
      ((await desk.hello({ deskSeq: 9 })) as { epoch: string }).epoch;
    const epoch = await epochOf(a);
    expect(await epochOf(b)).toBe(epoch);
    const ops = [1, 2, 3, 4].map(() => a.op({ record: 'contact_x6' }));
    expect(await a.push(...ops)).toMatchObject({ acked: 4 });
    await postgres.server().sql(
      database,
      `set search_path = luotsi;
       delete from feed where pos > (select seq - 3 from log_head); delete from ops where seq > (select seq - 3 from log_head);
       update log_head set seq = seq - 3; update desks set high_water = 1 where desk = 'desk6_a';
       select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and pid <> pg_backend_pid()`,
    );
    await Promise.all([a, b].map((desk) => desk.until(() => desk.closings.length > 0)));
    const again = await DeskDouble.connect(second.url, { user: laine, desk: 'desk6_a' });
    const other = await DeskDouble.connect(first.url, { user: virta, desk: 'desk6_b' });
    desks.push(again, other);
    const welcome = await again.hello({ epoch, acked: 4, deskSeq: 4 });
    expect(welcome).toMatchObject({ ok: true, highWater: 1, newDesk: null });
    const next = (welcome as { epoch: string }).epoch;
    expect(next).not.toBe(epoch);
    expect(await epochOf(other)).toBe(next);
    expect(await again.push(...ops.slice(1))).toMatchObject({ ok: true, acked: 4 });
  });

  it('[PG7] [PG8] one of two killed under load loses nothing that was acknowledged and doubles nothing', async () => {
    const watcher = await openDesk(second, virta, 'desk5_w');
    const writers = await Promise.all(
      [first, first, second, second].map((region, at) => openDesk(region, laine, `desk5_${at}`)),
    );
    const sees = (connected: boolean) => () =>
      watcher.presences.at(-1)?.desks.some((one) => one.desk === 'desk5_0' && one.connected === connected) ===
      true;
    await writers[0]?.ask('presence', { state: 'ready', contactId: null, pending: 0 });
    await watcher.until(sees(true));
    const acked: string[] = [];
    const load = async (desk: DeskDouble): Promise<void> => {
      for (let at = 0; at < 150; at += 1) {
        const op = desk.op({ record: 'contact_x5' });
        if ('acked' in (await desk.push(op))) acked.push(op.id);
      }
    };
    const runs = writers.map((desk) => load(desk).catch(() => {}));
    await watcher.until(() => acked.length > 100);
    await first.kill();
    await Promise.all(runs);
    // Nobody knows any more what its desks do.
    await watcher.until(sees(false), 30_000);
    // The desks of the dead process go on at the other: what they did not hear of is sent again.
    const again = await DeskDouble.connect(second.url, { user: laine, desk: 'desk5_0' });
    desks.push(again);
    expect(await again.hello({ deskSeq: 1_000 })).toMatchObject({ ok: true, newDesk: null });
    await watcher.until(() => acked.every((id) => received(watcher).some((op) => op.id === id)));
    const [log] = await postgres
      .server()
      .sql(
        database,
        'select count(*)::int, max(seq)::int, (select seq::int from luotsi.log_head) as head from luotsi.ops',
      );
    expect(log).toEqual({ count: log?.head, max: log?.head, head: log?.head });
    expect(new Set(received(watcher).map((op) => op.id)).size).toBe(received(watcher).length);
  });
});

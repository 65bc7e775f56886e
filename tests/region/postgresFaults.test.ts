import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { onePostgres, runningRole } from '../kit/onePostgres.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const mountPrefix = 'luotsi-mount-';
const postgres = onePostgres();
let database: string;
let region: RegionProcess;
let a: DeskDouble;
let b: DeskDouble;
const acked: string[] = [];

const sql = (text: string) => postgres.server().sql(database, text);
const sqlOfServer = (text: string) => postgres.server().sql('postgres', text);
const endConnections = (like = '%') =>
  sqlOfServer(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and application_name like 'luotsi ${like}'`,
  );
const status = async () => (await fetch(`${region.url}/healthz`)).status;
const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

beforeAll(async () => {
  database = await postgres.makeDatabase();
  region = await startRegion({ env: { DATABASE_URL: postgres.url(database) } });
  a = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
  b = await DeskDouble.open(region.url, { user: 'nurse.virta', desk: 'desk_b' });
  await push({ record: 'contact_x', type: 'contact.opened', body: opening });
});
afterAll(async () => {
  a.close();
  b.close();
  await region.kill();
});

/** As a desk does: the same op again until it is acknowledged. Gives how often it was told to wait. */
async function push(sketch: Parameters<DeskDouble['op']>[0] = { record: 'contact_x' }): Promise<number> {
  const op = a.op(sketch);
  for (let busy = 0; busy < 100; busy += 1) {
    const answer = await a.push(op);
    if (answer.ok) {
      acked.push(op.id);
      return busy;
    }
    expect(answer.code).toBe('busy');
    await pause(200);
  }
  throw new Error('it was never taken');
}

const bHas = (id: string | undefined) => () => b.pages.some((page) => page.ops.some((op) => op.id === id));

/** Nothing that was acknowledged is missing, nothing is there twice, and the other desk has it all. */
async function expectWhole(): Promise<void> {
  const [log] = await sql(
    'select count(*)::int, count(distinct id)::int as ids, (select seq::int from luotsi.log_head) as head from luotsi.ops',
  );
  expect(log).toEqual({ count: log?.head, ids: log?.head, head: log?.head });
  const there = new Set((await sql('select id from luotsi.ops')).map((row) => row.id));
  expect(acked.filter((id) => !there.has(id))).toEqual([]);
  await b.until(() => acked.every((id) => bHas(id)()), 15_000);
}

describe('troubles of the database server', () => {
  it('[PG5] a lost notice is healed within ten seconds, and a listener that was cut off listens again', async () => {
    const other = await startRegion({ env: { DATABASE_URL: postgres.url(database) } });
    const far = await DeskDouble.open(other.url, { user: 'nurse.virta', desk: 'desk_far' });
    const hasAll = () =>
      acked.slice(-1).every((id) => far.pages.some((page) => page.ops.some((op) => op.id === id)));
    try {
      await endConnections('listener');
      await push();
      await far.until(hasAll, 10_000);
      await postgres.withoutNotices(database, async () => {
        await push();
        await far.until(hasAll, 10_000);
      });
    } finally {
      far.close();
      await other.kill();
    }
  });

  it('[PG9] every connection cut in the middle of work costs a moment', async () => {
    for (let at = 0; at < 12; at += 1) await Promise.all([push(), endConnections()]);
    await push();
    await expectWhole();
  });

  it('[PG9] the server restarts and crashes under load', async () => {
    for (const how of ['clean', 'crash'] as const) {
      let isDone = false;
      const load = (async () => {
        let busy = 0;
        while (!isDone) busy += await push();
        return busy;
      })();
      await pause(200);
      await postgres.server().stop(how);
      await pause(300);
      await postgres.server().start();
      await pause(300);
      isDone = true;
      expect(await load).toBeGreaterThan(0);
    }
    await expectWhole();
    expect(await status()).toBe(200);
  });

  it('[PG9] while all readers wait, commits go on; without a free connection at the server desks wait', async () => {
    await sql('create table if not exists public.gate (x int)');
    const gate = sql('begin; lock table luotsi.users in access exclusive mode; select pg_sleep(2); commit');
    const waiting = Array.from({ length: 10 }, () =>
      fetch(`${region.url}/session`, {
        method: 'POST',
        body: JSON.stringify({ user: 'nurse.laine', password: 'demo', desk: 'desk_q' }),
      }),
    );
    await pause(200);
    expect(await push()).toBe(0);
    await gate;
    expect((await Promise.all(waiting)).map((answer) => answer.status)).toEqual(Array(10).fill(200));

    await sqlOfServer(`alter role ${runningRole} connection limit 0`);
    await endConnections();
    setTimeout(() => void sqlOfServer(`alter role ${runningRole} connection limit -1`), 600);
    expect(await push()).toBeGreaterThan(0);
    await expectWhole();
  });

  it('[PG9] a database that cannot be written answers reads, and says that nothing can be committed', async () => {
    await sqlOfServer(`alter database ${database} set default_transaction_read_only = on`);
    await endConnections();
    await pause(1_100);
    expect(await status()).toBe(503);
    const op = a.op({ record: 'contact_x' });
    expect(await a.push(op)).toMatchObject({ ok: false, code: 'busy' });
    expect(await a.ask('pull', { scopes: ['region'], after: 0 })).toMatchObject({ after: 0 });
    await sqlOfServer(`alter database ${database} reset default_transaction_read_only`);
    await endConnections();
    await pause(1_100);
    expect(await a.push(op)).toMatchObject({ ok: true });
    expect(await status()).toBe(200);
    await expectWhole();
  });
});

describe('a full disk', () => {
  const tight = mountSmall();
  afterAll(() => {
    if (tight !== null) unmount(tight);
  });

  it('[PG9] takes nothing it cannot keep, loses nothing it took, and goes on when there is room', async () => {
    if (tight === null) {
      process.stderr.write('a full disk of PostgreSQL: needs root and the right to mount\n');
      expect(tight).toBeNull();
      return;
    }
    const folder = join(tight, 'space');
    mkdirSync(folder);
    if (process.getuid?.() === 0) chownSync(folder, 65_534, 65_534);
    await sqlOfServer(`create tablespace tight location '${folder}'`);
    const name = await postgres.makeDatabase();
    await sqlOfServer(`alter database ${name} set tablespace tight`);
    const full = await startRegion({ env: { DATABASE_URL: postgres.url(name) } });
    const nurse = await DeskDouble.open(full.url, { user: 'nurse.laine', desk: 'desk_full' });
    try {
      const text = 'x'.repeat(9_000);
      let taken = 0;
      let op = nurse.op({ record: 'contact_x', body: { text } });
      for (;;) {
        const ops = [
          op,
          ...Array.from({ length: 20 }, () => nurse.op({ record: 'contact_x', body: { text } })),
        ];
        const answer = await nurse.push(...ops);
        if (!answer.ok) {
          expect(answer.code).toBe('busy');
          execFileSync('mount', ['-o', 'remount,size=400m', tight]);
          expect(await nurse.push(...ops)).toMatchObject({ ok: true, acked: taken + ops.length });
          taken += ops.length;
          break;
        }
        taken += ops.length;
        op = nurse.op({ record: 'contact_x', body: { text } });
      }
      const [log] = await postgres
        .server()
        .sql(name, "select count(*)::int, max(desk_seq)::int from luotsi.ops where desk = 'desk_full'");
      expect(log).toEqual({ count: taken, max: taken });
    } finally {
      nurse.close();
      await full.kill();
    }
  });
});

/** Apart from the folders of other tests: a mounted one could not be cleared away by the next run. */
function mountSmall(): string | null {
  for (const left of readdirSync(tmpdir()).filter((name) => name.startsWith(mountPrefix))) {
    const owner = Number(left.slice(mountPrefix.length).split('-')[0]);
    if (!existsSync(`/proc/${owner}`)) unmount(join(tmpdir(), left));
  }
  const folder = mkdtempSync(join(tmpdir(), `${mountPrefix}${process.pid}-`));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=0755', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    unmount(folder);
    return null;
  }
}

function unmount(folder: string): void {
  try {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
  } catch {
    // It was not mounted.
  }
  rmSync(folder, { recursive: true, force: true });
}

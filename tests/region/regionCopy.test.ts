import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Op } from '../../shared/op/op.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { onePostgres, runningRole } from '../kit/onePostgres.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const tool = fileURLToPath(new URL('../../tools/region/copy.ts', import.meta.url));
const postgres = onePostgres();
const running: RegionProcess[] = [];

afterEach(async () => {
  for (const region of running.splice(0)) await region.kill();
});

async function start(env: Record<string, string>): Promise<RegionProcess> {
  const region = await startRegion({ env });
  running.push(region);
  return region;
}

interface Run {
  readonly status: number | null;
  readonly said: string;
}

/** With `killAt`, the tool is killed as soon as it says that. */
function copy(args: readonly string[], killAt?: string): Promise<Run> {
  const child = spawn(process.execPath, [tool, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8');
    if (killAt !== undefined && said.includes(killAt)) child.kill('SIGKILL');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, said })));
}

async function emptyDatabase(
  name: string,
): Promise<{ url: string; env: Record<string, string>; to: string[] }> {
  await postgres.server().sql('postgres', `create database ${name}`);
  const owner = postgres.server().url(name);
  return {
    url: owner,
    env: { DATABASE_URL: postgres.url(name) },
    to: ['--to', owner, '--role', runningRole],
  };
}

async function pushMany(desk: DeskDouble, record: string, many: number): Promise<Op[]> {
  const ops = [
    desk.op({ record, type: 'contact.opened', body: opening }),
    ...Array.from({ length: many }, () => desk.op({ record })),
  ];
  for (let at = 0; at < ops.length; at += 500)
    expect(await desk.push(...ops.slice(at, at + 500))).toMatchObject({ ok: true });
  return ops;
}

const tablesIn = (said: string) => said.split('\n').filter((line) => /^\w+ +\d+ {2}[0-9a-f]{16}$/.test(line));
const nurse = { user: 'nurse.laine', desk: 'desk_a' };

describe('a region goes from a file to PostgreSQL', () => {
  it.each([
    ['postgres://owner:sala#na@127.0.0.1/region', '--from is no address'],
    ['postgres://owner:salasana@127.0.0.1/region?options=-c', '--from must not give options'],
    ['postgress://owner:salasana@127.0.0.1/region', '--from must start with file: or postgres://'],
  ])('[RG27] a place it cannot use is named, and nothing of it is said: %s', async (place, says) => {
    const to = `file:${join(scratchFolder(), 'region.db')}`;
    const { status, said } = await copy(['backup', '--from', place, '--to', to]);
    expect(status).toBe(2);
    expect(said).toContain(says);
    expect(said).not.toContain('sala');
  });
  it('[PG11] also when the move is killed on its way, with every row and the history it had', async () => {
    const folder = scratchFolder();
    const from = `file:${join(folder, 'region.db')}`;
    const old = await start({ DATABASE_URL: from });
    const desk = await DeskDouble.open(old.url, nurse);
    await pushMany(desk, 'contact_x', 2_400);
    const { epoch } = (await desk.hello({ deskSeq: 2_401 })) as { epoch: string };
    const target = await emptyDatabase('moved');
    const busy = await copy(['move', '--from', from, ...target.to]);
    expect(busy).toMatchObject({ status: 1 });
    desk.close();
    await old.stop();

    expect((await copy(['move', '--from', from, ...target.to], 'ops: 2000')).status).toBeNull();
    await expect(start(target.env)).rejects.toThrow(/being copied/);
    const whole = await copy(['move', '--from', from, ...target.to]);
    expect(whole).toMatchObject({ status: 0 });
    // It went on where it was: only what was missing was copied.
    expect(whole.said).not.toContain('ops: 2000');
    expect((await copy(['move', '--from', from, ...target.to])).said).toContain('there is a region');

    const moved = await start({ ...target.env, DEMO: '0' });
    const back = await DeskDouble.connect(moved.url, nurse);
    expect(await back.hello({ epoch, acked: 2_401, deskSeq: 2_401 })).toMatchObject({
      epoch,
      highWater: 2_401,
    });
    expect(await back.push({ ...back.op({ record: 'contact_x' }), deskSeq: 2_402 })).toMatchObject({
      ok: true,
    });
    back.close();
    expect(await moved.stop()).toBe(0);

    const again = join(folder, 'again.db');
    const home = await copy(['move', '--from', target.url, '--to', `file:${again}`]);
    expect(home).toMatchObject({ status: 0 });
    const unchanged = (said: string) => tablesIn(said).filter((line) => /^(units|users|echoes)/.test(line));
    expect(unchanged(home.said)).toEqual(unchanged(whole.said));
    expect(tablesIn(whole.said)).toHaveLength(10);
    const file = await start({ DATABASE_URL: `file:${again}` });
    const last = await DeskDouble.connect(file.url, nurse);
    expect(await last.hello({ epoch, acked: 2_402, deskSeq: 2_402 })).toMatchObject({
      epoch,
      highWater: 2_402,
    });
    last.close();
  });
});

describe('backup and restore', () => {
  it.each(['file', 'PostgreSQL'])('[PG12] of a region over %s that goes on working', async (kind) => {
    const folder = scratchFolder();
    const name = `drill_${kind.toLowerCase()}`;
    const place = kind === 'file' ? null : await emptyDatabase(name);
    const from = place?.url ?? `file:${join(folder, 'region.db')}`;
    const owner = place === null ? {} : { DATABASE_OWNER_URL: place.url };
    const region = await start({ ...(place?.env ?? { DATABASE_URL: from }), ...owner });
    const desk = await DeskDouble.open(region.url, nurse);
    const { epoch, head } = (await desk.hello({ deskSeq: 0 })) as { epoch: string; head: number };
    const before = await pushMany(desk, 'contact_x', 600);

    let isDone = false;
    const during: Op[] = [];
    const load = (async () => {
      while (!isDone) {
        const op = desk.op({ record: 'contact_x' });
        expect(await desk.push(op)).toMatchObject({ ok: true });
        during.push(op);
      }
    })();
    const backup = join(folder, 'backup.db');
    expect(await copy(['backup', '--from', from, '--to', `file:${backup}`])).toMatchObject({ status: 0 });
    expect(existsSync(`${backup}.part`)).toBe(false);
    isDone = true;
    await load;
    expect(during.length).toBeGreaterThan(0);
    desk.close();
    await region.stop();

    const target = kind === 'file' ? null : await emptyDatabase(`${name}_again`);
    const again = `file:${join(folder, 'again.db')}`;
    const restored = await copy(['restore', '--from', `file:${backup}`, ...(target?.to ?? ['--to', again])]);
    expect(restored).toMatchObject({ status: 0 });
    const next = await start(target?.env ?? { DATABASE_URL: again });
    const back = await DeskDouble.connect(next.url, nurse);
    const acked = before.length + during.length;
    const cursors = { region: head, 'unit:unit_health': head };
    const welcome = await back.hello({ epoch, acked, deskSeq: acked, cursors });
    if (!welcome.ok) throw new Error(welcome.code);
    expect(welcome.epoch).not.toBe(epoch);
    expect(welcome.highWater).toBeGreaterThanOrEqual(before.length);
    expect(welcome.highWater).toBeLessThanOrEqual(acked);
    const lost = [...before, ...during].filter((op) => op.deskSeq > welcome.highWater);
    for (let at = 0; at < lost.length; at += 500)
      expect(await back.push(...lost.slice(at, at + 500))).toMatchObject({
        ok: true,
        settlement: { refused: [] },
      });
    expect(await back.hello({ acked, deskSeq: acked })).toMatchObject({ highWater: acked });
    back.close();
  });
});

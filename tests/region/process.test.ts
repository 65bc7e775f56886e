import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { type RegionAsk, type RegionProcess, startRegion } from '../kit/startRegion.ts';

const running: RegionProcess[] = [];

async function start(ask?: RegionAsk): Promise<RegionProcess> {
  const region = await startRegion(ask);
  running.push(region);
  return region;
}

afterEach(async () => {
  for (const region of running.splice(0)) await region.kill();
});

const status = async (url: string) => (await fetch(`${url}/healthz`)).status;

describe('the region as a process', () => {
  it('[RG22] ends with status 0, tells the desks, and leaves one file with everything acknowledged', async () => {
    const region = await start();
    const nurse = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
    await nurse.push(nurse.op({ record: 'contact_a', type: 'contact.opened', body: opening }));
    expect(await region.stop()).toBe(0);
    await nurse.until(({ closings }) => closings.length > 0);
    expect(nurse.closings).toMatchObject([{ reason: 'shutdown' }]);
    expect(readFileSync(join(region.folder, 'region.db')).byteLength).toBeGreaterThan(0);
    expect(() => readFileSync(join(region.folder, 'region.db-wal'))).toThrow();
    const again = await start({ folder: region.folder });
    const back = await DeskDouble.connect(again.url, { user: 'nurse.laine', desk: 'desk_a' });
    expect(await back.hello({ deskSeq: 1 })).toMatchObject({ highWater: 1, newDesk: null });
    back.close();
  });

  it('[RG21] health fails while nothing can be committed, and a push then waits its turn', async () => {
    const region = await start();
    const nurse = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
    expect(await status(region.url)).toBe(200);
    const path = join(region.folder, 'region.db');
    const key = Buffer.from(readFileSync(`${path}.key`, 'utf8').trim(), 'hex');
    const holder = openDatabase({ kind: 'file', path, key });
    holder.exec('begin immediate');
    const op = nurse.op({ record: 'contact_a', type: 'contact.opened', body: opening });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await status(region.url)).toBe(503);
    const refused = nurse.socket.timeout(20_000).emitWithAck('push', { ops: [op] });
    expect(await refused).toMatchObject({ ok: false, code: 'busy' });
    holder.exec('rollback');
    expect(await nurse.push(op)).toMatchObject({ ok: true, acked: 1 });
    expect(await status(region.url)).toBe(200);
    holder.close();
    nurse.close();
  });

  it('[DB3] says what is wrong with its database and what to do, and changes nothing', async () => {
    const region = await start();
    await region.stop();
    const keyPath = join(scratchFolder(), 'other.key');
    const before = readFileSync(join(region.folder, 'region.db'));
    writeFileSync(keyPath, 'ab'.repeat(32));
    await expect(start({ folder: region.folder, env: { LUOTSI_REGION_KEY_FILE: keyPath } })).rejects.toThrow(
      /ended with 1: databaseWrongKey: .*LUOTSI_REGION_KEY_FILE/,
    );
    expect(readFileSync(join(region.folder, 'region.db')).equals(before)).toBe(true);
  });

  it('[RG27] takes its place from the environment, and names a value it cannot use', async () => {
    const folder = scratchFolder();
    const DATABASE_URL = `file:${join(folder, 'deep', 'own.db')}`;
    const LUOTSI_REGION_KEY_FILE = join(folder, 'own.key');
    const region = await start({
      env: { DATABASE_URL, LUOTSI_REGION_KEY_FILE, HOST: '127.0.0.2', DEMO: '0' },
    });
    expect(region.url).toContain('http://127.0.0.2:');
    await expect(DeskDouble.connect(region.url, { user: 'nurse.laine', desk: 'desk_a' })).rejects.toThrow(
      '401',
    );
    expect(await region.stop()).toBe(0);
    expect(existsSync(join(folder, 'deep', 'own.db')) && existsSync(LUOTSI_REGION_KEY_FILE)).toBe(true);
    await expect(start({ env: { PORT: 'many' } })).rejects.toThrow(/ended with 2: PORT must be/);
    await expect(start({ env: { DATABASE_URL: 'mysql://x' } })).rejects.toThrow(
      /ended with 2: DATABASE_URL must start/,
    );
    const secret = 'postgres://region:sala#sana@localhost/region';
    const trouble = await start({ env: { DATABASE_URL: secret } }).then(String, String);
    expect(trouble).toMatch(/ended with 2: DATABASE_URL is no address/);
    expect(trouble).not.toContain('sana');
    for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
      const env = {
        DATABASE_URL: 'postgres://localhost/region',
        [name]: 'postgres://localhost/x?options=-cjit%3Don',
      };
      await expect(start({ env })).rejects.toThrow(`ended with 2: ${name} must not give options`);
    }
    const port = Number(new URL((await start()).url).port);
    await expect(start({ port })).rejects.toThrow(/The port is taken/);
  });

  it('[RG26] a database put back from a backup starts a new epoch, and desks send again what it lost', async () => {
    const region = await start();
    const nurse = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
    const first = nurse.op({ record: 'contact_a', type: 'contact.opened', body: opening });
    await nurse.push(first);
    await region.stop();
    const path = join(region.folder, 'region.db');
    const backup = readFileSync(path);
    const later = await start({ folder: region.folder });
    const back = await DeskDouble.connect(later.url, { user: 'nurse.laine', desk: 'desk_a' });
    const before = await back.hello({ acked: 1, deskSeq: 3 });
    if (!before.ok) throw new Error(before.code);
    const lost = [nurse.op({ record: 'contact_a' }), nurse.op({ record: 'contact_a' })];
    expect(await back.push(...lost)).toMatchObject({ ok: true, acked: 3 });
    await later.stop();
    writeFileSync(path, backup);
    const restored = await start({ folder: region.folder });
    const other = await DeskDouble.open(restored.url, { user: 'nurse.virta', desk: 'desk_b' });
    for (let at = 0; at < 5; at += 1) await other.push(other.op({ record: 'contact_a' }));
    const again = await DeskDouble.connect(restored.url, { user: 'nurse.laine', desk: 'desk_a' });
    const cursors = { 'unit:unit_health': before.head, region: before.head };
    const welcome = await again.hello({ epoch: before.epoch, cursors, acked: 1, deskSeq: 3 });
    expect(welcome).toMatchObject({ highWater: 1, snapshot: ['unit:unit_health', 'region'] });
    expect((welcome as { epoch: string }).epoch).not.toBe(before.epoch);
    expect(await again.push(...lost)).toMatchObject({ ok: true, acked: 3, settlement: { refused: [] } });
    again.close();
    other.close();
  });

  it('[RG24] lets a contact ring for a ready desk, one at a time', async () => {
    const region = await start({ env: { DEMO_RING: 'on', DEMO_RING_MS: '60' } });
    const nurse = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
    const arrived = () =>
      nurse.pages.flatMap((page) => page.ops).filter((op) => op.type === 'contact.arrived');
    const be = (state: 'ready' | 'talking') => nurse.ask('presence', { state, contactId: null, pending: 0 });
    const pause = () => new Promise((resolve) => setTimeout(resolve, 400));
    await pause();
    expect(arrived()).toEqual([]);
    await be('ready');
    await nurse.until(() => arrived().length === 1);
    await pause();
    expect(arrived()).toHaveLength(1);
    const record = arrived()[0]?.record.id ?? '';
    await be('talking');
    expect(await nurse.push(nurse.op({ record, type: 'contact.answered' }))).toMatchObject({
      ok: true,
      settlement: { refused: [] },
    });
    await pause();
    expect(arrived()).toHaveLength(1);
    const { epoch, head } = (await nurse.hello()) as { epoch: string; head: number };
    const cursors = { 'unit:unit_health': head + 9, region: head };
    expect(await nurse.hello({ epoch, cursors })).not.toMatchObject({ epoch });
    await nurse.ask('pull', { scopes: nurse.granted.session.scopes, after: head });
    await be('ready');
    await nurse.until(() => arrived().length === 2);
    expect(arrived().every((op) => op.by.unit === 'unit_health' && op.by.role === 'system')).toBe(true);
    nurse.close();
  });
});

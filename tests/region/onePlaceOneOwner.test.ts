import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { openFileVault } from '../../electron/engine/session/deskVault.ts';
import { systemRandom } from '../../platform/ids.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { type RegionAsk, type RegionProcess, startRegion } from '../kit/startRegion.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const running: RegionProcess[] = [];

async function start(ask: RegionAsk): Promise<RegionProcess> {
  const region = await startRegion(ask);
  running.push(region);
  return region;
}

afterEach(async () => {
  for (const region of running.splice(0)) await region.kill();
});

test('[RG28] of two regions started at once over a fresh folder one runs, and the other says why it cannot', async () => {
  const folder = scratchFolder();
  const both = await Promise.allSettled([start({ folder }), start({ folder })]);
  const refused = both.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(String(refused[0]?.reason)).toMatch(/ended with 1: databaseLocked: Another region/);
  expect(running).toHaveLength(1);
  await running[0]?.stop();
  expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual(['region.db.lock']);
  // The key beside the database is the one that made it.
  await start({ folder });
});

test('[RG28] a region that follows one that is still stopping waits for its place and its port', async () => {
  const first = await start({ folder: scratchFolder() });
  const port = Number(new URL(first.url).port);
  const next = start({ folder: first.folder, port });
  await new Promise((resume) => setTimeout(resume, 300));
  await first.stop();
  expect((await next).url).toBe(first.url);
});

/** As a user starts it; gives the address and the wrapper. */
async function startByNpm(folder: string): Promise<{ readonly url: string; readonly wrapper: ChildProcess }> {
  const wrapper = spawn('npm', ['run', '-s', 'region'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', LUOTSI_DATA: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: wrapper.stdout });
  const first = await lines[Symbol.asyncIterator]().next();
  const { region } = JSON.parse(String(first.value)) as { region: string };
  return { url: region, wrapper };
}

async function isAnswering(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  '[RG29] a region whose npm got %s gives up its port and its database',
  async (signal) => {
    const folder = scratchFolder();
    const { url, wrapper } = await startByNpm(folder);
    expect(await isAnswering(url)).toBe(true);
    wrapper.kill(signal);
    await expect.poll(() => isAnswering(url), { timeout: 10_000 }).toBe(false);
    await start({ folder, port: Number(new URL(url).port) });
  },
);

test.each([
  { env: { PORT: '70000' }, says: /ended with 2: PORT must be a whole number, 65535 at most/ },
  { env: { DATABASE_URL: 'file:' }, says: /ended with 2: DATABASE_URL must name a file/ },
  {
    env: { DATABASE_URL: 'file://elsewhere/region.db' },
    says: /ended with 2: DATABASE_URL must name a file/,
  },
  { env: { DATABASE_URL: `file:${root}` }, says: /ended with 2: DATABASE_URL must name a file/ },
  { env: { HOST: '192.0.2.1' }, says: /ended with 1: HOST is no address/ },
  { env: { LUOTSI_DATA: '/dev/null' }, says: /ended with 1: diskBroken/ },
])('[RG27] a region started with $env says what is wrong in one sentence', async ({ env, says }) => {
  await expect(start({ env })).rejects.toThrow(says);
});

test('[EN30] of two first starts in one folder the later one does not replace the key of the earlier one', async () => {
  const dir = join(scratchFolder(), 'desk');
  mkdirSync(dir);
  const vaults = [1, 2].map(() =>
    openFileVault({ dir, random: systemRandom, newDeskId: () => 'desk_a', key: null, onKey: () => {} }),
  );
  const first = { user: 'nurse.laine', passphrase: 'demo', deskId: 'desk_a' };
  const both = await Promise.allSettled(vaults.map((vault) => vault.create(first)));
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'databaseLocked' });
  for (const vault of vaults) vault.close();
  await vaults[0]?.unlock(first.user, first.passphrase);
  vaults[0]?.close();
});

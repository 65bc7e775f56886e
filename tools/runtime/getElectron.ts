import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../setup/runProgram.mjs';
import { SetupFault, tellFault } from '../setup/setupFault.mjs';
import { ensureLibraries } from './debianLibraries.ts';
import { fallbackWarning, getFallback } from './fallbackElectron.ts';
import { downloadElectron, electronIn, installedElectron } from './officialElectron.ts';

export interface Electron {
  readonly path: string;
  readonly kind: 'official' | 'fallback';
  readonly version: string;
  /** Arguments that this machine needs before the program's own. */
  readonly args: readonly string[];
}

export interface GetElectronOptions {
  readonly note: (text: string) => void;
  readonly retry?: boolean;
  /** A packager takes nothing but the official runtime. */
  readonly officialOnly?: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** In this order: what `npm` installed, the folder you name, Electron's own download, the pinned fallback. */
export async function getElectron(options: GetElectronOptions): Promise<Electron | undefined> {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const found =
    installedElectron(root) ??
    (named === undefined || named === '' ? undefined : electronAt(named)) ??
    (await downloadElectron(root, { retry: options.retry ?? false, note: options.note }));
  const args = rootArgs(options.note);
  if (found !== undefined) return { ...found, kind: 'official', args };
  if (options.officialOnly) return undefined;
  const folder = await getFallback(options.note);
  options.note(fallbackWarning);
  const path = join(folder, 'electron');
  return { path, kind: 'fallback', version: await askVersion(path), args };
}

/** The runtime for development and tests; there is always one, or a fault that says why not. */
export async function needElectron(options: GetElectronOptions): Promise<Electron> {
  const found = await getElectron(options);
  if (found === undefined)
    throw new SetupFault('there is no Electron runtime', 'npm run electron:get -- --retry');
  return found;
}

function electronAt(folder: string) {
  const found = electronIn(folder);
  if (found === undefined)
    throw new SetupFault(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no official Electron`,
      'point it at an unpacked Electron, or unset it',
    );
  return found;
}

function rootArgs(note: (text: string) => void): readonly string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  note('running as root: --no-sandbox is added, for development only');
  return ['--no-sandbox'];
}

async function askVersion(path: string): Promise<string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await runProgram(path, ['-p', 'process.versions.electron'], {
    env,
    timeoutMs: 20_000,
  });
  const version = /^\d+\.\d+\.\d+/m.exec(output)?.[0];
  if (code === 0 && version !== undefined) return version;
  throw new SetupFault(
    `the Electron runtime does not start: ${output.trim().split('\n').at(-1) ?? ''}`,
    'install the libraries it needs: `npm run electron:get` names them',
  );
}

if (import.meta.main) {
  const note = (text: string) => process.stdout.write(`${text}\n`);
  try {
    await ensureLibraries(note);
    const electron = await needElectron({ note, retry: process.argv.includes('--retry') });
    process.stdout.write(`${electron.kind} Electron ${electron.version}: ${electron.path}\n`);
  } catch (fault) {
    process.exitCode = tellFault(fault);
  }
}

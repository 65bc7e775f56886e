import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../setup/runProgram.mjs';
import { fallbackMark, runtimeCache } from './fallbackElectron.ts';

const refusedForMs = 24 * 60 * 60 * 1000;
/** Long enough to find out that nothing answers; a download that has begun gets the rest of its time. */
const firstBytesMs = 20_000;
const downloadMs = 600_000;

export interface Official {
  readonly path: string;
  readonly version: string;
}

function programName(): string {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Electron in a folder: its own `version` file says which; the fallback runtime is never taken for it. */
export function electronIn(folder: string): Official | undefined {
  const path = join(folder, programName());
  if (!existsSync(path) || existsSync(join(folder, fallbackMark))) return undefined;
  const version = join(folder, 'version');
  return {
    path,
    version: existsSync(version) ? readFileSync(version, 'utf8').trim().replace(/^v/, '') : 'unknown',
  };
}

export function installedElectron(root: string): Official | undefined {
  return electronIn(join(root, 'node_modules', 'electron', 'dist'));
}

export interface DownloadOptions {
  readonly retry: boolean;
  readonly note: (text: string) => void;
}

/** Runs the download that the electron package brings. A refusal is remembered for a day, so later starts do not wait for it. */
export async function downloadElectron(
  root: string,
  { retry, note }: DownloadOptions,
): Promise<Official | undefined> {
  const refused = join(runtimeCache(), 'download-refused');
  if (!retry && existsSync(refused) && Date.now() - statSync(refused).mtimeMs < refusedForMs) {
    note('the download of Electron was refused earlier today (`npm run electron:get -- --retry` asks again)');
    return undefined;
  }
  note('downloading Electron');
  const program = join(root, 'node_modules', 'electron', 'install.js');
  const { code, output } = await runProgram(process.execPath, ['--import', startGuard(), program], {
    timeoutMs: downloadMs,
  });
  const found = installedElectron(root);
  if (code === 0 && found !== undefined) {
    rmSync(refused, { force: true });
    return found;
  }
  note(`Electron could not be downloaded (${lastWord(output)})`);
  mkdirSync(runtimeCache(), { recursive: true });
  writeFileSync(refused, `${new Date().toISOString()}\n`);
  return undefined;
}

// The package's downloader has no limit for a host that never answers, so its fetch is given one.
function startGuard(): string {
  const code = `
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const quiet = new AbortController();
      const timer = setTimeout(() => quiet.abort(new Error('no answer in ${firstBytesMs / 1000} s')), ${firstBytesMs});
      const signals = init?.signal ? [init.signal, quiet.signal] : [quiet.signal];
      try { return await real(input, { ...init, signal: AbortSignal.any(signals) }); } finally { clearTimeout(timer); }
    };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function lastWord(output: string): string {
  const line = output.split('\n').find((one) => /Error|ENOTFOUND|refused|timed? ?out|no answer/i.test(one));
  return line?.trim().slice(0, 120) ?? 'no answer';
}

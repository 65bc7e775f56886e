import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from '../setup/runProgram.mjs';
import { SetupFault } from '../setup/setupFault.mjs';

interface Need {
  readonly debian: string;
  /** A shared library, a program, or a folder whose presence means the package is there. */
  readonly library?: string;
  readonly program?: string;
  readonly folder?: string;
}

const needs: readonly Need[] = [
  { debian: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { debian: 'libnss3', library: 'libnss3.so' },
  { debian: 'libasound2', library: 'libasound.so.2' },
  { debian: 'libgbm1', library: 'libgbm.so.1' },
  { debian: 'fonts-liberation', folder: '/usr/share/fonts/truetype/liberation' },
];
const displayNeeds: readonly Need[] = [
  { debian: 'xvfb', program: 'Xvfb' },
  { debian: 'xauth', program: 'xauth' },
];

export interface Machine {
  readonly libraries: string;
  readonly hasProgram: (name: string) => boolean;
  readonly hasFolder: (path: string) => boolean;
}

export function findMissing(machine: Machine, options: { readonly display: boolean }): string[] {
  return [...needs, ...(options.display ? displayNeeds : [])]
    .filter((need) => {
      if (need.library !== undefined) return !machine.libraries.includes(need.library);
      if (need.program !== undefined) return !machine.hasProgram(need.program);
      return need.folder !== undefined && !machine.hasFolder(need.folder);
    })
    .map((need) => need.debian);
}

export function aptLine(packages: readonly string[]): string {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Installs what a window needs when we may, else names the one line that does. */
export async function ensureLibraries(note: (text: string) => void): Promise<void> {
  if (process.platform !== 'linux') return;
  const display = needsVirtualDisplay();
  const missing = findMissing(await readMachine(), { display });
  if (missing.length === 0) return;
  const asRoot = await rootPrefix();
  const remedy = `${asRoot === undefined ? 'sudo ' : ''}sh -c '${aptLine(missing)}'`;
  if (asRoot === undefined || !isOnPath('apt-get'))
    throw new SetupFault(`these Debian packages are missing: ${missing.join(' ')}`, remedy);
  note(`installing Debian packages: ${missing.join(' ')}`);
  const [file = 'sh', ...before] = [...asRoot, 'sh', '-c', aptLine(missing)];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runProgram(file, before, { env, timeoutMs: 900_000 });
  const still = findMissing(await readMachine(), { display });
  if (code !== 0 || still.length > 0)
    throw new SetupFault(
      `apt-get did not install ${still.join(' ') || missing.join(' ')}\n    ${output.trim().split('\n').slice(-4).join('\n    ')}`,
      `run it by hand and read its message: ${remedy}`,
    );
}

export function needsVirtualDisplay(): boolean {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

async function rootPrefix(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  if (!isOnPath('sudo')) return undefined;
  const { code } = await runProgram('sudo', ['-n', 'true'], { timeoutMs: 10_000 });
  return code === 0 ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive'] : undefined;
}

async function readMachine(): Promise<Machine> {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';
  const { output } = await runProgram(ldconfig, ['-p']);
  return { libraries: output, hasProgram: isOnPath, hasFolder: existsSync };
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

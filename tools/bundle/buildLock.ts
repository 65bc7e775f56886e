import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SetupFault } from '../setup/setupFault.mjs';

const waitMs = 120_000;
const lookAgainMs = 200;

/** One build at a time in a folder: a start, a test and a developer may all ask at once. */
export async function withBuildLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const until = performance.now() + waitMs;
  while (!take(file)) {
    if (performance.now() > until)
      throw new SetupFault(`another build holds ${file}`, 'end it, or delete that file');
    await wait(lookAgainMs);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // Held. A holder that no longer runs was killed and left its lock behind.
    if (!isRunning(readHolder(file))) rmSync(file, { force: true });
    return false;
  }
}

function readHolder(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid;
  } catch {
    // Released between our two looks.
    return process.pid;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}

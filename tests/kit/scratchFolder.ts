import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'luotsi-test-';
let swept = false;

/** A folder of the asking test's own. A test process may be ended without a word, so the next one cleans up after it. */
export function scratchFolder(): string {
  if (!swept) sweep();
  swept = true;
  return mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(owner) && !isRunning(owner)) remove(join(tmpdir(), name));
  }
}

/** What an ended run left mounted cannot be removed; it is no reason for another test to fail. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It stays until somebody can.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

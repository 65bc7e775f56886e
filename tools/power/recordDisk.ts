import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiskEvent } from './diskEvent.ts';
import { readTrace } from './readTrace.ts';

const calls = [
  'openat',
  'lseek',
  'write',
  'writev',
  'sendto',
  'pwrite64',
  'ftruncate',
  'fsync',
  'fdatasync',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'mkdir',
];

export interface DiskRecording {
  readonly child: ChildProcessWithoutNullStreams;
  /** Signals the program itself, not the strace around it. */
  signal(signal: NodeJS.Signals): void;
  /** Waits for the child's end and gives all it asked of the disk. */
  finish(): Promise<DiskEvent[]>;
}

/** Starts a Node program under strace; its input and output are pipes as usual. */
export function recordDisk(args: readonly string[], env: NodeJS.ProcessEnv = {}): DiskRecording {
  requireStrace();
  const folder = mkdtempSync(join(tmpdir(), 'luotsi-trace-'));
  const prefix = join(folder, 'trace');
  const child = spawn(
    'strace',
    [
      '-ff',
      '-y',
      '-xx',
      '-T',
      '-s',
      '4194304',
      '--absolute-timestamps=format:unix,precision:ns',
      '--seccomp-bpf',
      '-e',
      `trace=${calls.join(',')}`,
      '-e',
      'signal=none',
      '-o',
      prefix,
      process.execPath,
      ...args,
    ],
    { stdio: 'pipe', env: { ...process.env, UV_USE_IO_URING: '0', ...env } },
  );
  return {
    child,
    signal(signal) {
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      for (const pid of children.split(' ').filter(Boolean)) process.kill(Number(pid), signal);
    },
    async finish() {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const events = readTrace(prefix);
      rmSync(folder, { recursive: true, force: true });
      return events;
    },
  };
}

/** The replay needs strace (a Debian package). Root installs it; anybody else is told the one line that does. */
function requireStrace(): void {
  if (hasStrace()) return;
  if (process.getuid?.() === 0) {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'strace'], { stdio: 'ignore' });
    if (hasStrace()) return;
  }
  throw new Error('The power-cut replay needs strace: sudo apt-get install -y strace');
}

function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not there, or not allowed to run: both mean the same to the caller.
    return false;
  }
}

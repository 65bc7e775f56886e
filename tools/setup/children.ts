import { type ChildProcess, spawn } from 'node:child_process';

const graceMs = 6_000;

export interface Children {
  readonly add: (name: string, child: ChildProcess) => ChildProcess;
  /** Ends what was added, and only that, last started first. */
  readonly stopAll: () => Promise<void>;
  /** Stops all and leaves when a person or the machine asks. */
  readonly stopOnSignals: () => void;
}

export function trackChildren(note: (text: string) => void): Children {
  const running = new Map<ChildProcess, string>();
  let stopping: Promise<void> | undefined;
  const stopAll = (): Promise<void> => {
    stopping ??= (async () => {
      for (const [child, name] of [...running].reverse()) {
        note(`stopping ${name}`);
        await stop(child);
      }
    })();
    return stopping;
  };
  return {
    add: (name, child) => {
      running.set(child, name);
      child.once('exit', () => running.delete(child));
      return child;
    },
    stopAll,
    stopOnSignals: () => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.once(signal, () => void stopAll().then(() => process.exit(signal === 'SIGINT' ? 130 : 143)));
    },
  };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

export interface Started {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export function startShown({ file, args, cwd, env }: Started): ChildProcess {
  return spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
}

export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

// `desk:lines` under strace, with faults put into the system calls of its disk. No root is needed.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { scratchFolder } from '../../kit/scratchFolder.ts';

/** As strace takes them: `fdatasync:error=EIO:when=5+7`. */
export type Injection = string;

const traced = 'openat,close,fdatasync,fsync,pwrite64,write';

export interface Injected {
  readonly child: ChildProcessWithoutNullStreams;
  readonly trace: () => string[];
  /** Ends the program itself, not the strace around it. */
  readonly kill: () => Promise<void>;
}

/** Starts a Node program; strace's own lines go to `trace`. */
export function spawnInjected(
  args: readonly string[],
  { inject, env = {} }: { readonly inject: readonly Injection[]; readonly env?: NodeJS.ProcessEnv },
): Injected {
  requireStrace();
  const folder = scratchFolder();
  const child = spawn(
    'strace',
    [
      '-ff',
      '-y',
      '-s',
      '400',
      '--absolute-timestamps=format:unix,precision:ns',
      '-e',
      `trace=${traced}`,
      '-e',
      'signal=none',
      ...inject.flatMap((one) => ['-e', `inject=${one}`]),
      '-o',
      join(folder, 'trace'),
      process.execPath,
      ...args,
    ],
    { stdio: 'pipe', env: { ...process.env, UV_USE_IO_URING: '0', ...env } },
  );
  return {
    child,
    trace: () =>
      readdirSync(folder)
        .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n'))
        .filter((line) => line !== '')
        .sort(),
    async kill() {
      const gone = once(child, 'exit');
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      for (const pid of children.split(' ').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
      await gone;
    },
  };
}

function requireStrace(): void {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
  } catch {
    // As the power-cut replay does: root installs it, anybody else reads the one line in its message.
    if (process.getuid?.() !== 0)
      throw new Error('faults of the disk need strace: sudo apt-get install -y strace');
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'strace'], { stdio: 'ignore' });
  }
}

export interface Answer {
  readonly result?: Record<string, unknown>;
  readonly code?: string;
  readonly reason?: string;
}

/** One person at `desk:lines`: each line waits for its answer. */
export class InjectedDesk {
  readonly child: ChildProcessWithoutNullStreams;
  readonly trace: () => string[];
  readonly #waiting: ((answer: Answer) => void)[] = [];
  #ready: () => void = () => {};
  readonly #isReady: Promise<void>;
  #asked = 0;
  /** Ids of the facts that were answered for. */
  readonly acknowledged: string[] = [];

  constructor(ask: {
    readonly url: string;
    readonly dir: string;
    readonly inject: readonly Injection[];
  }) {
    const program = new URL('../../../tools/deskLines.ts', import.meta.url).pathname;
    const args = [program, '--region', ask.url, '--data', ask.dir, '--user', 'nurse.laine'];
    const { child, trace } = spawnInjected(args, { inject: ask.inject, env: { LUOTSI_PASSWORD: 'demo' } });
    this.child = child;
    this.trace = trace;
    this.#isReady = new Promise((resolve) => {
      this.#ready = resolve;
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Answer & { ready?: boolean };
      if (said.ready === true) this.#ready();
      else this.#waiting.shift()?.(said);
    });
    child.stderr.resume();
  }

  ready(): Promise<void> {
    const ended = once(this.child, 'exit').then(([status]) => {
      throw new Error(`desk:lines ended with ${String(status)}`);
    });
    return Promise.race([this.#isReady, ended]);
  }

  async command(command: string, args: object): Promise<Answer> {
    const answer = await this.#ask({ command, args });
    const { opId } = answer.result ?? {};
    if (typeof opId === 'string') this.acknowledged.push(opId);
    return answer;
  }

  query(query: string, args: object): Promise<Answer> {
    return this.#ask({ query, args });
  }

  async end(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.stdin.end();
    await gone;
  }

  #ask(message: object): Promise<Answer> {
    this.#asked += 1;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.child.stdin.write(`${JSON.stringify({ id: this.#asked, ...message })}\n`);
    });
  }
}

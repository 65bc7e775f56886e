import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A program of its own that says JSON lines; what it says before it is ready is waited for. */
export interface ChildProgram {
  readonly child: ChildProcessWithoutNullStreams;
  readonly first: Record<string, unknown>;
  /** Processor time and resident memory so far, as the kernel counts them. */
  usage(): { readonly cpuMs: number; readonly rssMb: number };
  stop(): Promise<void>;
}

const endWithParent = new URL('./endWithParent.ts', import.meta.url).href;

export async function startProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ChildProgram> {
  const whole = ['--import', endWithParent, ...args];
  const child = spawn(process.execPath, whole, { stdio: 'pipe', env: { ...process.env, ...env } });
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => {
    said.push(text.toString());
  });
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise<Record<string, unknown>>((resolve, reject) => {
    lines.on('line', (line) => {
      resolve(JSON.parse(line) as Record<string, unknown>);
    });
    child.once('exit', (code) =>
      reject(new Error(`${args.join(' ')} ended with ${code}: ${said.join('').slice(-2000)}`)),
    );
  });
  return {
    child,
    first,
    usage: () => usageOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

const ticksPerSecond = 100;
const pageBytes = 4096;

export function usageOf(pid: number): { cpuMs: number; rssMb: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { cpuMs: (ticks * 1000) / ticksPerSecond, rssMb: (Number(fields[21]) * pageBytes) / 1e6 };
}

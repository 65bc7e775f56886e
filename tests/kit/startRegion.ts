import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { regionFlags } from '../../server/operations/regionFlags.ts';
import { scratchFolder } from './scratchFolder.ts';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const startMsMax = 30_000;

export interface RegionProcess {
  readonly url: string;
  readonly folder: string;
  readonly process: ChildProcess;
  readonly log: () => string;
  /** Ends it at once, as a power switch would. */
  kill(): Promise<void>;
  /** Asks it to end; gives its exit status. */
  stop(): Promise<number | null>;
}

export interface RegionAsk {
  readonly folder?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The region as users start it: its own process, over its own encrypted file. */
export async function startRegion({
  folder = scratchFolder(),
  port = 0,
  env = {},
}: RegionAsk = {}): Promise<RegionProcess> {
  const child = spawn(process.execPath, [...regionFlags, main], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      LUOTSI_DATA: folder,
      DEMO: '1',
      DEMO_RING: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await Promise.race([
    firstLine(child),
    ended.then((status) => Promise.reject(new Error(`the region ended with ${status}: ${log}`))),
    new Promise<never>((_ready, late) =>
      setTimeout(() => late(new Error(`no region: ${log}`)), startMsMax).unref(),
    ),
  ]);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    folder,
    process: child,
    log: () => log,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the region has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const said: unknown = JSON.parse(line);
    if (typeof said === 'object' && said !== null && 'region' in said) return String(said.region);
  }
  return new Promise(() => {});
}

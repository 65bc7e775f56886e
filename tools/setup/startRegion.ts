import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { regionFlags } from '../../server/operations/regionFlags.ts';
import type { Children } from './children.ts';
import { SetupFault } from './setupFault.mjs';

const readyMs = 30_000;

export interface RegionOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly children: Children;
  /** Extra environment, for example `DEMO_RING`. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts a region with demo data on a free loopback port and waits until it says that it is ready. */
export function startDemoRegion({ root, dataDir, children, env }: RegionOptions): Promise<string> {
  mkdirSync(dataDir, { recursive: true });
  const own = { PORT: '0', HOST: '127.0.0.1', DEMO: '1', LUOTSI_DATA: dataDir };
  const child = spawn(process.execPath, [...regionFlags, 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add('the region', child);
  return new Promise((resolve, reject) => {
    let last = '';
    const fail = (why: string) => {
      child.kill('SIGTERM');
      reject(new SetupFault(`the region did not start: ${why}`, 'run `npm run region` and read its message'));
    };
    const timer = setTimeout(() => fail(`not ready in ${readyMs / 1000} s\n    ${last}`), readyMs);
    createInterface({ input: child.stderr }).on('line', (line) => {
      last = line;
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = readyUrl(line);
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('error', (fault) => fail(fault.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with ${code}\n    ${last}`);
    });
  });
}

export function readyUrl(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const said: unknown = JSON.parse(line);
  if (typeof said !== 'object' || said === null || !('ready' in said) || said.ready !== true)
    return undefined;
  return 'region' in said && typeof said.region === 'string' ? said.region : undefined;
}

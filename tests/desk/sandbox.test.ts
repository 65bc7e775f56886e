import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commandOf, familyOf, isRunning, readProc } from '../../tools/desk/deskParts.ts';
import { until } from '../../tools/desk/until.ts';
import { needElectron } from '../../tools/runtime/getElectron.ts';
import { makeFixtureApp } from './fixtures/fixtureApp.ts';

const nobody = 65_534;
const folder = mkdtempSync(join(tmpdir(), 'luotsi-sandbox-'));
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** The same files under a folder that an ordinary user may read; links where the disk allows, since they are large. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else {
      try {
        linkSync(source, target);
      } catch {
        // Another disk.
        copyFileSync(source, target);
      }
    }
  }
}

async function startAsOrdinaryUser(): Promise<ChildProcess> {
  const { path } = await needElectron({ note: () => undefined });
  const { appDir } = makeFixtureApp();
  const isRoot = process.getuid?.() === 0;
  linkTree(dirname(path), join(folder, 'runtime'));
  cpSync(appDir, join(folder, 'app'), { recursive: true });
  const home = join(folder, 'home');
  mkdirSync(home);
  for (const one of [folder, join(folder, 'app')]) chmodSync(one, 0o755);
  if (isRoot) chownSync(home, nobody, nobody);
  return spawn(
    join(folder, 'runtime', basename(path)),
    ['--log-level=3', join(folder, 'app'), '--data', join(home, 'data')],
    {
      env: { ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home },
      cwd: home,
      stdio: 'ignore',
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    },
  );
}

const isPage = (pid: number) => commandOf(pid).includes('--type=renderer');
const hasStatus = (pid: number, line: RegExp) => line.test(readProc(pid, 'status'));

it('[SH35] an ordinary user’s page runs in the operating system’s sandbox, or it does not run at all', async () => {
  child = await startAsOrdinaryUser();
  const { pid } = child;
  if (pid === undefined) throw new Error('not started');
  const page = await until('a page or the end', () =>
    isRunning(pid) ? familyOf(pid).find(isPage) : 'ended',
  );
  if (page === 'ended') {
    // A machine without user namespaces: refusing to start is the other right answer.
    await until('how it ended', () => child?.exitCode ?? child?.signalCode);
    expect(child.exitCode).not.toBe(0);
    return;
  }
  // A page goes into its sandbox at its very beginning, yet not before it has its name.
  await until('the page’s sandbox', () => hasStatus(page, /^Seccomp:\s+2$/m));
  expect(hasStatus(page, /^NoNewPrivs:\s+1$/m)).toBe(true);
});

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { needElectron } from '../runtime/getElectron.ts';
import { familyOf, findEnginePid, isRunning } from './deskParts.ts';
import { until } from './until.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const heldStart = fileURLToPath(new URL('heldStart.cjs', import.meta.url));

export interface LaunchOptions {
  readonly dataDir: string;
  readonly region?: string | null;
  /** The folder Electron opens; ours unless a test brings its own page or engine. */
  readonly appDir?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly colorScheme?: 'light' | 'dark';
}

export type DeskPart = 'main' | 'engine' | 'renderer';

/** One desk in a real window, driven as a person would, and killed as no person would. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly mainPid: number;
  readonly pidOf: (part: DeskPart) => Promise<number>;
  /** `kill -9`: nothing is asked and nothing can be finished. Resolves when the process is gone. */
  readonly kill: (part: DeskPart) => Promise<number>;
  /** Pulls the cable to the region, or puts it back. */
  readonly cutLink: (cut: boolean) => Promise<void>;
  readonly shot: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function launchDesk(options: LaunchOptions): Promise<Desk> {
  const runtime = await needElectron({ note: () => undefined });
  mkdirSync(options.dataDir, { recursive: true });
  const app = await electron.launch({
    executablePath: runtime.path,
    args: [
      ...runtime.args,
      '--log-level=3',
      heldStart,
      options.appDir ?? root,
      '--data',
      options.dataDir,
      ...(options.args ?? []),
    ],
    cwd: options.appDir ?? root,
    env: {
      ...inheritedEnv(),
      LUOTSI_TEST: '1',
      ...(options.region ? { LUOTSI_REGION: options.region } : {}),
      ...options.env,
    },
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  return describeDesk(app, page);
}

function inheritedEnv(): Record<string, string> {
  const { LUOTSI_DATA: _data, LUOTSI_REGION: _region, ELECTRON_RUN_AS_NODE: _node, ...env } = process.env;
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

async function describeDesk(app: ElectronApplication, page: Page): Promise<Desk> {
  // Playwright starts Electron through no shell, so this is the shell process itself.
  const mainPid = await app.evaluate(() => process.pid);
  const pidOf = async (part: DeskPart): Promise<number> => {
    if (part === 'main') return mainPid;
    if (part === 'engine') return until('the engine', () => findEnginePid(mainPid));
    return app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
  };
  return {
    app,
    page,
    mainPid,
    pidOf,
    kill: async (part) => {
      const pid = await pidOf(part);
      const family = part === 'main' ? familyOf(mainPid) : [];
      process.kill(pid, 'SIGKILL');
      await until(`the end of ${part}`, () => !isRunning(pid));
      // The engine and the rest of a window whose shell is gone end by themselves.
      await until('the end of its family', () => !family.some(isRunning));
      return pid;
    },
    cutLink: (cut) =>
      app.evaluate(({ Menu }, wanted) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById('cutLink');
        if (item && item.checked !== wanted) item.click();
      }, cut),
    shot: async (file) => {
      mkdirSync(dirname(join(root, 'out', file)), { recursive: true });
      await page.screenshot({ path: join(root, 'out', file) });
    },
    close: async () => {
      await app.close().catch(() => undefined);
    },
  };
}

// `npm run dev`: a region, the window with hot reload and one desk or more, each with a key that pulls its cable.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { buildAll } from './bundle/buildAll.ts';
import { windowConfig } from './bundle/windowConfig.ts';
import { type DeskRow, openDeskRow } from './dev/deskRow.ts';
import { watchPrograms } from './dev/watchPrograms.ts';
import { ensureLibraries, needsVirtualDisplay } from './runtime/debianLibraries.ts';
import { needElectron } from './runtime/getElectron.ts';
import { startVirtualDisplay } from './runtime/virtualDisplay.ts';
import { trackChildren } from './setup/children.ts';
import { startProgress } from './setup/progress.mjs';
import { tellFault } from './setup/setupFault.mjs';
import { startDemoRegion } from './setup/startRegion.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = join(root, '.cache', 'dev-data');
const progress = startProgress('dev');
const children = trackChildren(progress.note);

function readDeskCount(args: readonly string[]): number {
  const count = Number(args[args.indexOf('--desks') + 1] ?? 1);
  return args.includes('--desks') && Number.isInteger(count) && count >= 1 && count <= 9 ? count : 1;
}

/** The page's server would end the whole program at a signal or at the end of input, before the desks are stopped; that is ours to do. */
async function servePage(): Promise<string> {
  const page = await createServer(windowConfig(root));
  process.removeAllListeners('SIGTERM');
  process.stdin.removeAllListeners('end');
  children.stopOnSignals();
  await page.listen();
  return page.resolvedUrls?.local[0] ?? 'http://127.0.0.1:5173/';
}

async function openAll(count: number): Promise<DeskRow[]> {
  progress.stage('Libraries, Electron, first build');
  await ensureLibraries(progress.note);
  const electron = await needElectron({ note: progress.note });
  if (needsVirtualDisplay()) {
    const display = await startVirtualDisplay();
    process.env.DISPLAY = display.name;
    process.once('exit', display.stop);
    progress.note(`no display here: windows open on the virtual display ${display.name}`);
  }
  await buildAll(root, progress.note);
  progress.stage('Region and page');
  const pageUrl = await servePage();
  const region = await startDemoRegion({ root, dataDir: join(data, 'region'), children });
  progress.note(`region ${region}, page ${pageUrl}`);
  progress.stage(count === 1 ? 'One desk' : `${count} desks`);
  const regionPort = Number(new URL(region).port);
  const rows: DeskRow[] = [];
  for (let number = 1; number <= count; number++) {
    const dataDir = join(data, `desk-${number}`);
    rows.push(await openDeskRow({ root, dataDir, electron, pageUrl, regionPort, children, number }));
  }
  await watchPrograms(root, (name) => {
    progress.note(`${name} changed: desks start again`);
    for (const row of rows) row.restart();
  });
  return rows;
}

function listenForKeys(rows: readonly DeskRow[]): void {
  progress.note(
    `keys: ${rows.map((_, at) => at + 1).join(' ')} pulls or plugs that desk’s cable, r restarts the desks, q ends`,
  );
  if (process.stdin.isTTY) process.stdin.setRawMode(true);
  process.stdin.on('data', (keys) => {
    for (const key of keys.toString()) press(key, rows);
  });
}

function press(key: string, rows: readonly DeskRow[]): void {
  const row = rows[Number(key) - 1];
  if (row !== undefined) progress.note(`desk ${key}: ${row.cutter.toggle() ? 'cable pulled' : 'cable in'}`);
  if (key === 'r') for (const one of rows) one.restart();
  if (key === 'q' || key === '\u0003') void children.stopAll().then(() => process.exit(0));
}

try {
  listenForKeys(await openAll(readDeskCount(process.argv.slice(2))));
} catch (fault) {
  await children.stopAll();
  process.exit(tellFault(fault));
}

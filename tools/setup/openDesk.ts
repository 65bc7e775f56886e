// The second half of `npm start`, in the pinned Node: from installed packages to an open desk.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../bundle/buildAll.ts';
import { ensureLibraries, needsVirtualDisplay } from '../runtime/debianLibraries.ts';
import { type Electron, needElectron } from '../runtime/getElectron.ts';
import { startVirtualDisplay } from '../runtime/virtualDisplay.ts';
import { type Children, exitOf, startShown, trackChildren } from './children.ts';
import { type Progress, startProgress } from './progress.mjs';
import { SetupFault, tellFault } from './setupFault.mjs';
import { startDemoRegion } from './startRegion.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = join(root, '.cache', 'demo-data');

async function open(progress: Progress, children: Children): Promise<number> {
  progress.stage('Libraries for a window');
  await ensureLibraries(progress.note);
  progress.stage('Build');
  const { missing } = await buildAll(root, progress.note);
  if (missing.length > 0)
    throw new SetupFault(
      `this tree has no ${missing.join(', ')}`,
      'git status; git checkout . to get the files back',
    );
  progress.stage('Electron');
  const electron = await needElectron({ note: progress.note });
  progress.note(`${electron.kind} Electron ${electron.version}`);
  return needsVirtualDisplay() ? showDemo(progress, children) : showDesk(progress, children, electron);
}

// A person without a screen still sees the product: the demo call, in pictures.
async function showDemo(progress: Progress, children: Children): Promise<number> {
  progress.stage('No display here: the demo call on a virtual one');
  const display = await startVirtualDisplay();
  try {
    const started = {
      file: process.execPath,
      args: ['tools/demo.ts'],
      cwd: root,
      env: { DISPLAY: display.name },
    };
    const code = await exitOf(children.add('the demo', startShown(started)));
    if (code !== 0)
      throw new SetupFault(`the demo ended with ${code}`, 'read its last lines above, then `npm run demo`');
    progress.note(`pictures of every step: ${join(root, 'out', 'demo')}`);
    return 0;
  } finally {
    display.stop();
  }
}

async function showDesk(progress: Progress, children: Children, electron: Electron): Promise<number> {
  if (process.argv.includes('--fresh')) rmSync(data, { recursive: true, force: true });
  progress.stage('Region with demo data');
  const region = await startDemoRegion({ root, dataDir: join(data, 'region'), children });
  progress.note(region);
  progress.stage('Desk');
  const dataDir = join(data, 'desk');
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true });
  progress.note('sign in as nurse.laine, password demo; close the window or press Ctrl+C to stop');
  const args = [...electron.args, '--log-level=3', root, '--data', dataDir];
  const desk = startShown({ file: electron.path, args, cwd: root, env: { LUOTSI_REGION: region } });
  const code = await exitOf(children.add('the desk', desk));
  await children.stopAll();
  return code;
}

const progress = startProgress('start', 1);
const children = trackChildren(progress.note);
children.stopOnSignals();
try {
  process.exitCode = await open(progress, children);
} catch (fault) {
  await children.stopAll();
  process.exitCode = tellFault(fault);
}

// `npm run package`: the unpacked desk for this system; `npm run package -- --linux deb` and the like make installers.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './bundle/buildAll.ts';
import { assertShippable, remedy } from './packaging/shippable.ts';
import { getElectron } from './runtime/getElectron.ts';
import { exitOf, startShown, trackChildren } from './setup/children.ts';
import { startProgress } from './setup/progress.mjs';
import { SetupFault, tellFault } from './setup/setupFault.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const progress = startProgress('package');
const children = trackChildren(progress.note);

function pinnedElectron(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  );
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error('No version of Electron');
  return String(manifest.version);
}

async function packageDesk(targets: readonly string[]): Promise<number> {
  progress.stage('Official Electron');
  const electron = await getElectron({ note: progress.note, officialOnly: true });
  if (electron === undefined)
    throw new SetupFault(
      'the official Electron is not here, and the fallback runtime is never packaged',
      remedy,
    );
  const folder = dirname(electron.path);
  assertShippable({ folder, version: electron.version, wanted: pinnedElectron() });
  progress.stage('Build');
  await buildAll(root, progress.note);
  progress.stage('Package');
  const fixed = [`-c.electronDist=${folder}`, `-c.electronVersion=${electron.version}`, '--publish=never'];
  const args = [
    'node_modules/electron-builder/cli.js',
    ...(targets.length > 0 ? targets : ['--dir']),
    ...fixed,
  ];
  const code = await exitOf(
    children.add('electron-builder', startShown({ file: process.execPath, args, cwd: root, env: {} })),
  );
  if (code !== 0)
    throw new SetupFault(
      `electron-builder ended with ${code}`,
      'read its lines above; deb, AppImage and NSIS need tools that electron-builder downloads itself, --dir needs none',
    );
  progress.note(`written to ${join(root, 'out', 'package')}`);
  return 0;
}

children.stopOnSignals();
try {
  process.exitCode = await packageDesk(process.argv.slice(2));
} catch (fault) {
  process.exitCode = tellFault(fault);
}

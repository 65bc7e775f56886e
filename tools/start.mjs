// `npm start`: from a fresh clone to an open desk. Runs on any Node from 20 on, without packages.
import { fileURLToPath } from 'node:url';
import { handOver } from './setup/handOver.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { startProgress } from './setup/progress.mjs';
import { tellFault } from './setup/setupFault.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
try {
  const progress = startProgress('start');
  progress.stage('Packages');
  await ensurePackages(root, progress);
  process.exitCode = await handOver(root, ['tools/setup/openDesk.ts', ...process.argv.slice(2)]);
} catch (fault) {
  process.exitCode = tellFault(fault);
}

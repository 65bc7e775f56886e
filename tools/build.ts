// `npm run build`: everything that Electron and the region load, into dist/.
import { fileURLToPath } from 'node:url';
import { buildAll } from './bundle/buildAll.ts';
import { tellFault } from './setup/setupFault.mjs';

try {
  await buildAll(fileURLToPath(new URL('..', import.meta.url)), (text) =>
    process.stdout.write(`build ${text}\n`),
  );
} catch (fault) {
  process.exitCode = tellFault(fault);
}

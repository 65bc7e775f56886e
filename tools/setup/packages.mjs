import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './runProgram.mjs';
import { SetupFault } from './setupFault.mjs';

/**
 * @param {string} root
 * @returns {string}
 */
export function pinnedNode(root) {
  const windows = process.platform === 'win32';
  return join(root, 'node_modules', windows ? 'node/bin/node.exe' : '.bin/node');
}

/**
 * Why the packages do not match the lockfile, or nothing when they do. Reads what npm itself wrote down about its last install.
 * @param {string} root
 * @returns {string | undefined}
 */
export function packagesMissing(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'nothing is installed yet';
  const wanted = readPackages(join(root, 'package-lock.json'));
  const have = readPackages(installed);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) continue;
    if (have[path]?.version !== entry.version)
      return `${path.replace(/^.*node_modules\//, '')} is not at ${entry.version}`;
  }
  return existsSync(pinnedNode(root)) ? undefined : 'the pinned Node is missing';
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/**
 * @param {string} root
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensurePackages(root, progress) {
  const why = packagesMissing(root);
  if (why === undefined) return progress.note('installed, as the lockfile says');
  progress.note(`${why}: npm ci (a minute or two)`);
  // The pinned Node arrives by an install script, and all tools are development packages: neither may be switched off.
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts=false',
    '--include=dev',
    '--loglevel=error',
  ];
  const { code, output } = await runNpm(args, { cwd: root });
  if (code !== 0) throw npmFault(output);
  if (!existsSync(pinnedNode(root)))
    throw new SetupFault(
      'the pinned Node did not arrive with the packages',
      'run `npm ci --ignore-scripts=false` in this folder and look at its last lines',
    );
  progress.note(`installed in ${progress.seconds()} s`);
}

/** @param {string} output */
export function npmFault(output) {
  const end = output.trim().split('\n').slice(-6).join('\n    ');
  const known = npmFaults.find((one) => one.sign.test(output));
  return new SetupFault(
    `npm ci failed\n    ${end}`,
    known?.remedy ?? 'run `npm ci` in this folder and read its message',
  );
}

const npmFaults = [
  { sign: /ENOSPC/, remedy: 'free about 2 GB on this disk and start again' },
  {
    sign: /EACCES|EPERM/,
    remedy: 'make this folder and ~/.npm writable for you (`chown -R "$USER" . ~/.npm`) and start again',
  },
  {
    sign: /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ERR_SOCKET/,
    remedy:
      'npm cannot reach its registry: check the network and `npm config get registry`, then start again',
  },
  {
    sign: /EUSAGE|Missing: .* from lock file/,
    remedy: 'package.json and package-lock.json disagree: `git checkout package.json package-lock.json`',
  },
];

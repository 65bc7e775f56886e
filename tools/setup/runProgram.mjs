import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps the last of what it said, for the message when it fails.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, show?: boolean, shell?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runProgram(file, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => child.kill('SIGKILL'), options.timeoutMs);
    const keep = (/** @type {Buffer} */ part) => {
      output = (output + part.toString()).slice(-1_000_000);
      if (options.show) process.stdout.write(part);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (fault) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${fault.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 137, output });
    });
  });
}

/**
 * The npm that started us when there is one, else the one on the path.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, timeoutMs?: number, show?: boolean }} [options]
 */
export function runNpm(args, options = {}) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return runProgram(process.execPath, [own, ...args], options);
  const windows = process.platform === 'win32';
  return runProgram(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}

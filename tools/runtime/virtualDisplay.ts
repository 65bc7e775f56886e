import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { SetupFault } from '../setup/setupFault.mjs';

export interface Display {
  readonly name: string;
  readonly stop: () => void;
}

const startMs = 15_000;

/** Starts Xvfb on the first free display; it says on a pipe which one that is, so two starts never collide. */
export function startVirtualDisplay(): Promise<Display> {
  return new Promise((resolve, reject) => {
    const args = [
      '-displayfd',
      '3',
      '-screen',
      '0',
      '1600x1000x24',
      '-dpi',
      '96',
      '-nolisten',
      'tcp',
      '-noreset',
    ];
    const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(
        new SetupFault(`the virtual display did not start: ${why}`, 'apt-get install xvfb, then start again'),
      );
    };
    const timer = setTimeout(() => fail(`no answer in ${startMs / 1000} s`), startMs);
    child.on('error', (fault) => fail(fault.message));
    child.on('exit', (code) => fail(`Xvfb ended with ${code}`));
    (child.stdio[3] as Readable).on('data', (part: Buffer) => {
      clearTimeout(timer);
      child.removeAllListeners('exit');
      child.unref();
      resolve({ name: `:${part.toString().trim()}`, stop: () => child.kill('SIGTERM') });
    });
  });
}

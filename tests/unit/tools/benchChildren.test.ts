import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../kit/scratchFolder.ts';

const childProgram = new URL('../../../tools/bench/childProgram.ts', import.meta.url).href;

it('[BE3] a program that a measurement started ends with it, also when that is killed', async () => {
  const folder = scratchFolder();
  const started = join(folder, 'started.mjs');
  writeFileSync(
    started,
    'process.stdout.write(JSON.stringify({ pid: process.pid }) + "\\n"); setInterval(() => {}, 1_000);',
  );
  const measurement = join(folder, 'measurement.mjs');
  writeFileSync(
    measurement,
    `const { startProgram } = await import(${JSON.stringify(childProgram)});
    const { first } = await startProgram([${JSON.stringify(started)}]);
    process.stdout.write(String(first.pid));`,
  );
  const parent = spawn(process.execPath, [measurement], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [told] = (await once(parent.stdout, 'data')) as [Buffer];
  const path = `/proc/${told.toString()}`;
  expect(existsSync(path)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => existsSync(path), { timeout: 10_000 }).toBe(false);
});

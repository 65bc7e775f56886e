import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needElectron } from '../../tools/runtime/getElectron.ts';
import { makeFixtureApp } from './fixtures/fixtureApp.ts';

// Electron calls itself packaged when its program has a name of its own, so a renamed copy behaves as the product does.
async function packAsProduct(folder: string, appDir: string): Promise<string> {
  const { path } = await needElectron({ note: () => undefined });
  const from = dirname(path);
  for (const name of readdirSync(from)) {
    if (name !== basename(path) && name !== 'resources') symlinkSync(join(from, name), join(folder, name));
  }
  copyFileSync(path, join(folder, 'luotsi'));
  mkdirSync(join(folder, 'resources'));
  cpSync(appDir, join(folder, 'resources', 'app'), { recursive: true });
  return join(folder, 'luotsi');
}

describe('the packaged program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luotsi-product-'));
  let program: string;
  beforeAll(async () => {
    program = await packAsProduct(folder, makeFixtureApp().appDir);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: readonly string[]) =>
    new Promise<{ readonly code: number | null; readonly output: string }>((resolve) => {
      const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part: Buffer) => {
          output += part.toString();
        });
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
      child.on('exit', (code) => {
        clearTimeout(timer);
        resolve({ code, output });
      });
    });

  it('[SH30] it does not start with a debugging port, an extension, a proxy or without its sandbox', async () => {
    for (const args of [
      ['--remote-debugging-port=0'],
      ['--load-extension=/tmp'],
      ['--proxy-server=127.0.0.1:1'],
      ['--inspect=0'],
      [],
    ]) {
      // Root cannot have the sandbox, so the refused switch itself lets the program get as far as refusing it.
      const { code, output } = await run(['--no-sandbox', '--log-level=3', ...args]);
      expect([args, code]).toEqual([args, 64]);
      expect(output).toContain('Luotsi does not take --no-sandbox');
      expect(output).not.toContain('DevTools listening');
    }
  });
});

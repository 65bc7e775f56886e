import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertNoFallbackIn, assertShippable } from '../../../tools/packaging/shippable.ts';
import { packAsar } from '../../../tools/runtime/asar.ts';
import { aptLine, findMissing } from '../../../tools/runtime/debianLibraries.ts';
import { checkIntegrity, fallbackMark } from '../../../tools/runtime/fallbackElectron.ts';
import { electronIn } from '../../../tools/runtime/officialElectron.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luotsi-runtime-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeElectron(version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'electron'), '');
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'resources', 'default_app.asar'), '');
}

describe('the fallback runtime', () => {
  it('[SU6] a tarball with another hash is deleted unopened', async () => {
    const file = join(folder, 'runtime.tgz');
    writeFileSync(file, 'not what we pinned');
    const right = createHash('sha512').update('not what we pinned').digest('base64');
    await expect(checkIntegrity(file, right)).resolves.toBeUndefined();
    await expect(checkIntegrity(file, `A${right.slice(1)}`)).rejects.toThrow(/not the one we pinned/);
    expect(existsSync(file)).toBe(false);
  });

  it('[SU6] is never taken for an official Electron, and never packaged', () => {
    writeElectron('v45.4.1');
    expect(electronIn(folder)?.version).toBe('45.4.1');
    assertShippable({ folder, version: '45.4.1', wanted: '45.4.1' });
    writeFileSync(join(folder, fallbackMark), '');
    expect(electronIn(folder)).toBeUndefined();
    expect(() => assertShippable({ folder, version: '45.4.1', wanted: '45.4.1' })).toThrow(
      /fallback runtime/,
    );
    expect(() => assertNoFallbackIn(folder)).toThrow(/fallback runtime/);
    rmSync(join(folder, fallbackMark));
    expect(() => assertNoFallbackIn(folder)).not.toThrow();
  });

  it('[SU6] another Electron than the pinned one is not packaged', () => {
    writeElectron('v25.1.1');
    expect(() => assertShippable({ folder, version: '25.1.1', wanted: '45.4.1' })).toThrow(/25\.1\.1/);
  });
});

describe('the archive of the starter', () => {
  it('[SU6] holds each file whole, at the place its header says', () => {
    const files = { 'package.json': '{"main":"main.js"}', 'main.js': 'const a = "ä€";\n' };
    const archive = packAsar(files);
    const headerSize = archive.readUInt32LE(4);
    const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString());
    for (const [name, text] of Object.entries(files)) {
      const start = 8 + headerSize + Number(header.files[name].offset);
      expect(archive.subarray(start, start + header.files[name].size).toString()).toBe(text);
    }
    expect(headerSize % 4).toBe(0);
  });
});

describe('Debian packages for a window', () => {
  const bare = { libraries: '', hasProgram: () => false, hasFolder: () => false };

  it('[SU5] a bare machine lacks them all, and one line installs them', () => {
    const missing = findMissing(bare, { display: true });
    expect(missing).toEqual([
      'libgtk-3-0',
      'libnss3',
      'libasound2',
      'libgbm1',
      'fonts-liberation',
      'xvfb',
      'xauth',
    ]);
    expect(aptLine(missing)).toBe(
      'apt-get update && apt-get install -y --no-install-recommends libgtk-3-0 libnss3 libasound2 libgbm1 fonts-liberation xvfb xauth',
    );
  });

  it('[SU5] with a display no virtual one is asked for, and what is there is not asked for', () => {
    expect(findMissing(bare, { display: false })).not.toContain('xvfb');
    const libraries = 'libgtk-3.so.0 libnss3.so libasound.so.2 libgbm.so.1';
    expect(
      findMissing({ libraries, hasProgram: () => true, hasFolder: () => true }, { display: true }),
    ).toEqual([]);
  });
});

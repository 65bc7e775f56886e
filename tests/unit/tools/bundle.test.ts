import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withBuildLock } from '../../../tools/bundle/buildLock.ts';
import { hashInputs, openStamps } from '../../../tools/bundle/stamps.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'luotsi-bundle-'));
  mkdirSync(join(root, 'shared', 'op'), { recursive: true });
  writeFileSync(join(root, 'shared', 'op', 'op.ts'), 'export const a = 1;');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a build', () => {
  it('[SU8] is asked for by a changed, added, renamed or removed file, and by nothing else', () => {
    const hash = () => hashInputs(root, ['shared', 'package-lock.json', 'not-there']);
    const first = hash();
    expect(hash()).toBe(first);
    const seen = new Set([first]);
    writeFileSync(join(root, 'shared', 'op', 'op.ts'), 'export const a = 2;');
    seen.add(hash());
    writeFileSync(join(root, 'shared', 'b.ts'), '');
    seen.add(hash());
    rmSync(join(root, 'shared', 'op', 'op.ts'));
    seen.add(hash());
    writeFileSync(join(root, 'package-lock.json'), '{}');
    seen.add(hash());
    expect(seen.size).toBe(5);
  });

  it('[SU8] remembers over programs what it was made from, and survives a torn file', () => {
    const file = join(root, 'dist', '.stamps.json');
    openStamps(file).save('engine', 'abc');
    expect(openStamps(file).isFresh('engine', 'abc')).toBe(true);
    expect(openStamps(file).isFresh('engine', 'abd')).toBe(false);
    writeFileSync(file, '{"engine": "a');
    expect(openStamps(file).isFresh('engine', 'abc')).toBe(false);
  });

  it('[SU8] runs one at a time, and a killed one blocks nobody', async () => {
    const file = join(root, 'dist', '.building');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    await Promise.all([withBuildLock(file, work), withBuildLock(file, work), withBuildLock(file, work)]);
    expect(most).toBe(1);
    // No process has this number: Linux gives none above 4194304.
    writeFileSync(file, '4194305');
    await withBuildLock(file, work);
    expect(existsSync(file)).toBe(false);
  });
});

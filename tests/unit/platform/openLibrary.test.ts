import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryIndexName, makeLibraryIndex, openLibrary } from '../../../platform/openLibrary.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { libraryDir } from '../../kit/libraryDesk.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';

const names = ['_blocks', 'burn', 'fever_adult'];

/** A small library on disk, with the index a build would make of it. */
function library(): string {
  const dir = scratchFolder();
  for (const name of names) cpSync(join(libraryDir, name), join(dir, name), { recursive: true });
  const index = makeLibraryIndex(dir);
  if (index === null) throw new Error('the library of the test has a mistake');
  writeFileSync(join(dir, libraryIndexName), index);
  return dir;
}

function scriptIn(dir: string, id: string) {
  const script = openLibrary(dir).scripts.find((one) => one.id === id);
  if (script === undefined) throw new Error(`no script ${id}`);
  return script;
}

function dataOf(script: CompiledScript | null): unknown {
  return JSON.parse(JSON.stringify({ ...script, machine: null }));
}

describe('a library with the index of the build', () => {
  it('[RL20] lists titles and words without reading a script, and compiles one to the same as its file', () => {
    const dir = library();
    const indexed = scriptIn(dir, 'fever_adult');
    const text = readFileSync(join(dir, 'fever_adult/1.yaml'), 'utf8');
    expect(indexed.text()).toBe(text);
    writeFileSync(join(dir, libraryIndexName), '');
    const read = scriptIn(dir, 'fever_adult');
    expect(dataOf(indexed.compiled())).toEqual(dataOf(read.compiled()));
    for (const name of ['title', 'keywords', 'area', 'version'] as const)
      expect(indexed[name]).toEqual(read[name]);
    expect([indexed.hash(), indexed.questions()]).toEqual([read.hash(), read.questions()]);
  });

  it('[RL20] does not look into a script before somebody is led through it', () => {
    const dir = library();
    const path = join(dir, libraryIndexName);
    const index = JSON.parse(readFileSync(path, 'utf8')) as { scripts: { id: string; body: string }[] };
    for (const one of index.scripts) if (one.id === 'burn') one.body = 'no JSON';
    writeFileSync(path, JSON.stringify(index));
    expect(openLibrary(dir).scripts.map((one) => one.title.en)).toHaveLength(2);
    expect(() => scriptIn(dir, 'burn').compiled()).toThrow();
    expect(scriptIn(dir, 'fever_adult').compiled()?.id).toBe('fever_adult');
  });

  it.each(['fever_adult/1.yaml', '_blocks/open_safety/1.yaml'])(
    '[RL21] reads every file when %s is not the one of the index',
    (file) => {
      const dir = library();
      const path = join(dir, file);
      writeFileSync(path, `${readFileSync(path, 'utf8')}# another file\n`);
      const index = join(dir, libraryIndexName);
      writeFileSync(index, readFileSync(index, 'utf8').replaceAll('"body":"', '"body":"broken'));
      expect(scriptIn(dir, 'burn').compiled()?.id).toBe('burn');
    },
  );

  it('[RL21] knows a file that was added or taken away', () => {
    const dir = library();
    cpSync(join(libraryDir, 'headache'), join(dir, 'headache'), { recursive: true });
    expect(openLibrary(dir).scripts.map((one) => one.id)).toContain('headache');
  });
});

import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildWindow } from 'vite';
import { withBuildLock } from './buildLock.ts';
import { bundleProgram } from './bundlePrograms.ts';
import { copies, libraryOut, programs, windowEntry, windowOut } from './entries.ts';
import { writeLibraryIndex } from './libraryIndex.ts';
import { hashInputs, openStamps } from './stamps.ts';
import { windowConfig } from './windowConfig.ts';

interface Part {
  readonly name: string;
  readonly entry: string;
  readonly out: string;
  readonly inputs: readonly string[];
  readonly make: () => Promise<unknown>;
}

const always = ['package-lock.json', 'tools/bundle'];

function listParts(root: string): Part[] {
  return [
    ...programs.map((program) => ({
      name: program.name,
      entry: program.entry,
      out: program.out,
      inputs: [...always, 'shared', 'db', 'platform', 'server', 'electron'],
      make: () => bundleProgram(root, program),
    })),
    {
      name: 'window',
      entry: windowEntry,
      out: `${windowOut}/index.html`,
      inputs: [...always, 'shared', 'renderer', 'electron/preload'],
      make: () => buildWindow(windowConfig(root)),
    },
    ...copies.map(({ from, to }) => ({
      name: to,
      entry: from,
      out: to,
      inputs: ['tools/bundle', from],
      make: async () => {
        rmSync(join(root, to), { recursive: true, force: true });
        cpSync(join(root, from), join(root, to), { recursive: true });
      },
    })),
    {
      name: 'library index',
      entry: libraryOut,
      out: `${libraryOut}/index.json`,
      inputs: [...always, 'shared/base', 'shared/script', 'platform'],
      make: async () => writeLibraryIndex(join(root, libraryOut)),
    },
  ];
}

export interface BuildReport {
  readonly built: readonly string[];
  readonly missing: readonly string[];
}

/** Builds what changed since the last time; parts whose entry is not written yet are named and left out. */
export function buildAll(root: string, note: (text: string) => void): Promise<BuildReport> {
  return withBuildLock(join(root, 'dist', '.building'), async () => {
    const stamps = openStamps(join(root, 'dist', '.stamps.json'));
    const built: string[] = [];
    const missing: string[] = [];
    for (const part of listParts(root)) {
      if (!existsSync(join(root, part.entry))) {
        note(`${part.name}: ${part.entry} is not there, left out`);
        missing.push(part.name);
        continue;
      }
      const hash = hashInputs(root, part.inputs);
      if (stamps.isFresh(part.name, hash) && existsSync(join(root, part.out))) continue;
      const begun = performance.now();
      await part.make();
      stamps.save(part.name, hash);
      built.push(part.name);
      note(`${part.name}: ${part.out} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    }
    if (built.length === 0) note('nothing changed since the last build');
    return { built, missing };
  });
}

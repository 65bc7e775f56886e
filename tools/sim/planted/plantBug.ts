import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlantedBug } from './plantedBugs.ts';

const usualDesks = 5;
const sources = ['shared', 'db', 'platform', 'server', 'electron/engine', 'tools', 'package.json'];

export interface Found {
  readonly lost: number;
  readonly doubled: number;
  readonly diverged: number;
  readonly claimsHeldTwice: number;
  readonly failingSeeds: readonly number[];
}

/** Runs the simulator on a copy of the source with one mistake in it, until the first run that finds it. */
export function findPlanted(root: string, bug: PlantedBug, ask: { seed: number; runs: number }): Found {
  const copy = mkdtempSync(join(tmpdir(), 'luotsi-planted-'));
  try {
    for (const source of sources) cpSync(join(root, source), join(copy, source), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    plant(copy, bug);
    const args = [
      'tools/sim.ts',
      '--seed',
      `${ask.seed}`,
      '--runs',
      `${ask.runs}`,
      '--desks',
      `${bug.desks ?? usualDesks}`,
      '--ops',
      '80',
      ...(bug.disks === true ? ['--disks'] : []),
    ];
    const run = spawnSync(process.execPath, [...args, '--first', '--json'], { cwd: copy, encoding: 'utf8' });
    if (run.stdout.trim() === '') throw new Error(`the simulator said nothing: ${run.stderr.slice(-1_000)}`);
    return JSON.parse(run.stdout) as Found;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function plant(copy: string, { file, name, right, wrong, also }: PlantedBug): void {
  const path = join(copy, file);
  let text = readFileSync(path, 'utf8');
  for (const edit of [{ right, wrong }, ...(also === undefined ? [] : [also])]) {
    if (text.split(edit.right).length !== 2)
      throw new Error(`"${name}": its place in ${file} has changed; plant it anew`);
    text = text.replace(edit.right, () => edit.wrong);
  }
  writeFileSync(path, text);
}

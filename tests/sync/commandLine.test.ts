import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

function run(args: readonly string[]) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

describe('the tools from outside', () => {
  it('[SI5] the simulator answers with one line of JSON and ends with 0 when every promise held', () => {
    const { status, stdout } = run([
      'tools/sim.ts',
      '--seed',
      '7',
      '--desks',
      '3',
      '--ops',
      '30',
      '--runs',
      '2',
      '--json',
    ]);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual({
      seed: 7,
      desks: 3,
      ops: 30,
      runs: 2,
      acknowledged: expect.any(Number),
      lost: 0,
      doubled: 0,
      diverged: 0,
      claimsHeldTwice: 0,
      failingSeeds: [],
      ms: expect.any(Number),
    });
  });

  it.each([
    ['--seed', 'x'],
    ['--seed', '-1'],
    ['--desks', '0'],
    ['--runs', '0'],
    ['--nothing', ''],
  ])('[SI5] it refuses %s %s with a status that no broken promise has', (name, value) => {
    const { status, stderr } = run(['tools/sim.ts', name, value]);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: npm run -s sim');
    expect(stderr).not.toContain(' at ');
  });

  it('[BE2] a bench by name gives its figures as JSON, each with its baseline', () => {
    const { status, stdout } = run(['tools/bench.ts', 'desk.note', '--runs', '1', '--json']);
    expect(status).toBe(0);
    const figures = JSON.parse(stdout) as Record<string, unknown>[];
    expect(figures.map((figure) => figure.name)).toEqual([
      'desk.note.p50',
      'desk.note.p99',
      'desk.note.rate',
    ]);
    expect(Object.keys(figures[0] ?? {})).toEqual(['name', 'value', 'unit', 'baseline', 'ratio', 'runs']);
  });

  it('[BE2] an unknown name is answered with the names there are', () => {
    const { status, stderr } = run(['tools/bench.ts', 'nothing']);
    expect(status).toBe(2);
    expect(stderr).toContain('desk.note');
  });
});

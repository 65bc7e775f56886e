import { describe, expect, it } from 'vitest';
import { findPlanted } from '../../tools/sim/planted/plantBug.ts';
import { plantedBugs } from '../../tools/sim/planted/plantedBugs.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';

const root = new URL('../..', import.meta.url).pathname;
const runsMax = 200;

describe('the simulator bites', () => {
  it.each(plantedBugs)(
    '[SI4] it finds that $name',
    (bug) => {
      const seed = timesOf(bug.near ?? 1, 1);
      const found = findPlanted(root, bug, { seed, runs: runsMax });
      expect(found.failingSeeds, 'no seed found it').toHaveLength(1);
      expect(bug.breaks.reduce((sum, promise) => sum + found[promise], 0)).toBeGreaterThan(0);
      tellFigure({
        check: 'S04',
        part: `planted: ${bug.name}`,
        figure: 'found',
        seed: found.failingSeeds[0] ?? 0,
      });
    },
    600_000,
  );

  it('[SI4] at least ten kinds of mistakes are planted', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(10);
  });
});

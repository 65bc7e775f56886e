import { describe, expect, it } from 'vitest';
import { findPlanted } from '../../tools/sim/plantBug.ts';
import { plantedBugs } from '../../tools/sim/plantedBugs.ts';

const root = new URL('../..', import.meta.url).pathname;
const runsMax = 60;

describe('the simulator bites', () => {
  it.each(plantedBugs)(
    '[SI4] it finds that $name',
    (bug) => {
      const found = findPlanted(root, bug, { seed: 1, runs: runsMax });
      expect(found.failingSeeds, 'no seed found it').toHaveLength(1);
      expect(bug.breaks.reduce((sum, promise) => sum + found[promise], 0)).toBeGreaterThan(0);
    },
    300_000,
  );
});

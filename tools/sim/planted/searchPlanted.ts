// Looks for every planted mistake from one seed on, as somebody would who does not know where it shows.
import { findPlanted } from './plantBug.ts';
import { plantedBugs } from './plantedBugs.ts';

/** Ends with how many were not found. */
export function searchPlanted(
  root: string,
  ask: { readonly seed: number; readonly runs: number },
  tell: (line: string) => void,
): number {
  let missed = 0;
  for (const bug of plantedBugs) {
    const { failingSeeds } = findPlanted(root, bug, ask);
    const [found] = failingSeeds;
    if (found === undefined) missed += 1;
    const how =
      found === undefined ? `not found in ${ask.runs} runs` : `found in run ${found - ask.seed + 1}`;
    tell(`${how.padEnd(24)} ${bug.name}`);
  }
  return missed;
}

import { setFlagsFromString } from 'node:v8';

/**
 * Half of a region's work is SQLite's and most of the rest is JSON, so its own code runs as fast from the middle compiler
 * as from the last one: measured over eight storms in one process, both end at the same time, and the last one's compiling
 * took a tenth of the first storm's. Proofs of releases take a sixth longer.
 */
export function compileLightly(): void {
  setFlagsFromString('--no-turbofan');
}

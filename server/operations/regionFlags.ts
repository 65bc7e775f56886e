/**
 * For whoever starts a region; without them it works as well.
 * - The part of the heap where objects begin would otherwise double while many survive, to 64 MB in a storm of desks.
 *   Measured, more than twice this costs memory and saves no time.
 * - Half of a region's work is SQLite's and most of the rest is JSON, so its own code runs as fast from the middle compiler
 *   as from the last one: over eight storms in one process both end equal, and the last one's compiling took a tenth of the
 *   first storm. Proofs of releases take a sixth longer.
 */
export const regionFlags: readonly string[] = ['--max-semi-space-size=4', '--no-turbofan'];

/**
 * For a region over a database server, which has a machine of its own: what arrives in a storm is gone again before it is
 * looked through for garbage. Measured, a fifth of the processor time of a storm, for 80 MB.
 */
export const sharedRegionFlags: readonly string[] = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=32',
  '--initial-old-space-size=128',
  '--no-turbofan',
];

/**
 * For an engine in a Node of its own. The part of the heap where objects begin would otherwise double while many survive, as
 * when a desk comes back after a month: 410 MB where 270 do, in the same time.
 */
export const engineFlags: readonly string[] = ['--max-semi-space-size=4'];

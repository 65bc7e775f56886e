import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Half of what it then grows to: measured, a larger one costs memory and saves no time here. */
const youngBytesMax = 4_000_000;

/**
 * The part of the heap where objects begin doubles while many survive, to 64 MB in a storm of desks. At the size above
 * it is told to stay; when V8 has made it smaller, it may grow again.
 */
export function boundYoungHeap(): void {
  let mayGrow = true;
  const watch = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    const isSmall = (young?.physical_space_size ?? 0) < youngBytesMax;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  });
  watch.observe({ entryTypes: ['gc'] });
}

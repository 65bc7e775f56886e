import { deskBenches } from './deskBenches.ts';
import type { Bench } from './figures.ts';
import { stormBench } from './stormBench.ts';

/** Every figure of `npm run bench`, by name. */
export const benches: readonly Bench[] = [...deskBenches, stormBench];

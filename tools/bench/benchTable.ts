import { bigDeskBench } from './bigDesk/bigDeskBench.ts';
import { launchBench } from './bigDesk/launchBench.ts';
import { catchUpBenches } from './catchUp/catchUpBench.ts';
import { deskBenches } from './deskBenches.ts';
import type { Bench } from './figures.ts';
import { liveBenches } from './live/liveBench.ts';
import { scriptBench } from './scriptBench.ts';
import { authorsBench } from './storm/authorsBench.ts';
import { stormBenches } from './storm/stormBench.ts';
import { windowBench } from './windowBench.ts';

/** Every figure of `npm run bench`, by name. */
export const benches: readonly Bench[] = [
  ...deskBenches,
  scriptBench,
  ...stormBenches,
  authorsBench,
  ...liveBenches,
  ...catchUpBenches,
  windowBench,
  bigDeskBench,
  launchBench,
];

import { type Bench, inTurn } from '../figures.ts';
import { inScratchFolder } from '../scratch.ts';
import { type Ground, onFile, onPostgres } from './grounds.ts';
import { runLeastStorm } from './leastStorm.ts';
import { runProductStorm } from './productStorm.ts';

function stormOver(name: string, baseline: string, ground: Ground): Bench {
  return {
    name,
    unit: 'ms',
    what: `W1: 20 desks with 500 offline edits each connect at once; against ${baseline}, the least program with the same durability`,
    async round(productFirst) {
      const both = await inTurn(productFirst, {
        product: () => inScratchFolder((folder) => runProductStorm(folder, ground)),
        baseline: () => inScratchFolder((folder) => runLeastStorm(folder, ground)),
      });
      const { product, baseline: least } = both;
      return [
        { part: 'converged', value: product.convergedMs, baseline: least.convergedMs },
        { part: 'durable', value: product.durableMs, baseline: least.durableMs },
        { part: 'regionCpu', value: product.regionCpuMs, baseline: least.regionCpuMs },
        { part: 'regionRss', unit: 'MB', value: product.regionRssMb, baseline: least.regionRssMb },
        { part: 'wire', unit: 'MB', value: product.wireMb, baseline: least.wireMb },
        { part: 'desksCpu', value: product.desksCpuMs, baseline: least.desksCpuMs },
      ];
    },
  };
}

export const stormBenches: readonly Bench[] = [
  stormOver('storm', 'L2', onFile),
  stormOver('storm.postgres', 'l2pg', onPostgres(1)),
  stormOver('storm.postgres2', 'l2pg in one process', onPostgres(2)),
];

import { type Bench, inTurn } from '../figures.ts';
import { inScratchFolder } from '../scratch.ts';
import { runLeastStorm } from './leastStorm.ts';
import { runProductStorm } from './productStorm.ts';

export const stormBench: Bench = {
  name: 'storm',
  unit: 'ms',
  what: 'W1: 20 desks with 500 offline edits each connect at once; against L2, the least program with the same durability',
  async round(productFirst) {
    const { product, baseline } = await inTurn(productFirst, {
      product: () => inScratchFolder(runProductStorm),
      baseline: () => inScratchFolder(runLeastStorm),
    });
    return [
      { part: 'converged', value: product.convergedMs, baseline: baseline.convergedMs },
      { part: 'durable', value: product.durableMs, baseline: baseline.durableMs },
      { part: 'regionCpu', value: product.regionCpuMs, baseline: baseline.regionCpuMs },
      { part: 'regionRss', unit: 'MB', value: product.regionRssMb, baseline: baseline.regionRssMb },
    ];
  },
};

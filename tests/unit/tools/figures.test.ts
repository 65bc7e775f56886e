import { describe, expect, it } from 'vitest';
import { figureOf, inTurn, percentileOf } from '../../../tools/bench/figures.ts';

describe('figures', () => {
  it('[BE1] a figure stands beside its baseline, with the spread of their ratios over the rounds', () => {
    const rounds = [
      { value: 4, baseline: 2 },
      { value: 3, baseline: 3 },
      { value: 9, baseline: 3 },
    ];
    expect(figureOf('storm', 'ms', rounds)).toEqual({
      name: 'storm',
      value: 4,
      unit: 'ms',
      baseline: 3,
      ratio: { min: 1, median: 2, max: 3 },
      runs: 3,
    });
  });

  it('[BE1] product and baseline take turns in going first', async () => {
    const order: string[] = [];
    const both = {
      product: async () => order.push('product'),
      baseline: async () => order.push('baseline'),
    };
    await inTurn(true, both);
    await inTurn(false, both);
    expect(order).toEqual(['product', 'baseline', 'baseline', 'product']);
  });

  it('[BE1] a percentile is a value that was measured', () => {
    const values = [5, 1, 4, 2, 3];
    expect([percentileOf(values, 0), percentileOf(values, 0.5), percentileOf(values, 0.99)]).toEqual([
      1, 3, 5,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  changedShare,
  splitTime,
  summarizeCosts,
} from '../../../../renderer/features/library/cost/costRows.ts';
import type { QuestionCostView } from '../../../../shared/protocol/authoringViews.ts';

function cost(questionId: string, figures: Partial<QuestionCostView>): QuestionCostView {
  const say = { fi: questionId, sv: questionId, en: questionId };
  return { questionId, say, asked: 10, medianMs: 1_000, totalMs: 10_000, changedOutcome: 0, ...figures };
}

const costs = [
  cost('quick', { totalMs: 8_000, medianMs: 800, changedOutcome: 2 }),
  cost('slow', { asked: 4, totalMs: 40_000, medianMs: 10_000 }),
  cost('long', { totalMs: 60_000, medianMs: 6_000, changedOutcome: 1 }),
  cost('unmeasured', { asked: 3, medianMs: null, totalMs: 0 }),
  cost('never', { asked: 0, medianMs: null, totalMs: 0 }),
];

describe('the table of costs', () => {
  it.each([
    ['total', ['long', 'slow', 'quick', 'unmeasured']],
    ['median', ['slow', 'long', 'quick', 'unmeasured']],
    ['asked', ['quick', 'long', 'slow', 'unmeasured']],
    ['changed', ['quick', 'long', 'slow', 'unmeasured']],
  ] as const)('[QC4] by %s the dearest question comes first', (by, order) => {
    expect(summarizeCosts(costs, by).rows.map((one) => one.questionId)).toEqual(order);
  });

  it('[QC4] names what took most time without changing an outcome, and counts what was never asked', () => {
    const summary = summarizeCosts(costs, 'total');
    expect(summary).toMatchObject({ assessments: 10, neverAsked: 1, idle: { questionId: 'slow' } });
    expect(summarizeCosts([], 'total')).toEqual({ rows: [], assessments: 0, neverAsked: 0, idle: null });
  });

  it('[QC4] an outcome that changed once in a thousand is not shown as never', () => {
    expect(changedShare(cost('rare', { asked: 1_000, changedOutcome: 1 }))).toBe(1);
    expect(changedShare(cost('none', { asked: 1_000 }))).toBe(0);
    expect(changedShare(cost('half', { asked: 8, changedOutcome: 4 }))).toBe(50);
    expect(splitTime(61_400)).toEqual({ minutes: 1, seconds: '1' });
    expect(splitTime(430)).toEqual({ minutes: 0, seconds: '0,4' });
    expect(splitTime(9_980)).toEqual({ minutes: 0, seconds: '10' });
  });
});

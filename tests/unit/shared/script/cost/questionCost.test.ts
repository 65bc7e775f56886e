import { describe, expect, it } from 'vitest';
import { readScriptLibrary } from '../../../../../platform/scriptLibrary.ts';
import { type Answers, assess } from '../../../../../shared/script/assess.ts';
import { type CostRun, questionCosts } from '../../../../../shared/script/cost/questionCost.ts';
import { finishAnswers } from '../../../../../shared/script/finishAnswers.ts';

const library = new URL('../../../../../shared/script/library', import.meta.url).pathname;
const burn = readScriptLibrary(library).scripts.find((script) => script.id === 'burn');
if (burn === undefined) throw new Error('the library has no burn');
const script = burn;

function run(told: Answers, ms: CostRun['ms'] = {}, asked?: readonly string[]): CostRun {
  const answers = finishAnswers(script, told);
  return { answers, asked: asked ?? Object.keys(answers), ms };
}

function costOf(questionId: string, runs: readonly CostRun[]) {
  return questionCosts(script, runs).find((one) => one.questionId === questionId);
}

describe('what a question costs', () => {
  it('[QC1] counts who was asked, the middle time and the whole time', () => {
    const runs = [
      run({}, { airway: 4_000 }),
      run({}, { airway: 1_000 }),
      run({}, { airway: 9_000 }),
      run({}),
    ];
    expect(costOf('airway', runs)).toMatchObject({ asked: 4, medianMs: 4_000, totalMs: 14_000 });
    expect(costOf('airway', runs.slice(0, 2))).toMatchObject({ medianMs: 2_500 });
  });

  it('[QC1] an answer nobody measured or asked costs no time, and is not guessed', () => {
    expect(costOf('airway', [run({})])).toMatchObject({ asked: 1, medianMs: null, totalMs: 0 });
    expect(costOf('airway', [run({}, {}, [])])).toMatchObject({ asked: 0, medianMs: null });
    expect(questionCosts(script, []).every((one) => one.asked === 0 && one.medianMs === null)).toBe(true);
  });

  it('[QC1] every question of the script has its row, in the order of asking', () => {
    expect(questionCosts(script, []).map((one) => one.questionId)).toEqual(
      script.questions.map((question) => question.id),
    );
  });

  it('[QC2] an answer that decided counts as having changed the outcome; reassuring ones do not', () => {
    const costs = questionCosts(script, [run({ deep: 'yes' }), run({})]);
    const changed = costs
      .filter((one) => one.changedOutcome > 0)
      .map((one) => [one.questionId, one.changedOutcome]);
    expect(changed).toEqual([['deep', 1]]);
  });

  it('[QC2] of two answers that lead to the same, neither alone changed the outcome; together with a graver one only that did', () => {
    const both = run({ special: 'yes', infect: 'yes' });
    expect(assess(script, both.answers).proposal?.disposition).toBe('same_day');
    expect(costOf('infect', [both])?.changedOutcome).toBe(0);
    const graver = run({ deep: 'yes', infect: 'yes' });
    expect(costOf('deep', [graver])?.changedOutcome).toBe(1);
    expect(costOf('infect', [graver])?.changedOutcome).toBe(0);
  });

  it('[QC2] a call that a red flag ended is compared with the reassuring rest of the call', () => {
    const short: CostRun = { answers: { airway: 'yes' }, asked: ['airway'], ms: {} };
    expect(costOf('airway', [short])?.changedOutcome).toBe(1);
    const cutOff: CostRun = { answers: { deep: 'yes' }, asked: ['deep'], ms: {} };
    expect(costOf('deep', [cutOff])?.changedOutcome).toBe(1);
  });

  it('[QC2] another outcome of the same urgency is a change: a further action came with it', () => {
    const chemical = run({ story: 'yes', chemical: 'yes' });
    expect(costOf('chemical', [chemical])?.changedOutcome).toBe(1);
  });
});

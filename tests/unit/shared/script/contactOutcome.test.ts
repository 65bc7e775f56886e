import { describe, expect, it } from 'vitest';
import { type DispositionCode, dispositionCodes, rankOf } from '../../../../shared/script/disposition.ts';
import { compareUrgency, mostUrgent } from '../../../../shared/script/several/contactOutcome.ts';
import { countsIn, isSameQuestion, mayKeepEarlier } from '../../../../shared/script/several/sameQuestion.ts';
import { testScripts } from '../../../kit/startDesk.ts';

const of = (...codes: readonly (string | null)[]) =>
  mostUrgent(codes.map((disposition) => ({ disposition })))?.disposition ?? null;

function script(id: string) {
  const found = testScripts().find((one) => one.id === id);
  if (found === undefined) throw new Error(`no script ${id}`);
  return found;
}

describe('the urgency of a contact', () => {
  it.each([
    ['social_same_day', 'ed_now', 'ed_now'],
    ['self_care', 'social_same_day', 'social_same_day'],
    ['social_emergency_now', 'emergency_112', 'emergency_112'],
    ['social_same_day', 'same_day', 'same_day'],
    ['assessment_7wd', 'within_1_3d', 'within_1_3d'],
    ['general_advice', 'self_care', 'self_care'],
  ])('[PA4] of %s and %s is %s, whichever comes first', (left, right, most) => {
    expect(of(left, right)).toBe(most);
    expect(of(right, left)).toBe(most);
  });

  it('[PA4] what is open or unknown to this program never hides an outcome', () => {
    expect(of(null, 'self_care', null)).toBe('self_care');
    expect(of('not_yet_known', 'general_advice')).toBe('general_advice');
    expect(of(null)).toBeNull();
    expect(of()).toBeNull();
  });

  it('[PA4] the order of both ladders together is total and never turns a rank around', () => {
    const sorted = [...dispositionCodes].sort(compareUrgency);
    const ranks = sorted.map(rankOf);
    expect(ranks).toEqual([...ranks].sort((left, right) => left - right));
    const pairs = dispositionCodes.flatMap((left) => dispositionCodes.map((right) => [left, right] as const));
    const ties = pairs.filter(
      ([left, right]: readonly [DispositionCode, DispositionCode]) =>
        left !== right && compareUrgency(left, right) === 0,
    );
    expect(ties).toEqual([]);
  });
});

describe('the same question in two scripts', () => {
  it('[PA2] is one with the same id and the same words; ids alone say nothing', () => {
    const chest = script('chest_pain');
    const back = script('back_pain');
    expect(isSameQuestion(chest, back, 'o_awake')).toBe(true);
    expect(isSameQuestion(chest, back, 'c_age_y')).toBe(true);
    expect(isSameQuestion(script('fever_adult'), script('fever_child_u3'), 'spots')).toBe(false);
    expect(isSameQuestion(script('abdominal_pain_adult'), back, 'fever')).toBe(false);
    expect(isSameQuestion(chest, back, 'constructor')).toBe(false);
  });

  it('[PA2] having called about one matter is not having called about another', () => {
    expect(isSameQuestion(script('chest_pain'), script('back_pain'), 'c_repeat')).toBe(false);
    expect(isSameQuestion(script('back_pain'), script('back_pain'), 'c_repeat')).toBe(true);
  });

  it('[PA2] a scale belongs to its own trouble: two pains are measured twice', () => {
    const back = script('back_pain');
    expect(isSameQuestion(script('abdominal_pain_adult'), back, 'nrs')).toBe(false);
    expect(isSameQuestion(back, back, 'nrs')).toBe(true);
  });

  it('[PA2] every question of the opening screen and of the background is one question in all scripts', () => {
    const apart = testScripts().flatMap((from) =>
      testScripts().flatMap((to) =>
        from.questions
          .filter(({ id }) => /^[co]_/.test(id) && Object.hasOwn(to.indexOf, id))
          .filter(({ id }) => !isSameQuestion(from, to, id) && id !== 'c_repeat')
          .map(({ id }) => `${id}: ${from.id}, ${to.id}`),
      ),
    );
    expect(apart).toEqual([]);
  });

  it('[PA2] an answer counts only where it is within bounds', () => {
    const from = script('cough_respiratory');
    const to = script('fever_adult');
    expect(countsIn({ from, to }, 'temp', 38.5)).toBe(true);
    expect(countsIn({ from, to }, 'temp', 99)).toBe(false);
  });

  it('[RP3] signs of danger and what is true of one day only are never kept from an earlier contact', () => {
    for (const one of testScripts()) {
      const danger = one.questions.filter(({ stage, question }) => stage === 'safety' || question.red_flag);
      expect(danger.filter(({ id }) => mayKeepEarlier(one, id)).map(({ id }) => id)).toEqual([]);
    }
    const fever = script('fever_child_u3');
    for (const id of ['c_worry', 'c_repeat', 'c_caller']) expect(mayKeepEarlier(fever, id)).toBe(false);
    expect(mayKeepEarlier(fever, 'c_immuno')).toBe(true);
  });
});

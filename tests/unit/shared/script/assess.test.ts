import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../../../platform/scriptLibrary.ts';
import { type Answers, assess, checkAnswer } from '../../../../shared/script/assess.ts';
import {
  type DispositionCode,
  dispositionCodes,
  raisedByOne,
} from '../../../../shared/script/disposition.ts';
import { finishAnswers } from '../../../../shared/script/finishAnswers.ts';
import { choice, compileParts, number, rule, yesNo } from './makeScript.ts';

const library = readScriptLibrary('shared/script/library');

function scriptOf(id: string) {
  const script = library.scripts.find((one) => one.id === id);
  if (script === undefined) throw new Error(`no script ${id}`);
  return script;
}
const chest = scriptOf('chest_pain');
const fever = scriptOf('fever_child_u3');
const older = scriptOf('older_person_home');
const finished = (script: typeof chest, answers: Answers) =>
  assess(script, finishAnswers(script, answers)).proposal;

describe('asking', () => {
  test('[SC5] the opening safety screen comes first and the address may be told at any time', () => {
    const view = assess(chest, {});
    expect([view.stage, view.next]).toEqual(['safety', 'o_awake']);
    expect(view.needed.slice(0, 7)).toEqual([
      'o_awake',
      'o_breath_ok',
      'o_bleed',
      'o_stroke',
      'o_seizure',
      'o_safe',
      'now_severe',
    ]);
    expect(view.open).toContain('o_phone_addr');
    expect(view.needed).not.toContain('o_phone_addr');
  });

  test('[SC7] a red flag ends the questions at once, before anything else was answered', () => {
    const view = assess(chest, { faint: 'yes' });
    expect(view.proposal).toMatchObject({
      disposition: 'emergency_112',
      deciding: [{ questionId: 'faint', answer: 'yes' }],
    });
    expect([view.needed, view.stage, view.asked]).toEqual([[], 'info', 1]);
  });

  test('[SC7] the first red flag ends the questions, also when another red flag would bring other actions', () => {
    expect(assess(older, { carer_gone: 'yes' }).proposal).toMatchObject({
      disposition: 'social_emergency_now',
      also: [],
    });
    expect(assess(chest, { o_bleed: 'yes' }).proposal).toMatchObject({
      disposition: 'emergency_112',
      also: [],
    });
  });

  test('[SC7] below red flags, a rule of the same urgency with other actions is still asked about', () => {
    const calm = {
      o_awake: 'yes',
      o_breath_ok: 'yes',
      o_bleed: 'no',
      o_stroke: 'no',
      o_seizure: 'no',
      o_safe: 'yes',
    };
    const told: Answers = { ...calm, now_danger: 'no', carer_gone: 'no', abuse: 'yes' };
    expect(assess(older, told)).toMatchObject({ next: 'acute_ill', needed: ['acute_ill'], proposal: null });
    expect(finished(older, { ...told, acute_ill: 'yes' })?.also).toEqual(['health_script']);
    expect(finished(older, told)?.also).toEqual(['older_notice', 'nollalinja']);
  });

  test('[SC7] a question is skipped once no open rule depends on it', () => {
    const safe = {
      o_awake: 'yes',
      o_breath_ok: 'yes',
      o_bleed: 'no',
      o_stroke: 'no',
      o_seizure: 'no',
      o_safe: 'yes',
    };
    const calm = {
      now_severe: 'no',
      breathless: 'no',
      sweat_pale: 'no',
      faint: 'no',
      tearing: 'no',
      nitro_fail: 'no',
    };
    const view = assess(chest, { ...safe, ...calm, pressure: 'no', radiates: 'no' });
    expect(view.needed).not.toContain('minutes');
    expect(view.next).toBe('clot_risk');
    expect(assess(chest, { ...safe, ...calm, pressure: 'yes' }).next).toBe('minutes');
  });

  test('[SC8] answers count in any order and a correction replaces the earlier answer', () => {
    const told: Answers = { minutes: 20, pressure: 'yes' };
    expect(assess(chest, told).proposal?.disposition).toBe('emergency_112');
    expect(assess(chest, { ...told, minutes: 5 }).proposal).toBeNull();
    expect(finished(chest, { ...told, minutes: 5 })?.disposition).toBe('ed_now');
  });

  test('[SC5] background is asked only when a rule needs it and not when it is known', () => {
    expect(finishAnswers(chest, {})).not.toHaveProperty('c_heart_lung');
    expect(finishAnswers(chest, { tender: 'yes', c_age_y: 25 })).toHaveProperty('c_heart_lung');
    expect(assess(fever, { c_age_m: 20 }).needed).not.toContain('c_age_m');
  });

  test('[SC9] information questions come after the outcome and may be left out', () => {
    const answers = finishAnswers(older, { adl: 'most' });
    const view = assess(older, answers);
    expect([view.stage, view.next, view.proposal?.disposition]).toEqual([
      'info',
      'o_phone_addr',
      'assessment_7wd',
    ]);
    const all = Object.fromEntries(view.open.map((id) => [id, 'unknown']));
    expect(assess(older, { ...answers, ...all })).toMatchObject({ stage: 'done', next: null, open: [] });
  });

  test('[SC8] answers to questions of no script are ignored, also those named like parts of the language', () => {
    const view = assess(chest, { constructor: 'yes', __proto__: 'yes', nothing: 'yes' } as Answers);
    expect(view).toEqual(assess(chest, {}));
  });

  test('[SC3] a script whose rules leave a gap ends without an outcome instead of inventing one', () => {
    const script = compileParts({ ask: [yesNo('a')], decide: [rule('same_day', { a: 'yes' })] });
    expect(assess(script, { a: 'no' })).toMatchObject({ proposal: null, next: null, stage: 'done' });
  });
});

describe('not sure', () => {
  test('[SC6] a red flag counts as yes, and a stated value is used instead', () => {
    expect(finished(chest, { now_severe: 'unknown' })?.disposition).toBe('emergency_112');
    expect(finished(chest, { nitro_fail: 'unknown' })?.disposition).toBe('same_day');
    expect(finished(chest, { pressure: 'yes', minutes: 'unknown' })?.disposition).toBe('emergency_112');
  });

  test('[SC6] elsewhere it fulfils a wanted no only where the rule is urgent', () => {
    const decide = (to: string) => [rule(to, { a: 'no' }), rule('within_7d')];
    const script = (to: string) => compileParts({ ask: [yesNo('a')], decide: decide(to) });
    expect(assess(script('within_1_3d'), { a: 'unknown' }).proposal?.disposition).toBe('within_1_3d');
    expect(assess(script('self_care'), { a: 'unknown' }).proposal?.disposition).toBe('within_7d');
  });

  test('[SC6] it satisfies neither a comparison nor its opposite', () => {
    const script = compileParts({
      ask: [number('days')],
      decide: [
        rule('ed_now', { days: { gte: 3 } }),
        rule('same_day', { not: { days: { gte: 3 } } }),
        rule('self_care'),
      ],
    });
    expect(assess(script, { days: 'unknown' }).proposal?.disposition).toBe('self_care');
  });

  test('[SC24] a condition may ask whether the caller knows at all, whatever "not sure" stands for elsewhere', () => {
    const script = compileParts({
      ask: [yesNo('a', { red_flag: true }), number('days', { unknown: 'worst' })],
      decide: [
        rule('same_day', { all: [{ a: { sure: 'no' } }, { days: { sure: 'no' } }] }),
        rule('within_1_3d', { not: { days: { sure: 'yes' } } }),
        rule('self_care'),
      ],
    });
    const outcome = (answers: Answers) => assess(script, answers).proposal?.disposition;
    expect(outcome({ a: 'unknown', days: 'unknown' })).toBe('same_day');
    expect(outcome({ a: 'yes', days: 'unknown' })).toBe('within_1_3d');
    expect(outcome({ a: 'unknown', days: 30 })).toBe('self_care');
    expect(outcome({ a: 'unknown' })).toBeUndefined();
    expect(() =>
      compileParts({
        ask: [{ id: 'd', type: 'date', say: { fi: 'a', sv: 'b', en: 'c' } }],
        decide: [rule('same_day', { d: { sure: 'no' } }), rule('self_care')],
      }),
    ).toThrow(/cannot decide/);
  });

  test('[SC23] pregnancy is not asked of a child under 10, and is asked when the age is not known', () => {
    const injury = scriptOf('head_injury');
    const calm = finishAnswers(injury, {});
    const { c_pregnant: _pregnant, ...rest } = calm;
    const asksPregnant = (age: number | string) =>
      assess(injury, { ...rest, c_age_y: age }).needed.includes('c_pregnant');
    expect(asksPregnant(9)).toBe(false);
    expect(asksPregnant(10)).toBe(true);
    expect(asksPregnant('unknown')).toBe(true);
    const raised = assess(injury, { ...calm, c_age_y: 'unknown', c_pregnant: 'yes' }).proposal?.raised;
    expect(raised?.deciding.map((one) => one.questionId)).toEqual(['c_age_y', 'c_pregnant']);
  });
});

describe('vulnerability', () => {
  test('[SC9] raises by one rung, once, and keeps the raise apart', () => {
    const answers = { c_age_y: 80, c_immuno: 'yes', c_worry: 'yes' };
    expect(finished(chest, { ...answers, worse_weeks: 'yes' })).toMatchObject({
      disposition: 'same_day',
      raised: { from: 'within_24h' },
    });
  });

  test('[SC9] it is asked after the disposition and stops at the first reason', () => {
    const answers = finishAnswers(fever, { c_age_m: 20, temp: 38.5, drink_low: 'yes' });
    const { c_immuno: _immuno, c_worry: _worry, c_repeat: _repeat, ...before } = answers;
    expect(assess(fever, before)).toMatchObject({ stage: 'vulnerability', next: 'c_immuno', proposal: null });
    const after = assess(fever, { ...before, c_immuno: 'yes' });
    expect(after.proposal).toMatchObject({
      disposition: 'nurse_2h',
      raised: { from: 'same_day', deciding: [{ questionId: 'c_immuno', answer: 'yes' }] },
    });
    expect(after.needed).toEqual([]);
  });

  test('[SC9] never calls 112 by itself, never lowers and never leaves its ladder', () => {
    const ranks = new Map(dispositionCodes.map((code) => [code, raisedByOne(code)]));
    expect(ranks.get('ed_now')).toBe('ed_now');
    expect(ranks.get('emergency_112')).toBe('emergency_112');
    expect(ranks.get('self_care')).toBe('within_7d');
    expect(ranks.get('general_advice')).toBe('assessment_7wd');
    expect([...ranks.values()].filter((to) => to === 'emergency_112')).toHaveLength(1);
    const worried = finished(chest, { clot_risk: 'yes', c_worry: 'yes', c_age_y: 90 });
    expect(worried).toMatchObject({ disposition: 'ed_now', raised: null });
  });

  test('[SC9] a social matter is raised by worry and not by age or pregnancy', () => {
    expect(older.questions.map((one) => one.id)).not.toContain('c_pregnant');
    expect(finished(older, { c_worry: 'yes' })).toMatchObject({
      disposition: 'assessment_7wd',
      raised: { from: 'general_advice' },
    });
  });
});

describe('the ladder', () => {
  test('[SC1] twelve dispositions in order, each with a time limit unless it is advice only', () => {
    const expected: readonly DispositionCode[] = [
      'emergency_112',
      'ed_now',
      'nurse_2h',
      'same_day',
      'within_24h',
      'within_1_3d',
      'within_7d',
      'self_care',
    ];
    expect(dispositionCodes.slice(0, 8)).toEqual(expected);
    expect(dispositionCodes).toHaveLength(12);
  });
});

describe('answers from outside', () => {
  const script = compileParts({
    ask: [
      yesNo('a'),
      number('days'),
      choice('help', ['none', 'some']),
      {
        id: 'signs',
        type: 'many',
        options: { x: { fi: 'x', sv: 'x', en: 'x' }, y: { fi: 'y', sv: 'y', en: 'y' } },
        say: { fi: 's', sv: 's', en: 's' },
      },
      { id: 'born', type: 'date', say: { fi: 's', sv: 's', en: 's' } },
      { id: 'wish', type: 'text', say: { fi: 's', sv: 's', en: 's' } },
      {
        id: 'pain',
        type: 'scale',
        min: 0,
        max: 10,
        ends: { min: { fi: 'a', sv: 'a', en: 'a' }, max: { fi: 'b', sv: 'b', en: 'b' } },
        say: { fi: 's', sv: 's', en: 's' },
      },
    ],
    decide: [
      rule('same_day', {
        any: [{ a: 'yes' }, { days: { gte: 3 } }, { help: 'some' }, { signs: 'x' }, { pain: { gte: 7 } }],
      }),
      rule('self_care'),
    ],
  });

  test.each([
    ['a', 'yes'],
    ['a', 'unknown'],
    ['days', 2.5],
    ['help', 'some'],
    ['signs', ['y', 'x']],
    ['born', '2024-02-29'],
    ['wish', 'kotona'],
    ['pain', 10],
  ] as const)('[SC8] %s takes %s', (id, answer) => {
    expect(checkAnswer(script, id, answer).ok).toBe(true);
  });

  test.each([
    ['b', 'yes', 'unknownQuestion'],
    ['constructor', 'yes', 'unknownQuestion'],
    ['__proto__', 'yes', 'unknownQuestion'],
    ['a', true, 'wrongKind'],
    ['a', 'maybe', 'wrongKind'],
    ['days', '3', 'wrongKind'],
    ['days', Number.NaN, 'wrongKind'],
    ['days', 31, 'outOfRange'],
    ['help', 'constructor', 'unknownOption'],
    ['signs', ['x', 'z'], 'unknownOption'],
    ['signs', ['x', 'x', 'x'], 'tooLong'],
    ['signs', 'x', 'wrongKind'],
    ['born', '2023-02-29', 'wrongKind'],
    ['wish', 'x'.repeat(2_001), 'tooLong'],
    ['wish', 5, 'wrongKind'],
    ['pain', 2.5, 'wrongKind'],
    ['pain', 11, 'outOfRange'],
  ] as const)('[SC8] %s refuses %s as %s', (id, answer, reason) => {
    expect(checkAnswer(script, id, answer)).toEqual({ ok: false, reason });
  });

  test('[SC8] chosen options are kept once and in the order of the script', () => {
    expect(checkAnswer(script, 'signs', ['y', 'x'])).toEqual({ ok: true, answer: ['x', 'y'] });
    expect(checkAnswer(script, 'signs', ['y', 'y'])).toEqual({ ok: true, answer: ['y'] });
  });

  test('[SC3] every kind of question can decide', () => {
    for (const answers of [{ days: 3 }, { help: 'some' }, { signs: ['x', 'y'] }, { pain: 7 }] as Answers[]) {
      expect(assess(script, answers).proposal?.disposition).toBe('same_day');
    }
    expect(finished(script, { days: 2, help: 'none', signs: ['y'], pain: 6 })?.disposition).toBe('self_care');
  });
});

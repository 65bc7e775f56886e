import { describe, expect, test } from 'vitest';
import { compileScript, ScriptInvalid } from '../../../../shared/script/compileScript.ts';
import {
  blockSchema,
  problemsOf,
  type Script,
  scriptSchema,
} from '../../../../shared/script/scriptFormat.ts';
import { choice, makeScript, number, rule, yesNo } from './makeScript.ts';

const sound = makeScript({
  ask: [yesNo('a'), number('days')],
  decide: [rule('same_day', { any: [{ a: 'yes' }, { days: { gte: 3 } }] }), rule('self_care')],
});

/** What the author is told about a script with one thing changed. */
function told(change: Readonly<Record<string, unknown>>): string[] {
  const checked = scriptSchema.safeParse({ ...sound, ...change });
  if (checked.success) return [];
  return problemsOf('trial/1.yaml', checked.error).map((one) => `${one.file} ${one.key}: ${one.message}`);
}

function toldByCompiler(script: Script): string[] {
  try {
    compileScript(script, []);
    return [];
  } catch (error) {
    if (!(error instanceof ScriptInvalid)) throw error;
    return error.problems.map((one) => `${one.key}: ${one.message}`);
  }
}

describe('mistakes in an authored file', () => {
  test('[SC2] a sound script has none', () => {
    expect([told({}), toldByCompiler(sound)]).toEqual([[], []]);
  });

  test.each([
    [
      'a missing Swedish title',
      { title: { fi: 'a', en: 'b' } },
      'trial/1.yaml title.sv: the sv text is missing',
    ],
    ['an unknown key', { owner: 'x' }, 'trial/1.yaml : unknown key: owner'],
    [
      'a disposition that does not exist',
      { decide: [rule('tomorrow')] },
      /decide\.0\.to: Invalid option: expected one of "emergency_112"/,
    ],
    [
      'a boolean instead of yes',
      { ask: [yesNo('a', { worse: true })] },
      'trial/1.yaml ask.0.worse: must be yes or no',
    ],
    [
      'a missing hint language',
      { ask: [yesNo('a', { hint: { fi: 'x', sv: 'y' } })] },
      'trial/1.yaml ask.0.hint.en: the en text is missing',
    ],
    [
      'two conditions in one',
      { decide: [rule('same_day', { a: 'yes', days: 3 })] },
      /exactly one condition; join several with any or all/,
    ],
    [
      'an empty any',
      { decide: [rule('same_day', { any: [] })] },
      /decide\.0\.when\.any: must be a list with at least one condition/,
    ],
    [
      'an unknown comparison',
      { decide: [rule('same_day', { days: { above: 3 } })] },
      /decide\.0\.when\.days: must be a value, or one of in, ne, lt/,
    ],
    [
      'a range the wrong way',
      { decide: [rule('same_day', { days: { between: [5, 2] } })] },
      /must be a value, or one of/,
    ],
    ['an include without version', { include: ['open_safety'] }, /include\.0: must be like open_safety@1/],
    [
      'a choice with one option',
      { ask: [choice('c', ['only'], { worse: undefined })] },
      /needs 2 to 12 options/,
    ],
  ])('[SC2] %s is named with its place', (_, change, message) => {
    expect(told(change).join('\n')).toMatch(message);
  });

  test('[SC2] conditions nested without end are refused', () => {
    const deep = Array.from({ length: 20 }).reduce<object>((inner) => ({ not: inner }), { a: 'yes' });
    expect(told({ decide: [rule('same_day', deep as never)] }).join()).toMatch(/nested more than 8 deep/);
  });

  test.each([
    [
      'a question nobody asks',
      { decide: [rule('same_day', { fever: 'yes' }), rule('self_care')] },
      'decide.0.when: the question fever is not asked: add it to ask, or {use: fever} when it is shared',
    ],
    [
      'an option that does not exist',
      { ask: [choice('a', ['x', 'y']), number('days')] },
      'decide.0.when: a has no option yes',
    ],
    ['a number for yes', { ask: [yesNo('a'), yesNo('days')] }, 'decide.0.when: days is answered yes or no'],
    [
      'a text that decides',
      { ask: [{ id: 'a', type: 'text', say: sound.title }, number('days')] },
      'decide.0.when: a is asked for information only and cannot decide',
    ],
    [
      'an information question that decides',
      { ask: [yesNo('a', { info: true }), number('days')] },
      'decide.0.when: a is asked for information only and cannot decide',
    ],
    [
      'a question twice',
      { ask: [yesNo('a'), yesNo('a'), number('days')] },
      'ask: the question a stands there twice',
    ],
    [
      'a topic that does not exist',
      { ask: [yesNo('a', { topic: 'pain' }), number('days')] },
      'ask a (script): there is no topic pain',
    ],
    [
      'a block that does not exist',
      { include: ['open_safety@7'] },
      'include.0: there is no block open_safety@7',
    ],
    [
      'a shared question that does not exist',
      { ask: [yesNo('a'), number('days'), { use: 'c_age_y' }] },
      'ask.2.use: no included block has the question c_age_y',
    ],
    [
      'a source that does not exist',
      { decide: [rule('self_care', undefined, { source: 'book' })] },
      'decide.0.source: there is no source book',
    ],
    [
      'a range upside down',
      { ask: [yesNo('a'), number('days', { min: 9, max: 1 })] },
      'ask days: min must be below max',
    ],
    [
      'a gap in a plan line',
      { plan: [{ id: 'p', text: { fi: '{x}', sv: '{x}', en: '{x}' } }] },
      'plan.0.text: there is no question x to fill in',
    ],
    ['a row to skip that does not exist', { skip: ['age'] }, 'skip: no included block has the row age'],
    [
      'an option called unknown',
      { ask: [yesNo('a'), number('days'), choice('c', ['unknown', 'y'])] },
      'ask c: unknown is kept for "not sure" and cannot be an option',
    ],
  ])('[SC2] %s is named with its place', (_, change, message) => {
    expect(toldByCompiler(scriptSchema.parse({ ...sound, ...change }))).toContain(message);
  });

  test('[SC2] all mistakes are told at once', () => {
    const change = { decide: [rule('same_day', { x: 'yes' }), rule('self_care', { y: 'no' })] };
    expect(toldByCompiler(scriptSchema.parse({ ...sound, ...change }))).toHaveLength(2);
  });
});

describe('compiling', () => {
  test('[SC4] answers no rule can tell apart are one class, in the order of numbers', () => {
    const { questions } = compileScript(sound, []);
    expect(questions.map((one) => one.classes.map((each) => each.sample))).toEqual([
      ['yes', 'no', 'unknown'],
      [2, 3, 'unknown'],
    ]);
  });

  test('[SC4] the result is frozen to the bottom', () => {
    const { rules, questions } = compileScript(sound, []);
    expect(Object.isFrozen(rules[0]?.when) && Object.isFrozen(questions[0]?.question.say)).toBe(true);
  });

  test('[SC5] a block rule goes before the own rules of its rank', () => {
    const block = blockSchema.parse({
      id: 'danger',
      version: 2,
      title: { fi: 'a', sv: 'b', en: 'c' },
      place: 'script',
      sources: sound.sources,
      ask: [yesNo('fire')],
      decide: [rule('same_day', { fire: 'yes' })],
    });
    const own = {
      ...sound,
      include: ['danger@2'],
      decide: [
        ...scriptSchema.parse({ ...sound, decide: [rule('ed_now', { days: { gte: 9 } })] }).decide,
        ...sound.decide,
      ],
    };
    const { rules, questions } = compileScript(own, [block]);
    expect(rules.map((one) => [one.to, one.block])).toEqual([
      ['ed_now', null],
      ['same_day', 'danger@2'],
      ['same_day', null],
      ['self_care', null],
    ]);
    expect(questions.map((one) => one.id)).toEqual(['fire', 'a', 'days']);
  });

  test('[SC25] a block of questions brings its topics and sources, and stands where the script uses it', () => {
    const block = blockSchema.parse({
      id: 'danger',
      version: 2,
      title: { fi: 'a', sv: 'b', en: 'c' },
      place: 'script',
      sources: [{ id: 'seen', mark: 'know', title: 'seen' }],
      topics: [{ id: 'now', title: { fi: 'a', sv: 'b', en: 'c' } }],
      ask: ['fire', 'smoke', 'smell'].map((id) => yesNo(id, { topic: 'now' })),
    });
    const own = makeScript({
      include: ['danger@2'],
      ask: [yesNo('a'), { use: 'smoke' }, number('days'), { use: 'smell' }],
      decide: [
        rule('same_day', { any: [{ smoke: 'yes' }, { smell: 'yes' }] }, { source: 'seen' }),
        rule('self_care'),
      ],
    });
    const { questions, topics } = compileScript(own, [block]);
    expect(questions.map((one) => [one.id, one.stage, one.topic])).toEqual([
      ['fire', 'script', 'now'],
      ['a', 'script', null],
      ['smoke', 'script', 'now'],
      ['days', 'script', null],
      ['smell', 'script', 'now'],
    ]);
    expect(topics.map((one) => one.id)).toEqual(['now']);
  });
});

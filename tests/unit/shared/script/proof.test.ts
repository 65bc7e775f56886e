import { describe, expect, test } from 'vitest';
import { readScriptLibrary } from '../../../../platform/scriptLibrary.ts';
import { proveContent } from '../../../../shared/script/proof/proveContent.ts';
import { proveScript } from '../../../../shared/script/proof/proveScript.ts';
import { type Property, properties, type Violation } from '../../../../shared/script/proof/violation.ts';
import { type Authored, choice, compileParts, number, rule, yesNo } from './makeScript.ts';

interface Broken {
  readonly name: string;
  readonly property: Property;
  readonly subject: string;
  readonly ask: readonly Authored[];
  readonly decide: readonly Authored[];
  /** Question ids and answers of the counterexample. */
  readonly dialogue: readonly (readonly [string, unknown])[];
  readonly message: RegExp;
}

const flags = [yesNo('a', { red_flag: true }), yesNo('b'), yesNo('c')];

/** One script per property, broken in that property alone. */
const broken: readonly Broken[] = [
  {
    name: 'no rule for the reassuring answers',
    property: 'total',
    subject: 'decide',
    ask: flags,
    decide: [rule('emergency_112', { a: 'yes' }), rule('same_day', { any: [{ b: 'yes' }, { c: 'yes' }] })],
    dialogue: [],
    message: /no rule is true/,
  },
  {
    name: 'no rule for one worrying answer',
    property: 'total',
    subject: 'decide',
    ask: flags,
    decide: [
      rule('emergency_112', { a: 'yes' }),
      rule('same_day', { b: 'yes' }),
      rule('self_care', { c: { in: ['no'] } }),
    ],
    dialogue: [['c', 'yes']],
    message: /no rule is true/,
  },
  {
    name: 'a rule that contradicts itself',
    property: 'reachable',
    subject: 'decide[1] ed_now',
    ask: [number('days')],
    decide: [
      rule('emergency_112', { days: { gte: 7 } }),
      rule('ed_now', { all: [{ days: { gte: 5 } }, { days: { lt: 5 } }] }),
      rule('self_care'),
    ],
    dialogue: [],
    message: /never be true/,
  },
  {
    name: 'a rule whose urgency is certain before its questions',
    property: 'reachable',
    subject: 'decide[0] same_day',
    ask: [yesNo('a'), yesNo('b')],
    decide: [
      rule('same_day', { all: [{ a: 'yes' }, { b: 'yes' }] }),
      rule('same_day', { a: 'yes' }),
      rule('self_care'),
    ],
    dialogue: [
      ['a', 'yes'],
      ['b', 'yes'],
    ],
    message: /certain before its questions/,
  },
  {
    name: 'a question that only a shadowed rule needs',
    property: 'unshadowed',
    subject: 'decide[1] same_day',
    ask: [yesNo('a'), yesNo('b')],
    decide: [
      rule('ed_now', { a: 'yes' }),
      rule('same_day', { all: [{ a: 'yes' }, { b: 'yes' }] }),
      rule('self_care'),
    ],
    dialogue: [
      ['a', 'yes'],
      ['b', 'yes'],
    ],
    message: /decide\[0] ed_now/,
  },
  {
    name: 'a longer fever that is milder',
    property: 'monotone',
    subject: 'days',
    ask: [yesNo('a', { red_flag: true }), number('days')],
    decide: [
      rule('emergency_112', { a: 'yes' }),
      rule('same_day', { days: { between: [3, 5] } }),
      rule('within_24h', { days: { gt: 5 } }),
      rule('self_care'),
    ],
    dialogue: [['days', 6]],
    message: /Seen or assessed today.*gives less: Within 24 h/,
  },
  {
    name: 'a not sure that is milder than the best answer',
    property: 'monotone',
    subject: 'days',
    ask: [number('days', { unknown: 'ignore' })],
    decide: [rule('same_day', { days: { gte: 0 } }), rule('self_care')],
    dialogue: [['days', 'unknown']],
    message: /not sure" gives less/,
  },
  {
    name: 'a worse choice that is milder',
    property: 'monotone',
    subject: 'help',
    ask: [choice('help', ['none', 'some', 'all'])],
    decide: [rule('same_day', { help: 'some' }), rule('within_24h', { help: 'all' }), rule('self_care')],
    dialogue: [['help', 'all']],
    message: /gives less/,
  },
  {
    name: 'a mild question before a red flag',
    property: 'redFlagsFirst',
    subject: 'b',
    ask: [yesNo('b'), yesNo('a', { red_flag: true })],
    decide: [rule('emergency_112', { a: 'yes' }), rule('same_day', { b: 'yes' }), rule('self_care')],
    dialogue: [
      ['b', 'no'],
      ['a', 'yes'],
    ],
    message: /Only milder rules/,
  },
  {
    name: 'a question that both answers settle alike',
    property: 'noNeedlessQuestion',
    subject: 'b',
    ask: [yesNo('a'), yesNo('b')],
    decide: [
      rule('same_day', {
        any: [{ all: [{ a: 'yes' }, { b: 'yes' }] }, { all: [{ a: 'yes' }, { b: 'no' }] }],
      }),
      rule('self_care'),
    ],
    dialogue: [
      ['a', 'yes'],
      ['b', 'no'],
    ],
    message: /can no longer change/,
  },
];

describe('the set of broken scripts', () => {
  test('[SC14] [SC15] [SC16] [SC17] has one for every property that is proved by conversations', () => {
    const content = ['acuityOrder', 'texts', 'sources', 'timeLimit', 'safetyNet'];
    const shown = new Set<string>([...broken.map((one) => one.property), ...content]);
    expect(properties.filter((property) => !shown.has(property))).toEqual([]);
  });
});

function violationsOf(parts: Parameters<typeof compileParts>[0]): readonly Violation[] {
  return proveScript(compileParts(parts)).violations;
}

describe('deliberately broken scripts', () => {
  test.each(broken)(
    '[SC14] [SC15] [SC16] [SC17] $property: $name',
    ({ property, subject, ask, decide, dialogue, message }) => {
      const violation = violationsOf({ ask, decide }).find(
        (one) => one.property === property && one.subject === subject,
      );
      expect(violation?.dialogue.map((line) => [line.questionId, line.answer])).toEqual(dialogue);
      expect(violation?.message.en).toMatch(message);
      for (const line of violation?.dialogue ?? []) expect([line.fi, line.en]).not.toContain('');
    },
  );

  test('[SC14] a question that no rule needs is never asked and is named', () => {
    const violations = violationsOf({
      ask: [yesNo('a'), yesNo('idle')],
      decide: [rule('same_day', { a: 'yes' }), rule('self_care')],
    });
    expect(violations.map((one) => [one.property, one.subject])).toEqual([['reachable', 'idle']]);
  });

  test('[SC18] a missing source, reason, safety net and order are each named', () => {
    const violations = violationsOf({
      ask: [yesNo('a', { worse: undefined }), yesNo('b')],
      decide: [
        rule('within_24h', { a: 'yes' }, { source: undefined }),
        rule('same_day', { b: 'yes' }, { because: undefined }),
        rule('self_care'),
      ],
      safetyNet: [{ id: 'net', say: { fi: 'a', sv: 'b', en: 'c' }, for: ['within_24h', 'same_day'] }],
    });
    expect(violations.map((one) => [one.property, one.subject])).toEqual([
      ['texts', 'decide[1] same_day'],
      ['sources', 'decide[0] within_24h'],
      ['safetyNet', 'self_care'],
      ['acuityOrder', 'decide[1] same_day'],
    ]);
  });

  test('[SC18] a text left in another language is named', () => {
    const same = {
      fi: 'Onko kuumetta yli 38 astetta?',
      sv: 'Onko kuumetta yli 38 astetta?',
      en: 'Fever over 38?',
    };
    const violations = violationsOf({
      ask: [yesNo('a', { say: same })],
      decide: [rule('same_day', { a: 'yes' }), rule('self_care')],
    });
    expect(violations.map((one) => [one.property, one.subject])).toEqual([['texts', 'a']]);
  });

  test('[SC18] so are an option, a hint and a topic in another language', () => {
    const same = { fi: 'Molemmissa jaloissa', sv: 'Molemmissa jaloissa', en: 'Both legs' };
    const violations = violationsOf({
      topics: [{ id: 'now', title: same }],
      ask: [
        choice('where', ['one', 'both'], { options: { one: { fi: 'a', sv: 'b', en: 'c' }, both: same } }),
        yesNo('a', { topic: 'now', hint: same }),
      ],
      decide: [rule('same_day', { any: [{ where: 'both' }, { a: 'yes' }] }), rule('self_care')],
    });
    expect(violations.map((one) => [one.property, one.subject])).toEqual([
      ['texts', 'now'],
      ['texts', 'where both'],
      ['texts', 'a hint'],
    ]);
  });

  test('[SC18] an outcome that promises a time must say which', () => {
    const script = compileParts({
      ask: [yesNo('a')],
      decide: [rule('same_day', { a: 'yes' }), rule('self_care')],
    });
    const timeless = { ...script, rules: script.rules.map((one) => ({ ...one, to: 'self_care' as const })) };
    expect(proveContent(timeless).map((one) => [one.property, one.subject])).toEqual([
      ['timeLimit', 'decide[0] self_care'],
    ]);
  });
});

describe('sound scripts', () => {
  test('[SC14] a small sound script is proved in every property, with a witness for each rule', () => {
    const script = compileParts({
      ask: [yesNo('a', { red_flag: true }), number('days'), yesNo('b')],
      decide: [
        rule('emergency_112', { a: 'yes' }),
        rule('same_day', { all: [{ days: { gte: 3 } }, { b: 'yes' }] }),
        rule('self_care'),
      ],
    });
    const proof = proveScript(script);
    expect(proof.violations).toEqual([]);
    expect(proof.witnesses.rules.map((path) => path?.length)).toEqual([1, 3, 2]);
    expect(proof.figures).toMatchObject({ longest: 3, shortest: 1, worstToRedFlag: 1, reassuring: 2 });
  });

  test('[SC15] the clinical draft of chest pain falls in urgency when worsened pain is called worse', () => {
    const chest = readScriptLibrary('shared/script/library').scripts.find((one) => one.id === 'chest_pain');
    if (chest === undefined) throw new Error('no chest_pain');
    const questions = chest.questions.map((question) =>
      question.id === 'worse_weeks' ? { ...question, order: [[1, 0] as const] } : question,
    );
    const [violation] = proveScript({ ...chest, questions }).violations;
    expect(violation).toMatchObject({ property: 'monotone', subject: 'worse_weeks' });
    expect(violation?.dialogue.map((line) => [line.questionId, line.answer])).toEqual([
      ['worse_weeks', 'yes'],
    ]);
    expect(violation?.message.en).toMatch(/gives: Seen or assessed today.*gives less: Within 24 h/);
  });
});

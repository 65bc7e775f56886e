import { describe, expect, it } from 'vitest';
import {
  nextStop,
  situationFocus,
  toldUnasked,
} from '../../../../renderer/features/assessment/answerPath.ts';
import { rungs } from '../../../../renderer/features/assessment/decision/ladder.ts';
import { readAltKey } from '../../../../renderer/features/assessment/question/altAnswer.ts';
import { answerText } from '../../../../renderer/features/assessment/question/answerText.ts';
import {
  answerKeys,
  answerOfKey,
  readDate,
  readNumber,
  toggleChoice,
} from '../../../../renderer/features/assessment/question/questionKeys.ts';
import {
  askedNext,
  neighbourGroup,
  questionGroups,
  questionPlace,
} from '../../../../renderer/features/assessment/questionGroups.ts';
import { assessment as words } from '../../../../renderer/texts/fi/assessment.ts';
import {
  asking,
  assessment,
  decision,
  dispositions,
  options,
  proposal,
  question,
  same,
  script,
} from './callRecords.ts';

const say = (key: string) => (words as Readonly<Record<string, string>>)[key] ?? key;
const wording = { say, language: 'fi' as const };

describe('keys of a question', () => {
  it('[RC3] yes is 1, no 2, not sure 3', () => {
    const yesNo = question('a');
    expect(['1', '2', '3', '0', '4'].map((key) => answerOfKey(yesNo, key))).toEqual([
      'yes',
      'no',
      'unknown',
      'unknown',
      null,
    ]);
  });

  it('[RC3] "not sure" follows the last option, and is 0 when the digits run out', () => {
    const three = question('a', { kind: 'choice', options: options('x', 'y', 'z') });
    expect(answerOfKey(three, '4')).toBe('unknown');
    const ten = question('b', { kind: 'choice', options: options(...'abcdefghij') });
    const keys = answerKeys(ten);
    expect(keys.slice(8).map((one) => one.key)).toEqual(['9', null, '0']);
    expect(answerOfKey(ten, '0')).toBe('unknown');
  });

  it('[RC3] no two answers of a question share a key', () => {
    for (let size = 2; size <= 12; size += 1) {
      const many = question('a', { kind: 'many', options: options(...'abcdefghijkl'.slice(0, size)) });
      const keys = answerKeys(many).flatMap(({ key }) => (key === null ? [] : [key]));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('[RC3] a digit never answers a question that is typed', () => {
    for (const kind of ['number', 'date', 'text', 'scale'] as const)
      expect(answerOfKey(question('a', { kind }), '0')).toBeNull();
  });

  it('[RC3] choices add up, "not sure" stands alone', () => {
    expect(toggleChoice(undefined, 'x')).toEqual(['x']);
    expect(toggleChoice(['x'], 'y')).toEqual(['x', 'y']);
    expect(toggleChoice(['x', 'y'], 'x')).toEqual(['y']);
    expect(toggleChoice(['x'], 'unknown')).toBe('unknown');
    expect(toggleChoice('unknown', 'x')).toEqual(['x']);
  });

  it.each([
    ['38,5', 38.5],
    ['38.5', 38.5],
    [' 40 ', 40],
    ['34', null],
    ['44', null],
    ['3 8', null],
    ['abc', null],
    ['', null],
  ])('[RC3] a temperature typed as %j reads %j', (typed, value) => {
    expect(readNumber(question('temp', { kind: 'number', min: 35, max: 43 }), typed)).toBe(value);
  });

  it('[RC3] a scale takes whole numbers only', () => {
    const scale = question('pain', { kind: 'scale', min: 0, max: 10 });
    expect([readNumber(scale, '7'), readNumber(scale, '7,5'), readNumber(scale, '11')]).toEqual([
      7,
      null,
      null,
    ]);
  });

  it.each([
    ['3.2.2026', '2026-02-03'],
    ['03.02.2026', '2026-02-03'],
    ['3.2.26', '2026-02-03'],
    ['2026-02-03', '2026-02-03'],
    ['29.2.2024', '2024-02-29'],
    ['29.2.2026', null],
    ['31.4.2026', null],
    ['eilen', null],
  ])('[RC3] a day typed as %j reads %j', (typed, day) => {
    expect(readDate(typed)).toBe(day);
  });
});

describe('answering from the notes', () => {
  const press = (key: string, held: Readonly<Record<string, boolean>> = { altKey: true }) => ({
    key,
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...held,
  });
  const many = question('m', { kind: 'many', options: options('x', 'y') });

  it('[RC13] Alt+digit answers and goes on', () => {
    expect(readAltKey(question('a'), press('2'), undefined)).toEqual({
      kind: 'answer',
      answer: 'no',
      after: 'follow',
    });
  });

  it('[RC13] a digit without Alt, and AltGr, are left to the text', () => {
    expect(readAltKey(question('a'), press('2', {}), undefined)).toBeNull();
    expect(readAltKey(question('a'), press('2', { altKey: true, ctrlKey: true }), undefined)).toBeNull();
    expect(readAltKey(question('a'), press('x'), undefined)).toBeNull();
  });

  it('[RC13] a digit without an answer does nothing', () => {
    expect(readAltKey(question('a'), press('7'), undefined)).toEqual({ kind: 'nothing' });
    expect(readAltKey(question('n', { kind: 'number' }), press('7'), undefined)).toEqual({ kind: 'nothing' });
  });

  it('[RC13] many choices stay until Alt+Enter; none chosen is an answer too', () => {
    expect(readAltKey(many, press('2'), ['x'])).toEqual({
      kind: 'answer',
      answer: ['x', 'y'],
      after: 'stay',
    });
    expect(readAltKey(many, press('Enter'), ['x'])).toEqual({ kind: 'pass' });
    expect(readAltKey(many, press('Enter'), undefined)).toEqual({
      kind: 'answer',
      answer: [],
      after: 'follow',
    });
  });
});

describe('answers in words', () => {
  const choice = question('a', { kind: 'choice', options: options('x') });
  it.each([
    [question('a'), 'yes', 'Kyllä'],
    [question('a'), 'unknown', 'Ei tiedä'],
    [choice, 'x', 'option x'],
    [choice, 'gone', 'gone'],
    [question('a', { kind: 'many', options: options('x', 'y') }), ['x', 'y'], 'option x, option y'],
    [question('a', { kind: 'many', options: options('x') }), [], 'Ei mitään näistä'],
    [question('a', { kind: 'number', unit: 'C' }), 38.5, '38,5 °C'],
    [question('a', { kind: 'number', unit: 'furlongs' }), 2, '2 furlongs'],
    [question('a', { kind: 'date' }), '2026-02-03', '3.2.2026'],
    [question('a', { kind: 'text' }), 'own words', 'own words'],
  ] as const)('[RC4] %#', (asked, answer, text) => {
    expect(answerText(asked, answer, wording)).toBe(text);
  });
});

describe('questions by topic', () => {
  const asked = script([
    question('os', { block: 'safety', topic: 'safety', redFlag: true }),
    question('p1'),
    question('age', { block: 'context', topic: 'script', kind: 'number' }),
    question('p2'),
    question('more', { block: 'info', topic: 'pain', kind: 'text' }),
  ]);

  it('[RC2] topics stand in the order of their first question, information by itself', () => {
    const groups = questionGroups(asked, assessment({}, { view: asking(['os', 'p1', 'age', 'p2']) }));
    expect(groups.map((group) => group.id)).toEqual(['safety', 'script:pain', 'context', 'info']);
    expect(groups.map((group) => group.questions.length)).toEqual([1, 2, 1, 1]);
    expect(groups.map((group) => group.needed)).toEqual([1, 2, 1, 0]);
  });

  it('[RC2] each question knows where it stands', () => {
    const now = assessment({ os: 'no', p1: 'no' }, { view: asking(['age']) });
    const disputed = {
      ...now,
      answers: { ...now.answers, p1: { answer: 'no', source: 'asked' as const, disputed: true } },
    };
    expect(asked.questions.map((one) => questionPlace(one, disputed))).toEqual([
      'answered',
      'disputed',
      'next',
      'quiet',
      'support',
    ]);
  });

  it('[RC2] nothing is asked next while a certain proposal waits for the nurse', () => {
    const view = { ...asking([]), next: 'more', proposal };
    expect(askedNext(assessment({}, { view }))).toBeNull();
    expect(askedNext(assessment({}, { view, decision: decision() }))).toBe('more');
  });

  it('[RC2] the neighbour of the first and the last topic is itself', () => {
    const groups = questionGroups(asked, assessment({}));
    expect(neighbourGroup(groups, 'safety', -1)).toBe('safety');
    expect(neighbourGroup(groups, 'safety', 1)).toBe('script:pain');
    expect(neighbourGroup(groups, 'info', 1)).toBe('info');
  });

  it('[RC6] an answer leads on within its topic before going back', () => {
    const now = assessment({ p1: 'no' }, { view: asking(['os', 'p2']) });
    expect(nextStop(questionGroups(asked, now), 'p1', now)).toBe('p2');
  });

  it('[RC6] the last answer of a topic leads to what the script asks next', () => {
    const now = assessment({ p1: 'no', p2: 'no' }, { view: asking(['os']) });
    expect(nextStop(questionGroups(asked, now), 'p2', now)).toBe('os');
  });

  it('[RC6] a proposal that has become certain comes before further information', () => {
    const view = { ...asking([]), next: 'more', proposal };
    const now = assessment({ p1: 'yes' }, { view });
    expect(nextStop(questionGroups(asked, now), 'p1', now)).toBe(situationFocus);
    const decided = { ...now, decision: decision() };
    expect(nextStop(questionGroups(asked, decided), 'p1', decided)).toBe('more');
  });

  it('[RC6] what is told while another topic is being asked is marked as told unasked', () => {
    const groups = questionGroups(asked, assessment({}, { view: asking(['os', 'p1']) }));
    expect(toldUnasked(groups, 'os', 'p2')).toBe(true);
    expect(toldUnasked(groups, 'p1', 'p2')).toBe(false);
    expect(toldUnasked(groups, null, 'p2')).toBe(false);
  });
});

describe('raising and lowering', () => {
  const codes = (from: string | null, direction: 'raise' | 'lower') =>
    rungs(dispositions, from, direction).map((one) => one.code);

  it('[RC5] raising starts from the nearest rung of the same ladder', () => {
    expect(codes('same_day', 'raise')).toEqual(['ed_now', 'emergency_112', 'social_emergency_now']);
    expect(codes('assessment_7wd', 'raise').slice(0, 1)).toEqual(['social_emergency_now']);
    expect(codes('emergency_112', 'raise')).toEqual([]);
  });

  it('[RC5] lowering never leaves the ladder', () => {
    expect(codes('ed_now', 'lower')).toEqual(['same_day', 'self_care']);
    expect(codes('assessment_7wd', 'lower')).toEqual([]);
  });

  it('[RC5] before any proposal only what cannot wait can be raised to, the most urgent first', () => {
    expect(codes(null, 'raise')).toEqual(['emergency_112', 'social_emergency_now', 'ed_now', 'same_day']);
    expect(codes(null, 'lower')).toEqual([]);
  });

  it('[RC4] an empty translation falls back to Finnish', () => {
    const half = { ...same('option x'), sv: '' };
    const asked = question('a', { kind: 'choice', options: [{ key: 'x', text: half }] });
    expect(answerText(asked, 'x', { say, language: 'sv' })).toBe('option x');
  });
});

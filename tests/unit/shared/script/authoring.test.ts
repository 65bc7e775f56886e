import { describe, expect, test } from 'vitest';
import { assess } from '../../../../shared/script/assess.ts';
import { compareScripts } from '../../../../shared/script/authoring/compareScripts.ts';
import { conditionText } from '../../../../shared/script/authoring/conditionText.ts';
import { generateCases } from '../../../../shared/script/authoring/generateCases.ts';
import { inPlace } from '../../../../shared/script/authoring/inPlace.ts';
import { outlineScript } from '../../../../shared/script/authoring/outlineScript.ts';
import { replayCases } from '../../../../shared/script/authoring/replayCases.ts';
import { ScriptInvalid } from '../../../../shared/script/compileScript.ts';
import { gotoCycle } from '../../../../shared/script/gotoCycle.ts';
import { createSeededRandom } from '../../../../tools/sim/seededRandom.ts';
import { type Authored, compileParts, makeScript, number, rule, yesNo } from './makeScript.ts';

const ask = [yesNo('a', { red_flag: true }), number('days'), yesNo('b')];
const decide = [
  rule('emergency_112', { a: 'yes' }),
  rule('same_day', { all: [{ days: { gte: 3 } }, { b: 'yes' }] }),
  rule('self_care'),
];
const flat = (left: readonly Authored[], right: readonly Authored[], parts: Authored = {}) =>
  compareScripts(
    makeScript({ ask, decide: left, ...parts }),
    makeScript({ ask, decide: right, ...parts }),
  ).changes.map((one) => [one.part, one.id, one.change, ...one.fields.map((field) => field.field)]);

describe('two versions side by side', () => {
  test('[AU3] the same text has no change, and everything is counted', () => {
    const script = makeScript({ ask, decide });
    // Head fields are not items: three questions, three rules, one line of the safety net.
    expect(compareScripts(script, script)).toEqual({ same: 7, changes: [] });
  });

  test('[AU3] a question that went to the front is one move, and its new words are named by field', () => {
    const changed = [yesNo('b', { say: { fi: 'uusi', sv: 'b sv', en: 'b en' } }), ask[0] ?? {}, ask[1] ?? {}];
    const { changes, same } = compareScripts(
      makeScript({ ask, decide }),
      makeScript({ ask: [...changed, yesNo('new')], decide }),
    );
    expect(changes.map((one) => [one.id, one.change, one.fields.length > 0])).toEqual([
      ['b', 'changed', true],
      ['b', 'moved', false],
      ['new', 'added', true],
    ]);
    expect(changes[0]?.fields).toEqual([{ field: 'say.fi', left: 'b fi', right: 'uusi' }]);
    expect(same).toBe(6);
  });

  test('[AU3] a rule is found again by what it says; another threshold is that rule changed', () => {
    const stricter = rule('same_day', { all: [{ days: { gte: 2 } }, { b: 'yes' }] });
    expect(flat(decide, [decide[0] ?? {}, stricter, decide[2] ?? {}])).toEqual([
      ['rule', 'same_day · days ≥ 2 and b = yes', 'changed', 'when'],
    ]);
    expect(flat(decide, [decide[0] ?? {}, decide[2] ?? {}]).map((one) => one.slice(0, 3))).toEqual([
      ['rule', 'same_day · days ≥ 3 and b = yes', 'removed'],
    ]);
    const named = rule('emergency_112', { a: 'yes' }, { source: undefined });
    expect(flat(decide, [named, ...decide.slice(1)])).toEqual([
      ['rule', 'emergency_112 · a = yes', 'changed', 'source'],
    ]);
  });

  test('[AU3] lines and the head are compared too', () => {
    const net = (words: string) => ({
      safetyNet: [{ id: 'net', say: { fi: words, sv: 'call again sv', en: 'call again en' } }],
    });
    const { changes } = compareScripts(
      makeScript({ ask, decide, ...net('soita') }),
      makeScript({ ask, decide, ...net('soita heti'), version: 2 }),
    );
    expect(changes.map((one) => [one.part, one.id, one.fields])).toEqual([
      ['head', 'version', [{ field: 'version', left: '1', right: '2' }]],
      ['safetyNet', 'net', [{ field: 'say.fi', left: 'soita', right: 'soita heti' }]],
    ]);
  });

  test('[AU3] the fewest items count as moved', () => {
    expect([...inPlace(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])].sort()).toEqual(['a', 'b', 'c']);
    expect(inPlace(['a', 'b'], ['a', 'b']).size).toBe(2);
    expect(inPlace(['a', 'b', 'c'], ['c', 'b', 'a']).size).toBe(1);
  });

  test('[AU3] a condition reads as a line', () => {
    const predicate = {
      any: [{ all: [{ a: 'yes' }, { days: { between: [2, 4] as const } }] }, { not: { b: { ne: 'no' } } }],
    };
    expect(conditionText(predicate)).toBe('(a = yes and days 2–4) or (not (b ≠ no))');
  });
});

describe('a script as graph and outline', () => {
  test('[AU2] each rule stands under the last question it needs, with the answers that speak for it', () => {
    const { nodes, edges } = outlineScript(compileParts({ ask, decide }));
    expect(nodes.map((one) => [one.id, one.depth, one.layer, one.row])).toEqual([
      ['ask.a', 0, 0, 0],
      ['decide.0', 1, 0, 1],
      ['ask.days', 0, 1, 0],
      ['ask.b', 0, 2, 0],
      ['decide.1', 1, 2, 1],
      ['decide.2', 1, 2, 2],
      ['outcome.emergency_112', 0, 3, 0],
      ['outcome.same_day', 0, 3, 1],
      ['outcome.self_care', 0, 3, 2],
    ]);
    const label = (from: string, to: string) =>
      edges.find((one) => one.from === from && one.to === to)?.label?.en;
    // Not sure about a sign of danger speaks for it as well.
    expect(label('ask.a', 'decide.0')).toBe('yes / not sure');
    expect(label('ask.b', 'decide.1')).toBe('yes');
    const ids = new Set(nodes.map((one) => one.id));
    expect(edges.every((one) => ids.has(one.from) && ids.has(one.to))).toBe(true);
    expect(new Set(nodes.map((one) => `${one.layer} ${one.row}`)).size).toBe(nodes.length);
  });
});

describe('assessments through another version', () => {
  const old = compileParts({ ask, decide });
  const next = compileParts({
    ask: [...ask, yesNo('c')],
    decide: [
      rule('emergency_112', { a: 'yes' }),
      rule('within_24h', { all: [{ days: { gte: 3 } }, { b: 'yes' }] }),
      rule('same_day', { all: [{ days: { gte: 2 } }, { b: 'no' }] }),
      rule('same_day', { c: 'yes' }),
      rule('self_care'),
    ],
    version: 2,
  });
  const stored = (answers: Record<string, string | number>) => ({
    ...{ contactId: 'contact_1', assessmentId: '1', fromVersion: 1, answers },
    before: assess(old, answers).proposal?.disposition ?? null,
  });

  test('[AU4] every change has its direction; answers that fit no more count as not given', () => {
    const replayed = replayCases(next, [
      stored({ a: 'yes' }),
      stored({ a: 'no', days: 4, b: 'yes' }),
      stored({ a: 'no', days: 4, b: 'no' }),
      stored({ a: 'no', days: 1 }),
      { ...stored({ a: 'no' }), answers: { a: 'yes', gone: 'yes' } },
    ]);
    expect(replayed.assessments).toBe(5);
    expect(replayed.unchanged).toBe(1);
    expect(replayed.changed.map((one) => [one.before, one.after, one.direction])).toEqual([
      ['same_day', 'within_24h', 'down'],
      ['self_care', 'same_day', 'up'],
      ['self_care', null, 'open'],
      [null, 'emergency_112', 'decided'],
    ]);
  });

  test('[EX1] generated assessments end in an outcome, differ, and are the same for the same seed', () => {
    const run = (seed: bigint) => [
      ...generateCases({ script: old, count: 200, random: createSeededRandom(seed).next }),
    ];
    const cases = run(5n);
    expect(cases.every((one) => one.before !== null)).toBe(true);
    expect(new Set(cases.map((one) => one.before)).size).toBe(3);
    expect(run(5n)).toEqual(cases);
    expect(run(6n)).not.toEqual(cases);
    expect(replayCases(old, cases)).toEqual({ assessments: 200, unchanged: 200, changed: [] });
  });
});

describe('going on and waiting', () => {
  test('[EX3] scripts that go on in each other are found with the way round', () => {
    const gotos = new Map([
      ['a', ['b', 'x']],
      ['b', ['c']],
      ['c', ['a']],
      ['x', []],
    ]);
    expect(gotoCycle('a', gotos)).toEqual(['a', 'b', 'c', 'a']);
    expect(gotoCycle('x', gotos)).toBeNull();
    expect(gotoCycle('s', new Map([['s', ['s']]]))).toEqual(['s', 's']);
  });

  const info = (id: string, when?: Authored) =>
    yesNo(id, { info: true, worse: undefined, ...(when ? { when } : {}) });

  test('[SC22] an information question waits for what was asked before it', () => {
    const script = compileParts({ ask: [...ask, info('i'), info('j', { i: 'yes' }), info('k')], decide });
    const done = { a: 'yes' };
    expect(assess(script, done).next).toBe('i');
    expect(assess(script, { ...done, i: 'yes' }).next).toBe('j');
    expect(assess(script, { ...done, i: 'no' }).next).toBe('k');
    expect(assess(script, { ...done, i: 'unknown', k: 'no' })).toMatchObject({ next: null, stage: 'done' });
  });

  test.each([
    ['what decides', [yesNo('a', { when: { b: 'yes' } }), yesNo('b')], /rules decide the rest/],
    ['itself', [...ask, info('i', { i: 'yes' })], /i is not asked before this/],
    ['a later one', [...ask, info('i', { j: 'yes' }), info('j')], /j is not asked before this/],
    ['nothing there', [...ask, info('i', { z: 'yes' })], /the question z is not asked/],
  ])('[SC22] %s cannot wait', (_what, questions, message) => {
    expect(() => compileParts({ ask: questions, decide: [rule('self_care')] })).toThrow(ScriptInvalid);
    expect(() => compileParts({ ask: questions, decide: [rule('self_care')] })).toThrow(message);
  });
});

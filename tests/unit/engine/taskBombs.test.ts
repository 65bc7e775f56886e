import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTasks } from '../../../electron/engine/tasks/openTasks.ts';
import { systemScheduler } from '../../../platform/clock.ts';
import type { EngineMessage } from '../../../shared/protocol/deskProtocol.ts';
import { heino } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';
import { unprovableText } from '../../kit/unprovable.ts';

const libraryDir = new URL('../../../shared/script/library', import.meta.url).pathname;

let desk: TestDesk;
beforeAll(async () => {
  desk = startDesk({ tasks: openTasks({ libraryDir, scheduler: systemScheduler }) });
  await desk.signIn(heino);
});
afterAll(() => desk.close());

const nested = (count: number, of: string) =>
  Array.from({ length: count }, (_, at) => `${' '.repeat(at)}${of}`).join('\n');
const head = 'id: bomb\nversion: 1\n';

/** Twelve options, each of which decides by itself. */
function manyKinds(): string {
  const keys = Array.from({ length: 12 }, (_, at) => `o${at}`);
  const options = keys.map((key) => `${key}: {fi: a, sv: b, en: c}`).join(', ');
  return [
    `${head}status: draft\narea: health\ntitle: {fi: a, sv: b, en: c}\nkeywords: {fi: [a], sv: [b], en: [c]}`,
    'sources: [{id: s, mark: know, title: t}]',
    `ask: [{id: m, type: many, worse: more, say: {fi: a, sv: b, en: c}, options: {${options}}}]`,
    'decide:',
    ...keys.map((key) => `  - {to: same_day, when: {m: ${key}}}`),
    '  - {to: self_care}',
  ].join('\n');
}

/** What the author is told about a text: its problems, or why it was not read at all. */
async function toldAbout(task: string, args: object): Promise<string> {
  const answer: EngineMessage = await desk.send({ id: task, task, args });
  if ('result' in answer) return JSON.stringify((answer.result as { problems: unknown }).problems);
  if ('reason' in answer) return answer.reason;
  return 'code' in answer ? answer.code : '';
}

describe('texts made to do harm', () => {
  it.each([
    ['brackets on one line', `${head}ask: ${'['.repeat(60_000)}`, /longer than 3000/],
    ['brackets in brackets', `${head}ask: ${'['.repeat(1_000)}`, /nested more than 16/],
    ['maps in maps, line by line', nested(480, 'a:'), /nested more than 16/],
    ['lists in lists', nested(480, '-'), /nested more than 16/],
    ['keys of keys', `${head}? ? ? ? ? ? ? ? ? a`, /row of signs/],
    ['a map as a key', '{a: {b: c}, ? {d: e} : f}', /keys must be words/],
    ['tags of tags', `${'! '.repeat(1_000)}x`, /row of signs/],
    ['quotes of quotes', '"'.repeat(2_900), /row of signs/],
    ['ten thousand lines', 'a: 1\n'.repeat(10_000), /more than 5000 lines/],
    [
      'a billion laughs',
      ['a: &a [x, x, x]', 'b: &b [*a, *a, *a]', 'c: &c [*b, *b, *b]', 'd: [*c, *c, *c]'].join('\n'),
      /alias/,
    ],
    ['a merge key', 'a: &a {x: 1}\nb:\n  <<: *a', /alias/],
    ['a tag of another language', `${head}ask: !!js/function "function () {}"`, /ask/],
    [
      'words of objects',
      '__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}',
      /__proto__/,
    ],
    [
      'numbers out of range',
      `${head}ask: [{id: a, type: number, unit: days, min: -1e999, max: 9e999}]`,
      /out of all proportion/,
    ],
    ['half a sign', `${head}title: {fi: "\\ud800", sv: a, en: b}`, /lone surrogate/],
    [
      'options that make thousands of kinds of answers',
      manyKinds(),
      /ask m: rules tell more than 300|more than 300 kinds/,
    ],
    ['more than there may be', `id: ${'a'.repeat(200_000)}`, /tooLarge/],
  ])('[EX3] %s are named and refused', async (_what, text, told) => {
    expect(await toldAbout('script.outline', { text })).toMatch(told);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(desk.bugs).toEqual([]);
  });

  it('[EX3] a script that cannot be proved in time or memory is refused, and the next one is proved', async () => {
    const text = unprovableText('bomb', 1);
    expect(await toldAbout('script.outline', { text })).toBe('[]');
    expect(await toldAbout('script.prove', { text })).toMatch(/^(tooLarge|takesTooLong)$/);
    expect(await toldAbout('script.prove', { text: 'id: 5' })).toMatch(/version/);
    expect(desk.bugs).toEqual([]);
  });
});

describe('questionnaires made to do harm', () => {
  const made = (item: readonly object[], more: object = {}) =>
    JSON.stringify({ resourceType: 'Questionnaire', status: 'draft', item, ...more });
  const asks = (linkId: string, question: string) => ({
    ...{ linkId, text: 'A question to be asked', type: 'boolean' },
    enableWhen: [{ question, operator: '=', answerBoolean: true }],
  });
  const deep = (count: number) => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;

  it.each([
    ['no JSON', '{"resourceType": ', /is not JSON/],
    ['another resource', '{"resourceType": "Patient"}', /is not a Questionnaire/],
    ['brackets in brackets', '['.repeat(400_000) + ']'.repeat(400_000), /nested more than 40/],
    [
      'maps in maps',
      `{"resourceType":"Questionnaire","status":"draft","item":${deep(5_000)}}`,
      /nested more than 40/,
    ],
    [
      'words of objects',
      '{"resourceType":"Questionnaire","status":"draft","__proto__":{"polluted":1}}',
      /__proto__/,
    ],
    ['half a sign', made([{ linkId: '\ud800', text: 'a', type: 'boolean' }]), /lone surrogate/],
    [
      'a number out of proportion',
      '{"resourceType":"Questionnaire","status":"draft","experimental":1e300}',
      /proportion/,
    ],
    ['two hundred thousand values', made([], { code: new Array(200_000).fill(1) }), /more than 60000 values/],
    ['a circle of conditions', made([asks('a', 'b'), asks('b', 'c'), asks('c', 'a')]), /a → b → c → a/],
    ['a question that waits for itself', made([asks('a', 'a')]), /a → a/],
    ['one name twice', made([asks('a', 'z'), asks('a', 'z')]), /names two items/],
    [
      'a modifier',
      made([{ ...asks('a', 'z'), modifierExtension: [{ url: 'http://x.invalid/not' }] }]),
      /item\[0\]\.modifierExtension/,
    ],
    ['what is no R4', made([{ linkId: 'a', type: 5, mood: 'bad' }]), /item\[0\]\.mood/],
    [
      'more questions than a call has',
      made(Array.from({ length: 121 }, (_, at) => ({ linkId: `q${at}`, text: 'Ask', type: 'boolean' }))),
      /at most 120/,
    ],
    ['more than there may be', `"${'x'.repeat(1_100_000)}"`, /tooLarge/],
  ])('[EX3] %s is named and refused', async (_what, json, told) => {
    expect(await toldAbout('script.importQuestionnaire', { json, scriptId: 'bomb' })).toMatch(told);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(desk.bugs).toEqual([]);
  });

  it('[EX3] a hundred megabytes are too large for a message, and for the tool before it reads them', async () => {
    const json = 'x'.repeat(100 * 2 ** 20);
    expect(await toldAbout('script.importQuestionnaire', { json, scriptId: 'bomb' })).toBe('messageTooLarge');
    const dir = mkdtempSync(join(tmpdir(), 'bomb-'));
    const file = join(dir, 'bomb.json');
    const handle = openSync(file, 'w');
    ftruncateSync(handle, 100 * 2 ** 20);
    closeSync(handle);
    for (const [tool, ...args] of [
      ['import', file, '--id', 'bomb'],
      ['replay', file, '--generated', '1'],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [`tools/script/${tool}.ts`, ...args], {
        encoding: 'utf8',
      });
      expect([status, /too large|larger than/.test(stderr)]).toEqual([2, true]);
    }
    rmSync(dir, { recursive: true });
  });
});

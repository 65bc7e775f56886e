import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readDraft, readSurroundings } from '../../platform/draftText.ts';
import { parseScriptText, readScriptLibrary, scriptBytesMax } from '../../platform/scriptLibrary.ts';
import { assess } from '../../shared/script/assess.ts';
import { answersOf } from '../../shared/script/proof/dialogue.ts';
import { proveScript } from '../../shared/script/proof/proveScript.ts';
import { replay } from '../../shared/script/stepScript.ts';

const library = readScriptLibrary('shared/script/library');
const made: string[] = [];

afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

/** A library with one file in it; the problems it has. */
function problemsOf(path: string, text: string): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'library-'));
  made.push(dir);
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
  return readScriptLibrary(dir).problems.map((one) => `${one.file} ${one.key}: ${one.message}`);
}

describe.each(library.scripts)('$id', (script) => {
  const proof = proveScript(script);

  test('[SC14] [SC15] [SC16] [SC17] [SC18] every property is proved', () => {
    expect(proof.violations).toEqual([]);
    expect(proof.ok).toBe(true);
  });

  test('[SC14] every rule is reached by its witness in the running assessment', () => {
    for (const rule of script.rules) {
      const path = proof.witnesses.rules[rule.index];
      if (!path) throw new Error(`no witness for rule ${rule.index}`);
      expect(assess(script, answersOf(script, path)).proposal?.ruleIndex).toBe(rule.index);
    }
  });

  test('[SC14] every question is asked after its witness', () => {
    for (const question of script.questions.filter((one) => one.stage !== 'info')) {
      const path = proof.witnesses.questions[question.index];
      if (!path) throw new Error(`no witness for ${question.id}`);
      expect(assess(script, answersOf(script, path)).next).toBe(question.id);
    }
  });

  test('[SC10] its longest, shortest and red-flag conversations end where the machine stands', () => {
    for (const path of [proof.paths.longest, proof.paths.shortest, proof.paths.redFlag]) {
      const answers = answersOf(script, path);
      const given = Object.entries(answers).map(([questionId, answer]) => ({ questionId, answer }));
      const { proposal, needed } = assess(script, answers);
      expect(needed).toEqual([]);
      expect(replay(script, given).state).toBe(`outcome_${proposal?.disposition}`);
    }
  });

  test('[SC18] every question has a topic and every source its mark', () => {
    expect(script.questions.filter((one) => one.topic === null).map((one) => one.id)).toEqual([]);
    expect(script.status).toBe('draft');
    expect(script.sources.every((one) => ['verified', 'know', 'local'].includes(one.mark))).toBe(true);
  });

  test('[SC7] one answer is evaluated in far less than a millisecond', () => {
    const answers = answersOf(script, proof.paths.longest);
    const fromMs = performance.now();
    for (let round = 0; round < 500; round += 1) assess(script, answers);
    expect((performance.now() - fromMs) / 500).toBeLessThan(1);
  });
});

describe('shared questions', () => {
  const own = library.sources.flatMap((script) =>
    script.ask.flatMap((item) => ('use' in item ? [] : [{ script: script.id, question: item }])),
  );

  test('[SC26] no script repeats the words of a question that a block has', () => {
    const inBlocks = library.blocks.flatMap((block) => block.ask);
    expect(inBlocks.length).toBeGreaterThan(40);
    const repeated = own.filter(({ question }) =>
      inBlocks.some(({ say }) =>
        Object.values(say).some((words) => Object.values(question.say).includes(words)),
      ),
    );
    expect(repeated.map(({ script, question }) => `${script} ${question.id}`)).toEqual([]);
  });

  test.each([
    [
      'mental_health_crisis',
      'suicide_risk@1',
      ['others', 'psychosis', 'postnatal', 'alone', 'drugs', 'minors'],
      'acting place_danger others intent plan_time psychosis postnatal wish thoughts method attempt_3m stop alone drugs',
    ],
    [
      'domestic_violence',
      'violence_home@1',
      [],
      'safe_talk now_threat injury weapon pregnant_pain kids freq separation place control',
    ],
  ])(
    '[SC26] %s asks the questions of %s by reference, in its own order of asking',
    (id, block, ids, order) => {
      const script = library.scripts.find((one) => one.id === id);
      expect(script?.blocks).toContain(block);
      expect(own.filter((one) => one.script === id).map(({ question }) => question.id)).toEqual(ids);
      const asked = script?.questions.filter((one) => one.stage === 'script').map((one) => one.id);
      expect(asked?.join(' ')).toBe(order);
    },
  );
});

describe('reading files', () => {
  test.each([
    ['not YAML', 'a: [1', /trial\/1\.yaml : /],
    ['a repeated key', 'id: a\nid: b', /Map keys must be unique/],
    ['an alias', 'id: &x [1]\nversion: *x', /uses an alias/],
    ['a folder of brackets', `id: ${'['.repeat(2_000)}`, /nested more than/],
    ['dashes without end', `id:\n  ${'- '.repeat(60_000)}x`, /is longer than 3000 characters/],
    ['a row of dashes', `id:\n  ${'- '.repeat(60)}x`, /is a row of signs/],
    ['a file without end', `id: ${'a'.repeat(scriptBytesMax)}`, /is larger than/],
    ['the wrong shape', 'id: 5', /id: Invalid input: expected string/],
  ])('[SC11] %s is a named problem', (_, text, message) => {
    expect(problemsOf('trial/1.yaml', text).join('\n')).toMatch(message);
  });

  test('[SC11] a file must be named after its id and version', () => {
    const block = 'id: other\nversion: 2\ntitle: {fi: a, sv: b, en: c}\nplace: context\n';
    expect(problemsOf('_blocks/mine/1.yaml', block)).toEqual([
      '_blocks/mine/1.yaml id: the file must be named other/2.yaml',
    ]);
  });

  test('[EX3] scripts that go on in each other, and blocks in blocks, are named', () => {
    const dir = mkdtempSync(join(tmpdir(), 'library-'));
    made.push(dir);
    const goesOn = (id: string, to: string) =>
      JSON.stringify({
        ...{ id, version: 1, status: 'draft', area: 'health', title: { fi: 'a', sv: 'b', en: 'c' } },
        ...{
          keywords: { fi: ['a'], sv: ['b'], en: ['c'] },
          sources: [{ id: 's', mark: 'know', title: 't' }],
        },
        ask: [{ id: 'q', type: 'yes_no', say: { fi: 'a', sv: 'b', en: 'c' } }],
        decide: [{ to: 'same_day', when: { q: 'yes' }, goto: to }, { to: 'self_care' }],
      });
    for (const [id, to] of [
      ['here', 'there'],
      ['there', 'beyond'],
      ['beyond', 'here'],
      ['out', 'here'],
    ] as const) {
      mkdirSync(join(dir, id));
      writeFileSync(join(dir, id, '1.yaml'), goesOn(id, to));
    }
    mkdirSync(join(dir, '_blocks/one'), { recursive: true });
    const block = 'id: one\nversion: 1\ntitle: {fi: a, sv: b, en: c}\nplace: context\ninclude: [one@1]\n';
    writeFileSync(join(dir, '_blocks/one/1.yaml'), block);
    const told = readScriptLibrary(dir).problems.map((one) => `${one.file} ${one.message}`);
    expect(told).toEqual([
      '_blocks/one/1.yaml unknown key: include',
      'beyond/1.yaml goes round in a circle: beyond → here → there → beyond',
      'here/1.yaml goes round in a circle: here → there → beyond → here',
      'there/1.yaml goes round in a circle: there → beyond → here → there',
    ]);
    const draft = readDraft(goesOn('beyond', 'here'), readSurroundings(dir));
    expect(draft.problems).toEqual([
      { key: 'decide', message: 'goes round in a circle: beyond → here → there → beyond' },
    ]);
  });

  test('[SC11] yes and no stay words', () => {
    expect(parseScriptText('{a: yes, b: no, c: on}')).toEqual({ value: { a: 'yes', b: 'no', c: 'on' } });
  });
});

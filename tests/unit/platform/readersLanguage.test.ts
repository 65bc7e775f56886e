import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJobs } from '../../../electron/engine/tasks/runJob.ts';
import { readVersions } from '../../../platform/draftText.ts';
import { importQuestionnaire } from '../../../platform/fhir/importQuestionnaire.ts';
import type { LocalText } from '../../../shared/base/text.ts';
import { problemWords } from '../../../shared/script/authoring/problemWords.ts';
import type { Lost } from '../../../shared/script/exchange/fhirShapes.ts';
import { loss } from '../../../shared/script/exchange/lossReasons.ts';
import { questionnaireOf } from '../../../shared/script/exchange/questionnaireOf.ts';

const root = join(import.meta.dirname, '../../..');
const library = join(root, 'shared/script/library');
const fixtures = join(root, 'tests/fixtures/fhir');
const headInjury = readFileSync(join(library, 'head_injury/1.yaml'), 'utf8');
const fallback = 'tarkistuksen viesti englanniksi';

function differ({ fi, sv, en }: LocalText): boolean {
  return new Set([fi, sv, en]).size === 3 && !/undefined|\$\d/.test(`${fi}${sv}${en}`);
}

function inOneLanguage(lost: readonly Lost[]): LocalText[] {
  return lost.flatMap((one) => one.reasons).filter((reason) => !differ(reason));
}

describe('what has no place on the other side', () => {
  it('[EX8] every reason of the table is said in three languages, with what it names in each', () => {
    const texts = Object.values(loss).filter((one) => typeof one !== 'function');
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((one) => !differ(one))).toEqual([]);
    const made = [
      ...[loss.noText('zz7'), loss.secondText('zz7'), loss.toTranslate(['zz7']), loss.notAskedBefore('zz7')],
      ...[loss.cannotCompare('>', 'zz7'), loss.notByTelephone('zz7'), loss.foreignUnit('zz7')],
      ...[loss.askedOnce('zz7'), loss.renamed('zz7', 'b'), loss.renamed('a', 'zz7')],
    ];
    for (const text of made) {
      expect(differ(text)).toBe(true);
      for (const words of Object.values(text)) expect(words).toContain('zz7');
    }
  });

  it('[EX8] what comes in and what goes out names its losses in the three languages', () => {
    const files = readdirSync(fixtures).filter((name) => name.endsWith('.json'));
    const incoming = files.flatMap(
      (name) => importQuestionnaire(readFileSync(join(fixtures, name), 'utf8'), 'in').lost,
    );
    const outgoing = readVersions(library, 'head_injury').flatMap((one) => questionnaireOf(one, 'fi').lost);
    expect(incoming.length).toBeGreaterThan(20);
    expect(outgoing.length).toBeGreaterThan(5);
    expect(inOneLanguage([...incoming, ...outgoing])).toEqual([]);
  });
});

describe('what is wrong with a text', () => {
  const run = openJobs(library, { now: () => 0, monotonic: () => 0 });
  const problemsOf = (text: string) => {
    const told = run({ number: 1, name: 'script.head', args: { text }, scripts: [] });
    return (told as { problems: { key: string; message: LocalText }[] }).problems;
  };
  const changed = (from: string | RegExp, to: string) => {
    const text = headInjury.replace(from, to);
    expect(text).not.toBe(headInjury);
    return text;
  };

  it.each([
    ['no YAML', () => changed(/^area: .*$/m, 'area: [health'), /riviä \d+ ei voi lukea YAMLina/],
    ['a key twice', () => `${headInjury}\narea: health\n`, /^sama avain on kahteen kertaan: rivi \d+/],
    ['an unknown key', () => `${headInjury}\nareas: health\n`, /^tuntematon avain: areas$/],
    [
      'no Swedish',
      () => changed(/^( *)title: *\{ ?(fi: .*), sv: [^,]*, (en: .*)$/m, '$1title: {$2, $3'),
      /^ruotsinkielinen teksti puuttuu$/,
    ],
    [
      'an unknown question',
      () => changed(/^decide:$/m, 'decide:\n  - {to: emergency_112, when: {nobody: yes}}'),
      /^kysymystä nobody ei kysytä: lisätään/,
    ],
    [
      'an unknown disposition',
      () => changed(/^decide:$/m, 'decide:\n  - {to: tomorrow}'),
      /^ei ole mikään näistä: emergency_112, ed_now, /,
    ],
    [
      'a list that is a text',
      () => changed(/^decide:[\s\S]*?^(?=[a-z])/m, 'decide: later\n'),
      /^tässä on oltava luettelo, nyt: teksti$/,
    ],
    ['too large', () => `${headInjury}#${'x'.repeat(140_000)}`, /^on suurempi kuin 131072 tavua$/],
    [
      'too deep',
      () => `${headInjury}\nx: ${'['.repeat(90)}${']'.repeat(90)}`,
      /^sisäkkäisiä tasoja on yli 16$/,
    ],
    ['an alias', () => `${headInjury}\nx: &a [1]\ny: *a\n`, /^käyttää viittausta \(alias\)/],
  ])('[EX9] %s is said in Finnish, Swedish and English', (_, make, finnish) => {
    const problems = problemsOf(make());
    const found = problems.find(({ message }) => finnish.test(message.fi));
    expect(found ?? problems).toMatchObject({ key: expect.any(String) });
    expect(problems.filter(({ message }) => !differ(message) || message.fi.startsWith(fallback))).toEqual([]);
  });

  it('[EX9] a question that stands there twice is named', () => {
    const question = '  - {id: twice, type: text, info: true, say: {fi: a, sv: b, en: c}}\n';
    const [problem] = problemsOf(changed(/^ask:$\n/m, `ask:\n${question}${question}`));
    expect(problem?.message).toEqual({
      fi: 'kysymys twice on siinä kahteen kertaan',
      sv: 'frågan twice står där två gånger',
      en: 'the question twice stands there twice',
    });
  });

  it('[EX9] words that are not ours are shown as the checker’s own', () => {
    expect(problemWords('Surprise')).toEqual({
      fi: 'tarkistuksen viesti englanniksi: ”Surprise”',
      sv: 'kontrollens meddelande på engelska: ”Surprise”',
      en: 'Surprise',
    });
  });

  it('[EX9] a questionnaire that cannot come in says why', () => {
    const told = (json: string) => importQuestionnaire(json, 'x').problems.map((one) => one.message);
    expect(told('{')).toEqual([{ fi: 'ei ole JSON-muodossa', sv: 'är inte JSON', en: 'is not JSON' }]);
    expect(told('{"resourceType":"Patient"}')[0]?.sv).toBe('är inget FHIR-formulär (Questionnaire)');
    const [incomplete] = told('{"resourceType":"Questionnaire","item":[]}');
    expect(incomplete).toMatchObject({ en: expect.any(String) });
    expect(differ(incomplete ?? { fi: '', sv: '', en: '' })).toBe(true);
  });
});

// Whatever a check, the schema, the YAML reader or the reader of FHIR can say has its words in three languages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { importQuestionnaire } from '../../../platform/fhir/importQuestionnaire.ts';
import { parseScriptText } from '../../../platform/scriptLibrary.ts';
import { filledText, type LocalText, lineCharsMax } from '../../../shared/base/text.ts';
import { isWorded, problemWords } from '../../../shared/script/authoring/problemWords.ts';
import { findingLines, releaseWords } from '../../../shared/script/authoring/releaseWords.ts';
import { yamlWords } from '../../../shared/script/authoring/yamlWords.ts';
import { properties, type Violation } from '../../../shared/script/proof/violation.ts';
import { blockSchema, problemsOf, scriptSchema } from '../../../shared/script/scriptFormat.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The files whose messages reach an author; every text in them that is made as a message. */
const speakers = [
  'shared/script/compile/references.ts',
  'shared/script/compile/placeQuestions.ts',
  'shared/script/compile/predicate.ts',
  'shared/script/compileScript.ts',
  'shared/script/scriptFormat.ts',
  'shared/script/exchange/incoming/draftOf.ts',
  'platform/draftText.ts',
  'platform/readRelease.ts',
  'platform/plainJson.ts',
  'platform/fhir/importQuestionnaire.ts',
  'platform/fhir/checkResource.ts',
  'server/release/judgeRelease.ts',
  'server/release/askWorker.ts',
];
const text =
  /(['`])((?:is|has|must|the|there|line|only|add|may|goes|names|min|good|unknown|no|does|rules|makes|uses|\$\{)[^'`\n]*? [^'`\n]*?)\1/g;

function messagesIn(source: string): string[] {
  const code = source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  const filled = [...code.matchAll(text)].map(([, , words = '']) =>
    words
      .replaceAll(/\$\{question\.type\}/g, 'date')
      .replaceAll(/\$\{String\(last\)\}/g, 'sv')
      .replaceAll(/\$\{[^}]*\}/g, '7'),
  );
  // What only joins other messages has no words of its own.
  return filled.filter((words) => /[a-z]{2}/.test(words));
}

it('[EX9] every message in the sources of the checks has its words', () => {
  const messages = speakers.flatMap((path) => messagesIn(read(path)));
  expect(messages.length).toBeGreaterThan(40);
  expect(messages.filter((message) => !isWorded(message))).toEqual([]);
});

it('[EX9] every mistake the YAML reader has a code for is said in Finnish and Swedish', () => {
  const reader = dirname(createRequire(import.meta.url).resolve('yaml'));
  const [, union = ''] = /ErrorCode =([^;]*);/.exec(readFileSync(join(reader, 'errors.d.ts'), 'utf8')) ?? [];
  const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(15);
  expect(Object.keys(yamlWords).toSorted()).toEqual(codes.toSorted());
});

it('[EX9] a text that is no YAML is told by place and mistake, without the reader’s English', () => {
  const parsed = parseScriptText('id: a\nlist:\n\t- x\n');
  if (!('message' in parsed)) throw new Error('read all the same');
  expect(problemWords(parsed.message)).toEqual({
    fi: 'riviä 3 ei voi lukea YAMLina (sarake 1): sisennyksessä on sarkain; sisennetään välilyönneillä',
    sv: 'rad 3 kan inte läsas som YAML (kolumn 1): indraget har en tabb; indrag görs med mellanslag',
    en: parsed.message,
  });
  expect(problemWords('Odd (NEW_CODE) at line 2, column 4').sv).toContain('rad 2 kan inte läsas');
});

const wrong = [
  -1.5,
  1e9,
  '',
  'Ä B',
  'x'.repeat(5_000),
  null,
  true,
  [],
  {},
  { a: 1 },
  new Array(200).fill('a'),
];

/** Each place of a value once, however many items its lists have, with something else in it. */
function* changed(value: unknown): Generator<unknown> {
  const seen = new Set<string>();
  const walk = function* (at: unknown, path: string, put: (other: unknown) => unknown): Generator<unknown> {
    if (seen.has(path)) return;
    seen.add(path);
    for (const other of wrong) yield put(other);
    if (typeof at !== 'object' || at === null) return;
    for (const [name, inner] of Object.entries(at)) {
      const within = (other: unknown) =>
        put(Array.isArray(at) ? at.with(Number(name), other) : { ...at, [name]: other });
      yield* walk(inner, `${path}.${Array.isArray(at) ? '#' : name}`, within);
    }
  };
  yield* walk(value, '', (other) => other);
}

function scriptAt(path: string): unknown {
  const parsed = parseScriptText(read(path));
  if ('message' in parsed) throw new Error(parsed.message);
  return parsed.value;
}

it('[EX9] whatever stands in a wrong place of a script or a block, the schema’s words are ours', () => {
  const library = 'shared/script/library';
  const strange = new Set<string>();
  let found = 0;
  const look = (schema: typeof scriptSchema | typeof blockSchema, path: string) => {
    for (const value of changed(scriptAt(`${library}/${path}`))) {
      const parsed = schema.safeParse(value);
      if (parsed.success) continue;
      for (const { message } of problemsOf(path, parsed.error)) {
        found += 1;
        if (!isWorded(message)) strange.add(message);
      }
    }
  };
  look(scriptSchema, 'stroke_signs/1.yaml');
  look(blockSchema, '_blocks/vulnerability/1.yaml');
  expect(found).toBeGreaterThan(500);
  expect([...strange]).toEqual([]);
});

it('[EX9] whatever stands in a wrong place of a questionnaire, it is said in three languages', () => {
  const questionnaire = {
    resourceType: 'Questionnaire',
    status: 'draft',
    title: 'T',
    item: [
      { linkId: 'a', type: 'choice', text: 'A?', answerOption: [{ valueString: 'x' }], required: true },
      {
        linkId: 'b',
        type: 'boolean',
        text: 'B?',
        enableWhen: [{ question: 'a', operator: '=', answerString: 'x' }],
      },
    ],
  };
  const problems = [...changed(questionnaire)].flatMap(
    (value) => importQuestionnaire(JSON.stringify(value), 'in').problems,
  );
  expect(problems.length).toBeGreaterThan(100);
  expect(problems.filter(({ message }) => !isWorded(message.en)).map(({ message }) => message.en)).toEqual(
    [],
  );
});

const inThree = ({ fi, sv, en }: LocalText) => new Set([fi, sv, en]).size === 3;

it('[LW17] why a release was refused is said in the reader’s language, with its place', () => {
  expect(releaseWords('format', 'ask chest (script) there is no topic pain')).toEqual({
    fi: 'ask chest (script) aihetta pain ei ole',
    sv: 'ask chest (script) ämnet pain finns inte',
    en: 'ask chest (script) there is no topic pain',
  });
  expect(releaseWords('format', 'ask.3.say the sv text is missing').fi).toBe(
    'ask.3.say ruotsinkielinen teksti puuttuu',
  );
  expect(inThree(releaseWords('goto', 'there is no script burn_2'))).toBe(true);
  expect(inThree(releaseWords('limit', 'the proof takes more than 30 s or 256 MB'))).toBe(true);
  expect(releaseWords('format', 'Surprise').fi).toContain('englanniksi');
});

it('[LW17] what the proof found is read in the reader’s language, however long it is', () => {
  const violation: Violation = {
    property: 'monotone',
    subject: 'decide[2] same_day',
    message: { fi: 'sääntö: jää\nvarjoon', sv: `regeln:  x${'😀'.repeat(400)}`, en: 'rule: is\nshadowed' },
    dialogue: [],
  };
  const lines = findingLines(violation);
  expect(filledText(lineCharsMax).safeParse(lines).success).toBe(true);
  const { fi, sv, en } = releaseWords('monotone', lines);
  expect([fi, en]).toEqual([
    'decide[2] same_day: sääntö: jää varjoon',
    'decide[2] same_day: rule: is shadowed',
  ]);
  expect(sv).toMatch(/^decide\[2\] same_day: regeln: x😀{100}/u);
});

it('[LW17] what an older region found is read in Finnish by Finns and by its place by others', () => {
  for (const property of properties)
    expect(releaseWords(property, 'decide[2] same_day: sääntö: jää varjoon')).toEqual({
      fi: 'decide[2] same_day: sääntö: jää varjoon',
      sv: 'decide[2] same_day',
      en: 'decide[2] same_day',
    });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDraft, readSurroundings } from '../../../platform/draftText.ts';
import { checkResource } from '../../../platform/fhir/checkResource.ts';
import { importQuestionnaire } from '../../../platform/fhir/importQuestionnaire.ts';
import { assess } from '../../../shared/script/assess.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { loss } from '../../../shared/script/exchange/lossReasons.ts';
import { proveScript } from '../../../shared/script/proof/proveScript.ts';

const around = readSurroundings(new URL('../../../shared/script/library', import.meta.url).pathname);
const examples = [
  'questionnaire-zika-virus-exposure-assessment',
  'questionnaire-example-bluebook',
  'questionnaire-example-gcs',
  'questionnaire-example-f201-lifelines',
  'questionnaire-example',
];

function example(name: string): string {
  return readFileSync(new URL(`../../fixtures/fhir/${name}.json`, import.meta.url), 'utf8');
}

function imported(json: string) {
  const view = importQuestionnaire(json, 'imported');
  expect(view.problems).toEqual([]);
  const draft = readDraft(view.text ?? '', around);
  expect(draft.problems).toEqual([]);
  if (draft.script === null) throw new Error('no script');
  return { ...view, script: draft.script };
}

function made(item: readonly object[], more: object = {}): string {
  return JSON.stringify({ resourceType: 'Questionnaire', status: 'draft', language: 'en', item, ...more });
}

function typesOf(script: CompiledScript): Record<string, string> {
  return Object.fromEntries(script.questions.map((one) => [one.id, one.question.type]));
}

/** Every value of a resource by its path. */
function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
  );
}

describe('questionnaires of the standard', () => {
  it.each(examples)(
    '[EX2] [EX4] %s is valid R4, and a draft that is proved but for its safety net',
    (name) => {
      expect(checkResource(JSON.parse(example(name)))).toEqual([]);
      const { script } = imported(example(name));
      expect(proveScript(script).violations.map((one) => one.property)).toEqual(['safetyNet']);
      expect(script.questions.every((one) => one.stage === 'info')).toBe(true);
    },
  );

  it('[EX4] the check reads the definitions: a response of the standard passes, a broken one is named by path', () => {
    const response = JSON.parse(example('questionnaireresponse-example-gcs')) as { item: object[] };
    expect(checkResource(response)).toEqual([]);
    const broken = { ...response, item: [{ answer: [{ valueBoolean: 'yes' }] }], status: undefined, mood: 1 };
    expect(checkResource(broken).map((one) => one.path)).toEqual([
      'QuestionnaireResponse.status',
      'QuestionnaireResponse.item[0].linkId',
      'QuestionnaireResponse.item[0].answer[0].value[x]',
      'QuestionnaireResponse.mood',
    ]);
  });

  it('[EX2] conditions for asking hold: nobody who lives there is asked about travel', () => {
    const { script } = imported(example(examples[0] ?? ''));
    expect(typesOf(script)).toEqual({
      ...{ q_1: 'yes_no', q_2: 'yes_no', q_3: 'number', q_4: 'yes_no', q_5: 'number', q_6: 'yes_no' },
    });
    expect(assess(script, { q_1: 'yes' }).next).toBeNull();
    expect(assess(script, { q_1: 'no' }).next).toBe('q_2');
    expect(assess(script, { q_1: 'no', q_2: 'yes' }).next).toBe('q_3');
    expect(assess(script, { q_1: 'no', q_2: 'no' }).next).toBe('q_4');
    expect(assess(script, { q_1: 'no', q_2: 'unknown' }).next).toBeNull();
  });

  it('[EX2] groups become topics, contained value sets options, a condition of a group that of its items', () => {
    const blue = imported(example('questionnaire-example-bluebook'));
    expect(blue.script.topics.map((one) => one.id)).toEqual(['birth_details', 'neonatal_information']);
    const dose = blue.script.questions.find((one) => one.id === 'vitamini_kdose1');
    expect(dose?.question.when).toEqual({ vitamin_kgiven: { in: ['injection', 'intravenous', 'oral'] } });
    const coma = imported(example('questionnaire-example-gcs')).script.questions[0]?.question;
    expect(coma?.type === 'choice' && Object.keys(coma.options)).toHaveLength(5);
  });

  it('[EX7] a value set that lies elsewhere is named, never fetched', () => {
    const { script, lost } = imported(example('questionnaire-example'));
    expect(typesOf(script)).toMatchObject({ q_1_1: 'text' });
    expect(lost).toContainEqual({
      path: 'item[0].item[0].answerValueSet',
      reasons: [loss.valueSetElsewhere],
    });
  });

  it.each(examples)('[EX7] every value of %s is in the draft or listed', (name) => {
    const { text, lost } = imported(example(name));
    const resource: unknown = JSON.parse(example(name));
    const listed = lost.map((one) => one.path).filter((path) => path !== '');
    const silent = leaves(resource, '').filter(
      (leaf) =>
        !listed.some((path) => leaf === path || leaf.startsWith(`${path}.`) || leaf.startsWith(`${path}[`)),
    );
    // What is not listed is found again in the draft, or says how the draft is built.
    const built =
      /\.(type|linkId|question|operator|answerBoolean|code|id|resourceType|answerValueSet)$|^resourceType$/;
    const gone = silent.filter(
      (leaf) => !built.test(leaf) && !(text ?? '').includes(String(valueAt(resource, leaf))),
    );
    expect(gone).toEqual([]);
  });
});

function valueAt(resource: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], resource);
}

describe('what a questionnaire says', () => {
  const yes = { linkId: 'a', text: 'Do you have a fever at the moment?', type: 'boolean' };
  const degrees = {
    linkId: 'temp',
    text: 'How high was it when you last measured it?',
    type: 'quantity',
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 30 },
      { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueDecimal: 45 },
      {
        url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
        valueCoding: { system: 'http://unitsofmeasure.org', code: 'Cel' },
      },
    ],
  };
  const when = (question: string, operator: string, answer: object) => ({ question, operator, ...answer });
  const last = (enableWhen: readonly object[], enableBehavior?: string) => ({
    ...{ linkId: 'z', text: 'And then one more question', type: 'boolean', enableWhen },
    ...(enableBehavior === undefined ? {} : { enableBehavior }),
  });

  it('[EX2] ranges and units are kept, every comparison is said, texts come in the languages they have', () => {
    const operators = { '=': 'none', '!=': 'ne', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' };
    for (const [operator, ours] of Object.entries(operators)) {
      const json = made([degrees, last([when('temp', operator, { answerQuantity: { value: 38 } })])]);
      const question = imported(json).script.questions.find((one) => one.id === 'z')?.question;
      expect(question?.when).toEqual({ temp: ours === 'none' ? 38 : { [ours]: 38 } });
    }
    const translated = {
      ...yes,
      _text: {
        extension: ['fi', 'sv'].map((lang) => ({
          url: 'http://hl7.org/fhir/StructureDefinition/translation',
          extension: [
            { url: 'lang', valueCode: lang },
            { url: 'content', valueString: `Text in ${lang}` },
          ],
        })),
      },
    };
    const { script, lost } = imported(made([translated, degrees]));
    expect(script.questions[0]?.question.say).toEqual({
      ...{ fi: 'Text in fi', sv: 'Text in sv', en: 'Do you have a fever at the moment?' },
    });
    expect(script.questions[1]?.question).toMatchObject({ type: 'number', unit: 'C', min: 30, max: 45 });
    expect(lost.map((one) => one.path)).not.toContain('item[0].text');
  });

  it('[EX7] a condition that cannot be said is left out towards asking, and listed', () => {
    const two = [when('a', '=', { answerBoolean: true }), when('a', 'exists', { answerBoolean: false })];
    const all = imported(made([yes, last(two, 'all')]));
    expect(all.script.questions[1]?.question.when).toEqual({ a: 'yes' });
    const any = imported(made([yes, last(two, 'any')]));
    expect(any.script.questions[1]?.question.when).toBeUndefined();
    expect(any.lost.map((one) => one.path)).toEqual(
      expect.arrayContaining(['item[1].enableWhen', 'item[1].enableWhen[1]']),
    );
    const later = imported(made([last([when('a', '=', { answerBoolean: true })]), yes]));
    expect(later.lost).toContainEqual({
      path: 'item[0].enableWhen[0]',
      reasons: [loss.notAskedBefore('a')],
    });
  });

  it('[EX7] what no script can ask is listed with its reason', () => {
    const many = Array.from({ length: 13 }, (_, index) => ({ valueString: `option ${index}` }));
    const { script, lost } = imported(
      made([
        yes,
        { linkId: 'photo', text: 'A picture of the rash, please', type: 'attachment' },
        { linkId: 'where', text: 'Which of these places was it?', type: 'choice', answerOption: many },
        { linkId: 'note', text: 'Read this aloud before going on', type: 'display' },
      ]),
    );
    expect(typesOf(script)).toEqual({ a: 'yes_no', where: 'text' });
    expect(script.guidance.map((one) => one.id)).toEqual(['note']);
    expect(lost.find((one) => one.path === 'item[1]')?.reasons).toEqual([loss.notByTelephone('attachment')]);
    expect(lost.find((one) => one.path === 'item[2].type')?.reasons).toEqual([loss.optionsAsText(13, 2, 12)]);
  });
});

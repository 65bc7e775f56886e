import { beforeAll, describe, expect, it } from 'vitest';
import { readDraft, readSurroundings } from '../../../platform/draftText.ts';
import { checkedExport } from '../../../platform/fhir/checkedExport.ts';
import { checkResource } from '../../../platform/fhir/checkResource.ts';
import { importQuestionnaire } from '../../../platform/fhir/importQuestionnaire.ts';
import { readScriptLibrary } from '../../../platform/scriptLibrary.ts';
import { assess } from '../../../shared/script/assess.ts';
import { generateCases } from '../../../shared/script/authoring/generateCases.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import type {
  Questionnaire,
  QuestionnaireItem,
  ResponseItem,
} from '../../../shared/script/exchange/fhirShapes.ts';
import { questionnaireOf } from '../../../shared/script/exchange/questionnaireOf.ts';
import { type FinishedAssessment, responseOf } from '../../../shared/script/exchange/responseOf.ts';
import { createSeededRandom } from '../../../tools/sim/seededRandom.ts';
import { choice, compileParts, number, rule, yesNo } from '../shared/script/makeScript.ts';

const dir = new URL('../../../shared/script/library', import.meta.url).pathname;
let library: readonly CompiledScript[];
beforeAll(() => {
  library = readScriptLibrary(dir).scripts;
});

const say = (words: string) => ({ fi: `${words} fi`, sv: `${words} sv`, en: `${words} en` });
/** One question of every kind. */
const every = compileParts({
  ask: [
    yesNo('flag', { red_flag: true }),
    choice('where', ['here', 'there']),
    { id: 'which', type: 'many', options: { x: say('x'), y: say('y') }, say: say('which'), info: true },
    number('days'),
    {
      id: 'pain',
      type: 'scale',
      min: 0,
      max: 10,
      ends: { min: say('none'), max: say('worst') },
      say: say('pain'),
      info: true,
    },
    { id: 'since', type: 'date', say: say('since') },
    { id: 'words', type: 'text', say: say('words') },
  ],
  decide: [
    rule('emergency_112', { flag: 'yes' }),
    rule('same_day', { any: [{ where: 'there' }, { days: { gte: 3 } }] }),
    rule('self_care'),
  ],
});

function finished(
  answers: FinishedAssessment['answers'],
  more: Partial<FinishedAssessment> = {},
): FinishedAssessment {
  return {
    ...{
      assessmentId: 'a1',
      clientId: 'client_1',
      author: 'nurse.laine',
      authoredAt: '2026-11-22T01:02:03.000Z',
    },
    ...{ answers, proposed: 'same_day', chosen: 'nurse_2h', disputed: [], language: 'sv' as const },
    ...more,
  };
}

/** Every item of a response stands in the questionnaire, with a value of the item's own type. */
function mismatches(questionnaire: Questionnaire, items: readonly ResponseItem[]): string[] {
  const values = {
    ...{ boolean: 'valueBoolean', choice: 'valueCoding', quantity: 'valueQuantity', integer: 'valueInteger' },
    ...{ date: 'valueDate', text: 'valueString', group: 'none' },
  };
  const asked = new Map<string, QuestionnaireItem>();
  const note = (item: QuestionnaireItem): void => {
    asked.set(item.linkId, item);
    item.item?.forEach(note);
  };
  questionnaire.item.forEach(note);
  const check = ({ linkId, answer = [], item = [] }: ResponseItem): string[] => {
    const question = asked.get(linkId);
    if (question === undefined) return [`${linkId} is not asked`];
    const wrong = answer
      .flatMap((one) => Object.keys(one))
      .filter((key) => key.replace('_', '') !== values[question.type]);
    const codes = (question.answerOption ?? []).map(
      (one) => `${one.valueCoding.system}|${one.valueCoding.code}`,
    );
    const foreign = answer.flatMap(({ valueCoding: coding }) =>
      coding?.code === undefined || codes.includes(`${coding.system}|${coding.code}`) ? [] : [coding.code],
    );
    const repeated = answer.length > 1 && question.repeats !== true ? ['twice'] : [];
    return [...[...wrong, ...foreign, ...repeated].map((one) => `${linkId}: ${one}`), ...item.flatMap(check)];
  };
  return items.flatMap(check);
}

describe('a finished assessment as QuestionnaireResponse', () => {
  it('[EX6] every kind of answer is said in the standard’s way', () => {
    const answers = {
      ...{ flag: 'no', where: 'there', which: ['x', 'y'], days: 2.5, pain: 7 },
      ...{ since: '2026-11-20', words: 'Ei muuta' },
    };
    const made = checkedExport(responseOf(every, finished(answers)));
    const response = JSON.parse(made.json) as { item: ResponseItem[] };
    const given = Object.fromEntries(response.item.map((item) => [item.linkId, item.answer]));
    const system = (id: string) => `https://example.invalid/luotsi/CodeSystem/trial.${id}`;
    expect(given).toMatchObject({
      flag: [{ valueBoolean: false }],
      where: [{ valueCoding: { system: system('where'), code: 'there', display: 'there sv' } }],
      which: [{ valueCoding: { code: 'x' } }, { valueCoding: { code: 'y' } }],
      days: [{ valueQuantity: { value: 2.5, unit: 'dygn', system: 'http://unitsofmeasure.org', code: 'd' } }],
      pain: [{ valueInteger: 7 }],
      since: [{ valueDate: '2026-11-20' }],
      words: [{ valueString: 'Ei muuta' }],
    });
    expect(response).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://example.invalid/luotsi/Questionnaire/trial|1',
      status: 'completed',
      subject: { identifier: { value: 'client_1' } },
    });
    expect(response.item.at(-1)?.item?.map((item) => item.answer?.[0]?.valueCoding?.code)).toEqual([
      'same_day',
      'nurse_2h',
    ]);
  });

  it('[EX6] not sure and none of these are answers; a question that was not asked is not there', () => {
    const unknown = {
      flag: 'unknown',
      where: 'unknown',
      days: 'unknown',
      pain: 'unknown',
      since: 'unknown',
      words: '',
    };
    const made = checkedExport(responseOf(every, finished({ ...unknown, which: [] })));
    const told = [...made.json.matchAll(/"valueCode": "([a-z-]+)"/g)].map((match) => match[1]);
    expect(told).toEqual([
      ...['asked-unknown', 'asked-unknown', 'asked-unknown', 'not-applicable'],
      ...['asked-unknown', 'asked-unknown', 'not-applicable'],
    ]);
    const few = responseOf(every, finished({ flag: 'yes' }));
    expect(few.response.item.map((item) => item.linkId)).toEqual(['flag', 'outcome-of-assessment']);
  });

  it('[EX7] what the response cannot carry is listed, and anonymous advice has no subject', () => {
    const { response, lost } = responseOf(
      every,
      finished({ flag: 'no', gone: 'yes' }, { disputed: ['days'], clientId: null }),
    );
    expect(lost.map((one) => one.path)).toEqual(
      expect.arrayContaining([
        'answers.days',
        'answers.gone',
        'answers',
        'decision',
        'decide',
        'safetyNet',
        'ask.pain.ends',
      ]),
    );
    expect(response).not.toHaveProperty('subject');
  });

  it('[EX4] [EX6] generated assessments of every script are valid R4 and fit their questionnaire', () => {
    const random = createSeededRandom(11n);
    for (const script of library) {
      const { questionnaire } = questionnaireOf(script, 'fi');
      expect(checkResource(questionnaire)).toEqual([]);
      for (const { answers } of generateCases({ script, count: 2, random: random.next })) {
        const proposed = assess(script, answers).proposal?.disposition ?? '';
        const { response } = responseOf(script, finished(answers, { proposed, chosen: proposed }));
        expect(checkResource(response)).toEqual([]);
        expect(mismatches(questionnaire, response.item)).toEqual([]);
      }
    }
  });
});

describe('there and back', () => {
  it('[EX5] what a question waits for goes out and comes in again; what no list of comparisons says is listed', () => {
    const whens = {
      w1: { flag: 'yes' },
      w2: { all: [{ where: 'there' }, { days: { gte: 3 } }] },
      w3: { any: [{ pain: { gt: 5 } }, { flag: { ne: 'no' } }] },
      w4: { where: { in: ['here', 'there'] } },
      w5: { days: { between: [2, 4] } },
      w6: { not: { flag: 'yes' } },
      w7: { all: [{ flag: 'yes' }, { any: [{ where: 'here' }, { days: { lt: 2 } }] }] },
    };
    const waiting = compileParts({
      ask: [
        yesNo('flag', { info: true }),
        choice('where', ['here', 'there'], { info: true }),
        number('days', { info: true }),
        {
          ...{ id: 'pain', type: 'scale', min: 0, max: 10, info: true },
          ...{ ends: { min: say('none'), max: say('worst') }, say: say('pain') },
        },
        ...Object.entries(whens).map(([id, when]) => yesNo(id, { info: true, worse: undefined, when })),
      ],
      decide: [rule('self_care')],
    });
    const { questionnaire, lost } = questionnaireOf(waiting, 'fi');
    expect(checkResource(questionnaire)).toEqual([]);
    expect(lost.filter((one) => one.path.endsWith('.when')).map((one) => one.path)).toEqual([
      'ask.w6.when',
      'ask.w7.when',
    ]);
    const { text } = importQuestionnaire(JSON.stringify(questionnaire), 'again');
    const again = readDraft(text ?? '', readSurroundings(dir)).script;
    const back = (id: string) => again?.questions.find((one) => one.id === id)?.question.when;
    expect(back('w1')).toEqual(whens.w1);
    expect(back('w2')).toEqual(whens.w2);
    expect(back('w3')).toEqual(whens.w3);
    expect(back('w4')).toEqual({ any: [{ where: 'here' }, { where: 'there' }] });
    expect(back('w5')).toEqual({ all: [{ days: { gte: 2 } }, { days: { lte: 4 } }] });
    expect([back('w6'), back('w7')]).toEqual([undefined, undefined]);
  });

  it('[EX5] a script’s questionnaire comes in again as the same questions in three languages', () => {
    const around = readSurroundings(dir);
    for (const script of [every, ...library.slice(0, 6)]) {
      const { questionnaire } = questionnaireOf(script, 'sv');
      const { text, problems, lost } = importQuestionnaire(JSON.stringify(questionnaire), 'again');
      expect(problems).toEqual([]);
      const again = readDraft(text ?? '', around).script;
      const told = (one: CompiledScript, id: string) => {
        const question = one.questions.find((asked) => asked.id === id)?.question;
        const options = question !== undefined && 'options' in question ? question.options : null;
        return { say: question?.say, options };
      };
      for (const { id } of script.questions) expect(told(again ?? every, id)).toEqual(told(script, id));
      expect(
        lost.flatMap((one) => one.reasons).filter((one) => one.en.includes('marked for translation')),
      ).toEqual([]);
    }
  });
});

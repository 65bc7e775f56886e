// Keeps EX5. A script's questions as a FHIR R4 Questionnaire. What a questionnaire cannot say is listed.
import { type Language, type LocalText, languages } from '../../base/text.ts';
import type { CompiledQuestion, ScriptData } from '../compiledScript.ts';
import { dispositionCodes, dispositions } from '../disposition.ts';
import type { Question } from '../scriptFormat.ts';
import { units } from '../unit.ts';
import { enableWhenOf } from './enableWhenOf.ts';
import {
  type Coding,
  dispositionSystem,
  type Extension,
  type ItemType,
  type Lost,
  maxValueUrl,
  minValueUrl,
  optionSystem,
  type Questionnaire,
  type QuestionnaireItem,
  questionnaireUrl,
  translationUrl,
  ucum,
  unitUrl,
} from './fhirShapes.ts';
import { loss } from './lossReasons.ts';
import { ucumOf } from './unitCode.ts';

export interface MadeQuestionnaire {
  readonly questionnaire: Questionnaire;
  readonly lost: readonly Lost[];
}

/** The group in which the outcome stands; no question of a script can have this name. */
export const outcomeLink = 'outcome-of-assessment';
export const proposedLink = 'outcome-proposed';
export const chosenLink = 'outcome-chosen';
export const outcomeTexts = {
  group: { fi: 'Tulos', sv: 'Utfall', en: 'Outcome' },
  proposed: { fi: 'Arvion ehdotus', sv: 'Bedömningens förslag', en: 'Proposed by the assessment' },
  chosen: { fi: 'Ammattilaisen päätös', sv: 'Yrkespersonens beslut', en: 'Decided by the professional' },
} as const satisfies Record<string, LocalText>;

export function questionnaireOf(script: ScriptData, language: Language): MadeQuestionnaire {
  const item = (question: CompiledQuestion) => questionItem(script, question, language);
  const questionnaire: Questionnaire = {
    resourceType: 'Questionnaire',
    language,
    url: questionnaireUrl(script.id),
    version: String(script.version),
    name: `Script_${script.id}`,
    ...inLanguages('title', script.title, language),
    status: script.status === 'draft' ? 'draft' : 'active',
    subjectType: ['Patient'],
    item: [...script.questions.map(item), outcomeGroup(language)],
  };
  return { questionnaire, lost: lostOf(script) };
}

function questionItem(
  script: ScriptData,
  { id, question }: CompiledQuestion,
  language: Language,
): QuestionnaireItem {
  const extension = extensionsOf(question, language);
  return {
    ...(extension.length === 0 ? {} : { extension }),
    linkId: id,
    ...inLanguages('text', question.say, language),
    type: typeOf(question),
    ...(question.when === undefined ? {} : (enableWhenOf(script, question.when) ?? {})),
    ...(question.type === 'many' ? { repeats: true } : {}),
    ...(question.type === 'choice' || question.type === 'many'
      ? {
          answerOption: Object.entries(question.options).map(([code, text]) => ({
            valueCoding: codingOf({ system: optionSystem(script.id, id), code, text, language }),
          })),
        }
      : {}),
  };
}

export function typeOf(question: Question): ItemType {
  switch (question.type) {
    case 'yes_no':
      return 'boolean';
    case 'choice':
    case 'many':
      return 'choice';
    case 'number':
      return 'quantity';
    case 'scale':
      return 'integer';
    default:
      return question.type;
  }
}

function extensionsOf(question: Question, language: Language): Extension[] {
  if (question.type !== 'number' && question.type !== 'scale') return [];
  const whole = question.type === 'scale';
  const bound = (url: string, value: number): Extension =>
    whole ? { url, valueInteger: value } : { url, valueDecimal: value };
  const range = [bound(minValueUrl, question.min), bound(maxValueUrl, question.max)];
  if (question.type === 'scale') return range;
  const code = ucumOf(question.unit);
  const display = units[question.unit][language];
  const unit = code === undefined ? { display } : { system: ucum, code, display };
  return [...range, { url: unitUrl, valueCoding: unit }];
}

function outcomeGroup(language: Language): QuestionnaireItem {
  const answerOption = dispositionCodes.map((code) => ({
    valueCoding: codingOf({ system: dispositionSystem, code, text: dispositions[code].text, language }),
  }));
  const choice = (linkId: string, text: LocalText): QuestionnaireItem => ({
    linkId,
    ...inLanguages('text', text, language),
    type: 'choice',
    answerOption,
  });
  return {
    linkId: outcomeLink,
    ...inLanguages('text', outcomeTexts.group, language),
    type: 'group',
    item: [choice(proposedLink, outcomeTexts.proposed), choice(chosenLink, outcomeTexts.chosen)],
  };
}

interface Coded {
  readonly system: string;
  readonly code: string;
  readonly text: LocalText;
  readonly language: Language;
}

function codingOf({ system, code, text, language }: Coded): Coding {
  return { system, code, ...inLanguages('display', text, language) };
}

/** A text in one language, with the others as the standard's translations. */
function inLanguages<Name extends 'text' | 'title' | 'display'>(
  name: Name,
  text: LocalText,
  language: Language,
): { [Key in Name]: string } & { [Key in `_${Name}`]: { extension: Extension[] } } {
  const extension = languages
    .filter((one) => one !== language)
    .map(
      (lang): Extension => ({
        url: translationUrl,
        extension: [
          { url: 'lang', valueCode: lang },
          { url: 'content', valueString: text[lang] },
        ],
      }),
    );
  return { [name]: text[language], [`_${name}`]: { extension } } as ReturnType<typeof inLanguages<Name>>;
}

function lostOf(script: ScriptData): Lost[] {
  const lists = ['guidance', 'advice', 'safetyNet', 'plan', 'support', 'channel'] as const;
  return [
    { path: 'decide', reasons: [loss.rules(script.rules.length)] },
    ...(script.raises.length === 0 ? [] : [{ path: 'raise', reasons: [loss.raises(script.raises.length)] }]),
    ...lists
      .filter((list) => script[list].length > 0)
      .map((list) => ({ path: list, reasons: [loss.linesAfterOutcome(script[list].length)] })),
    ...script.questions.flatMap(({ id, question, topic }): Lost[] => [
      ...(question.hint === undefined ? [] : [{ path: `ask.${id}.hint`, reasons: [loss.hint] }]),
      ...(topic === null ? [] : [{ path: `ask.${id}.topic`, reasons: [loss.orderOfAsking] }]),
      ...(question.when !== undefined && enableWhenOf(script, question.when) === null
        ? [{ path: `ask.${id}.when`, reasons: [loss.noComparisons] }]
        : []),
      ...(question.type === 'scale' ? [{ path: `ask.${id}.ends`, reasons: [loss.endsOfScale] }] : []),
    ]),
    { path: 'ask', reasons: [loss.meaningOfAnswers] },
    { path: 'sources', reasons: [loss.sources(script.sources.length)] },
    { path: 'keywords', reasons: [loss.searchWords] },
  ];
}

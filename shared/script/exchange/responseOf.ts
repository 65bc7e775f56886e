// Keeps EX6. A finished assessment as a FHIR R4 QuestionnaireResponse to the script's own Questionnaire.
import { own } from '../../base/own.ts';
import type { Language } from '../../base/text.ts';
import type { Answer, Answers } from '../assess.ts';
import { unknownAnswer } from '../compile/answerClass.ts';
import type { CompiledQuestion, ScriptData } from '../compiledScript.ts';
import { dispositionCodes, dispositions } from '../disposition.ts';
import { units } from '../unit.ts';
import {
  absentReasonUrl,
  assessmentSystem,
  clientSystem,
  dispositionSystem,
  type Extension,
  type Lost,
  optionSystem,
  type Questionnaire,
  type QuestionnaireResponse,
  type ResponseAnswer,
  type ResponseItem,
  ucum,
  userSystem,
} from './fhirShapes.ts';
import { loss } from './lossReasons.ts';
import {
  chosenLink,
  outcomeLink,
  outcomeTexts,
  proposedLink,
  questionnaireOf,
  typeOf,
} from './questionnaireOf.ts';
import { ucumOf } from './unitCode.ts';

export interface FinishedAssessment {
  readonly assessmentId: string;
  /** Null for anonymous advice: the response then has no subject. */
  readonly clientId: string | null;
  readonly author: string;
  readonly authoredAt: string;
  readonly answers: Answers;
  readonly proposed: string;
  readonly chosen: string;
  /** Questions with two versions of an answer: neither is exported as the answer. */
  readonly disputed: readonly string[];
  readonly language: Language;
}

export interface FhirExport {
  readonly response: QuestionnaireResponse;
  readonly questionnaire: Questionnaire;
  readonly lost: readonly Lost[];
}

export function responseOf(script: ScriptData, finished: FinishedAssessment): FhirExport {
  const { questionnaire, lost } = questionnaireOf(script, finished.language);
  const { answers, language, clientId } = finished;
  const items = script.questions.flatMap((question): ResponseItem[] => {
    const answer = own(answers, question.id);
    if (answer === undefined) return [];
    const given = answersOf(script, question, { answer, language });
    return [{ linkId: question.id, text: question.question.say[language], answer: given }];
  });
  const response: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    language,
    identifier: { system: assessmentSystem, value: finished.assessmentId },
    questionnaire: `${questionnaire.url}|${questionnaire.version}`,
    status: 'completed',
    ...(clientId === null ? {} : { subject: identified(clientSystem, clientId) }),
    authored: finished.authoredAt,
    author: identified(userSystem, finished.author),
    item: [...items, outcomeItem(finished)],
  };
  return { response, questionnaire, lost: [...lostAnswers(script, finished), ...lost] };
}

function identified(system: string, value: string) {
  return { identifier: { system, value } };
}

interface Given {
  readonly answer: Answer;
  readonly language: Language;
}

function answersOf(
  script: ScriptData,
  compiled: CompiledQuestion,
  { answer, language }: Given,
): ResponseAnswer[] {
  const { question, id } = compiled;
  if (answer === unknownAnswer) return [absent(compiled, 'asked-unknown')];
  switch (question.type) {
    case 'yes_no':
      return [{ valueBoolean: answer === 'yes' }];
    case 'choice':
    case 'many': {
      const chosen = Array.isArray(answer) ? answer : [String(answer)];
      // "None of these" is an answer, and must not look like a question that was not asked.
      if (chosen.length === 0) return [absent(compiled, 'not-applicable')];
      return chosen.map((code: string) => ({
        valueCoding: {
          system: optionSystem(script.id, id),
          code,
          display: own(question.options, code)?.[language] ?? code,
        },
      }));
    }
    case 'number': {
      const code = ucumOf(question.unit);
      const unit = units[question.unit][language];
      const coded = code === undefined ? { unit } : { unit, system: ucum, code };
      return [{ valueQuantity: { value: Number(answer), ...coded } }];
    }
    case 'scale':
      return [{ valueInteger: Number(answer) }];
    case 'date':
      return [{ valueDate: String(answer) }];
    case 'text':
      // The standard knows no empty string.
      return String(answer) === '' ? [absent(compiled, 'not-applicable')] : [{ valueString: String(answer) }];
  }
}

/** A value that is not there, with the reason, in the way the standard has for it. */
function absent({ question }: CompiledQuestion, reason: 'asked-unknown' | 'not-applicable'): ResponseAnswer {
  const extension: Extension[] = [{ url: absentReasonUrl, valueCode: reason }];
  switch (typeOf(question)) {
    case 'boolean':
      return { _valueBoolean: { extension } };
    case 'quantity':
      return { valueQuantity: { extension } };
    case 'integer':
      return { _valueInteger: { extension } };
    case 'date':
      return { _valueDate: { extension } };
    case 'text':
      return { _valueString: { extension } };
    default:
      return { valueCoding: { extension } };
  }
}

function outcomeItem({ proposed, chosen, language }: FinishedAssessment): ResponseItem {
  const outcome = (linkId: string, text: string, code: string): ResponseItem => {
    const known = dispositionCodes.find((one) => one === code);
    const display = known === undefined ? code : dispositions[known].text[language];
    return { linkId, text, answer: [{ valueCoding: { system: dispositionSystem, code, display } }] };
  };
  return {
    linkId: outcomeLink,
    text: outcomeTexts.group[language],
    item: [
      outcome(proposedLink, outcomeTexts.proposed[language], proposed),
      outcome(chosenLink, outcomeTexts.chosen[language], chosen),
    ],
  };
}

function lostAnswers(script: ScriptData, { answers, disputed }: FinishedAssessment): Lost[] {
  const gone = Object.keys(answers).filter((id) => own(script.indexOf, id) === undefined);
  return [
    ...disputed.map((id) => ({ path: `answers.${id}`, reasons: [loss.twoVersions] })),
    ...gone.map((id) => ({ path: `answers.${id}`, reasons: [loss.notInVersion] })),
    { path: 'answers', reasons: [loss.whoAnswered] },
    {
      path: 'decision',
      reasons: [loss.decisionDetails],
    },
  ];
}

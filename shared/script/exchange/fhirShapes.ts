// The part of FHIR R4 that goes in and out here, by the names of the standard.
import type { LocalText } from '../../base/text.ts';

export interface Extension {
  readonly url: string;
  readonly valueCode?: string;
  readonly valueString?: string;
  readonly valueInteger?: number;
  readonly valueDecimal?: number;
  readonly valueCoding?: Coding;
  readonly extension?: readonly Extension[];
}

export interface Coding {
  readonly extension?: readonly Extension[];
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
  readonly _display?: { readonly extension: readonly Extension[] };
}

export interface Quantity {
  readonly extension?: readonly Extension[];
  readonly value?: number;
  readonly unit?: string;
  readonly system?: string;
  readonly code?: string;
}

export type ItemType = 'group' | 'boolean' | 'choice' | 'quantity' | 'integer' | 'date' | 'text';

export interface EnableWhen {
  readonly question: string;
  readonly operator: '=' | '!=' | '>' | '<' | '>=' | '<=' | 'exists';
  readonly answerBoolean?: boolean;
  readonly answerInteger?: number;
  readonly answerQuantity?: Quantity;
  readonly answerCoding?: Coding;
}

export interface QuestionnaireItem {
  readonly extension?: readonly Extension[];
  readonly linkId: string;
  readonly text: string;
  readonly _text?: { readonly extension: readonly Extension[] };
  readonly type: ItemType;
  readonly enableWhen?: readonly EnableWhen[];
  readonly enableBehavior?: 'all' | 'any';
  readonly repeats?: boolean;
  readonly answerOption?: readonly { readonly valueCoding: Coding }[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface Questionnaire {
  readonly resourceType: 'Questionnaire';
  readonly language: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly _title?: { readonly extension: readonly Extension[] };
  readonly status: 'draft' | 'active';
  readonly subjectType: readonly ['Patient'];
  readonly item: readonly QuestionnaireItem[];
}

export interface ResponseAnswer {
  readonly valueBoolean?: boolean;
  readonly _valueBoolean?: { readonly extension: readonly Extension[] };
  readonly valueCoding?: Coding;
  readonly valueQuantity?: Quantity;
  readonly valueInteger?: number;
  readonly _valueInteger?: { readonly extension: readonly Extension[] };
  readonly valueDate?: string;
  readonly _valueDate?: { readonly extension: readonly Extension[] };
  readonly valueString?: string;
  readonly _valueString?: { readonly extension: readonly Extension[] };
}

export interface ResponseItem {
  readonly linkId: string;
  readonly text: string;
  readonly answer?: readonly ResponseAnswer[];
  readonly item?: readonly ResponseItem[];
}

interface Identified {
  readonly identifier: { readonly system: string; readonly value: string };
}

export interface QuestionnaireResponse {
  readonly resourceType: 'QuestionnaireResponse';
  readonly language: string;
  readonly identifier: { readonly system: string; readonly value: string };
  readonly questionnaire: string;
  readonly status: 'completed';
  readonly subject?: Identified;
  readonly authored: string;
  readonly author?: Identified;
  readonly item: readonly ResponseItem[];
}

/** What has no place on the other side, and why. */
export interface Lost {
  readonly path: string;
  /** One or several, each in all languages. */
  readonly reasons: readonly LocalText[];
}

const standard = 'http://hl7.org/fhir/StructureDefinition';
export const translationUrl = `${standard}/translation`;
export const absentReasonUrl = `${standard}/data-absent-reason`;
export const minValueUrl = `${standard}/minValue`;
export const maxValueUrl = `${standard}/maxValue`;
export const unitUrl = `${standard}/questionnaire-unit`;
export const unitOptionUrl = `${standard}/questionnaire-unitOption`;
export const ucum = 'http://unitsofmeasure.org';

/** Where our own questionnaires and codes live; the address is a name and is never asked. */
const home = 'https://example.invalid/luotsi';
export const questionnaireUrl = (scriptId: string) => `${home}/Questionnaire/${scriptId}`;
export const optionSystem = (scriptId: string, questionId: string) =>
  `${home}/CodeSystem/${scriptId}.${questionId}`;
export const dispositionSystem = `${home}/CodeSystem/disposition`;
export const assessmentSystem = `${home}/assessment`;
export const clientSystem = `${home}/client`;
export const userSystem = `${home}/user`;

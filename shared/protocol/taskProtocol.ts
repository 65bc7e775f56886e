// Tasks of a page: calculated aside in a worker of the engine, under limits, storing nothing.
import { z } from 'zod';
import { recordIdPattern } from '../base/brandedId.ts';
import { assessmentId, questionId, storedAnswer } from '../domain/assessment/assessmentFacts.ts';
import type {
  ComparisonView,
  ImportView,
  OutlineView,
  ProofView,
  ReplayView,
  ResponseView,
  TextProblem,
  TrialView,
} from './authoringViews.ts';

/** Characters of an authored text; longer ones are no script and are refused before they are read. */
export const scriptTextCharsMax = 131_072;
/** Characters of a FHIR Questionnaire as JSON. */
export const questionnaireCharsMax = 1_048_576;
/** Characters of one message with a task: two texts side by side, or one questionnaire. */
export const taskMessageBytesMax = 1_200_000;

const text = z.string().max(scriptTextCharsMax, 'textTooLong');

/** Every task with the shape of its arguments. */
export const deskTasks = {
  'script.prove': z.strictObject({ text }),
  'script.outline': z.strictObject({ text }),
  /** The script as a conversation: where these answers lead. */
  'script.try': z.strictObject({ text, answers: z.record(questionId, storedAnswer).default({}) }),
  'script.compare': z.strictObject({ left: text, right: text }),
  /** This desk's stored assessments of the script, through this text. */
  'script.replay': z.strictObject({ text }),
  'script.importQuestionnaire': z.strictObject({
    json: z.string().max(questionnaireCharsMax, 'textTooLong'),
    scriptId: questionId,
  }),
  /** A finished assessment as a FHIR R4 QuestionnaireResponse. */
  'script.exportResponse': z.strictObject({
    contactId: z.string().max(100).regex(recordIdPattern),
    assessmentId,
  }),
} as const satisfies Record<string, z.ZodType>;
export type TaskName = keyof typeof deskTasks;
export type TaskArgs<Name extends TaskName> = z.input<(typeof deskTasks)[Name]>;
export type ParsedTaskArgs<Name extends TaskName> = z.output<(typeof deskTasks)[Name]>;

/**
 * A text that is no script is a result with its problems, not a refusal. Refused are: `replaced` (the page asked
 * for the same kind again), `takesTooLong` and `tooLarge` (the limits of the worker), and what commands are refused for.
 */
export interface TaskResults {
  'script.prove': ProofView;
  'script.outline': { readonly outline: OutlineView | null; readonly problems: readonly TextProblem[] };
  'script.try': TrialView;
  'script.compare': ComparisonView;
  'script.replay': ReplayView;
  'script.importQuestionnaire': ImportView;
  'script.exportResponse': ResponseView;
}

export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(deskTasks, name);
}

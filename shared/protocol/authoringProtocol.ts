// What a clinical lead asks of the script library; spread into the desk's protocol.
import { z } from 'zod';
import { filledText, lineCharsMax, shortCharsMax } from '../base/text.ts';
import { questionId } from '../domain/assessment/assessmentFacts.ts';
import { authoredIdPattern, authoredTextCharsMax, draftIdPattern } from '../domain/script/scriptVersion.ts';
import type { LibraryRow, QuestionCostView, ScriptSourceView } from './authoringViews.ts';

const draftId = z.string().regex(draftIdPattern);
const draftRef = z.strictObject({ draftId });
const version = z.int().positive().max(99_999);
const text = filledText(authoredTextCharsMax);

export const authoringCommands = {
  /** Drafts the next version; without a text it begins as a copy of `fromVersion`, or of the newest. */
  'script.draft': z.strictObject({
    scriptId: z.string().regex(authoredIdPattern),
    fromVersion: version.nullable().default(null),
    text: text.nullable().default(null),
  }),
  'script.setText': z.strictObject({ draftId, text }),
  /** `hash` is of the text that was read; when the draft has another one by now, the approval is refused. */
  'script.approve': z.strictObject({
    draftId,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    title: filledText(shortCharsMax),
  }),
  /** A wish: the region proves the text itself and signs it, or says which property does not hold. */
  'script.release': draftRef,
  'script.withdraw': z.strictObject({ scriptId: questionId, version, reason: filledText(lineCharsMax) }),
} as const satisfies Record<string, z.ZodType>;

export interface AuthoringResults {
  'script.draft': { draftId: string; version: number };
  'script.setText': ScriptSourceView;
  'script.approve': ScriptSourceView;
  'script.release': ScriptSourceView;
  'script.withdraw': ScriptSourceView;
}

export const authoringQueries = {
  'script.library': z.strictObject({}),
  'script.source': z.strictObject({ scriptId: questionId, version }),
  'script.draftSource': draftRef,
  /** What the questions of a version cost and changed, in the newest assessments on this desk. Not followed: asked anew. */
  'script.cost': z.strictObject({ scriptId: questionId, version }),
} as const satisfies Record<string, z.ZodType>;

export interface AuthoringQueryResults {
  'script.library': readonly LibraryRow[];
  'script.source': ScriptSourceView;
  'script.draftSource': ScriptSourceView;
  'script.cost': readonly QuestionCostView[];
}

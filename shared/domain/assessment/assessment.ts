import type { Actor, Field } from '../field/field.ts';

export type StoredAnswer = string | number | readonly string[];

/**
 * How an answer came: asked aloud, told before it was asked, taken from the client's record, given to the same
 * question of another assessment of this contact, or kept from an earlier contact because the caller said so.
 */
export const answerSources = ['asked', 'volunteered', 'record', 'shared', 'earlier'] as const;
export type AnswerSource = (typeof answerSources)[number];

/** The assessment an answer was first given in; `contactId` is null when that is in the same contact. */
export interface AnswerOrigin {
  readonly contactId: string | null;
  readonly assessmentId: string;
}

export interface GivenAnswer {
  readonly answer: StoredAnswer;
  readonly source: AnswerSource;
  readonly from?: AnswerOrigin;
}

export interface Decision {
  readonly proposed: string;
  readonly chosen: string;
  readonly direction: 'accept' | 'raise' | 'lower';
  readonly reason: string | null;
  readonly by: Actor;
  readonly at: string;
  /** Lowering asks for a second person; until then the decision stands, marked as unconfirmed. */
  readonly confirmedBy: Actor | null;
  readonly seq: number;
  readonly opId: string;
}

/** One run of one script version within a contact. Answers are the truth; the place is found by replaying them. */
export interface Assessment {
  readonly id: string;
  readonly scriptId: string;
  readonly scriptVersion: number;
  readonly startedAt: string;
  readonly startedBy: Actor;
  /** Latest versions per question id, in the order of first answering. Two versions: the question is open again. */
  readonly answers: Readonly<Record<string, Field<GivenAnswer>>>;
  readonly decision: Decision | null;
  /** A concurrent decision made elsewhere; the more urgent one is shown first until a person chooses. */
  readonly otherDecisions: readonly Decision[];
  readonly safetyNetReadAt: string | null;
  readonly teachBack: boolean;
  /** What the caller says has changed since the earlier contact; absent where nobody was asked. */
  readonly changeTold?: Field<string>;
}

/** Runs of scripts in one contact. More than this is no conversation any more. */
export const assessmentsMax = 12;

/** Every decision that stands, the newest first: several while people decided apart. */
export function decisionsOf({
  decision,
  otherDecisions,
}: Pick<Assessment, 'decision' | 'otherDecisions'>): readonly Decision[] {
  return decision === null ? otherDecisions : [decision, ...otherDecisions];
}

import type { Actor, Field } from '../field/field.ts';

export type StoredAnswer = string | number | readonly string[];

/** How an answer came: asked aloud, told before it was asked, taken from the client's record. */
export type AnswerSource = 'asked' | 'volunteered' | 'record';

export interface GivenAnswer {
  readonly answer: StoredAnswer;
  readonly source: AnswerSource;
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
}

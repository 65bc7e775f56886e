// Keeps LW7. What has been told in a trial, in the order it was told.
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';

export interface GivenAnswer {
  readonly questionId: string;
  readonly answer: StoredAnswer;
}

/** A changed answer keeps its place in the talk: what came after it was told after it. */
export function given(told: readonly GivenAnswer[], one: GivenAnswer): readonly GivenAnswer[] {
  const isKnown = told.some((before) => before.questionId === one.questionId);
  return isKnown
    ? told.map((before) => (before.questionId === one.questionId ? one : before))
    : [...told, one];
}

export function answersOf(told: readonly GivenAnswer[]): Record<string, StoredAnswer> {
  return Object.fromEntries(told.map((one) => [one.questionId, one.answer]));
}

// Keeps RC6. Where an answer leads.
import type { AssessmentNow } from '../../../shared/protocol/deskViews.ts';
import { groupOfNext, type QuestionGroup } from './questionGroups.ts';

/** The place of a focus wish that means the situation panel and not a question. */
export const situationFocus = ' situation';

export function isEmergency(view: AssessmentNow['view']): boolean {
  return view.proposal?.disposition === 'emergency_112';
}

/** Answered in another topic while this one still waits: the caller told it before it was asked. */
export function toldUnasked(
  groups: readonly QuestionGroup[],
  next: string | null,
  questionId: string,
): boolean {
  const asking = groupOfNext(groups, next);
  const answered = groups.find((group) => group.questions.some((one) => one.question.id === questionId));
  return asking !== null && answered !== undefined && answered.id !== asking;
}

/**
 * Where an answer leads: to the proposal when it has become certain and waits for the nurse, else to the next
 * needed question after this one in the same topic, else to what the script asks next.
 */
export function nextStop(
  groups: readonly QuestionGroup[],
  answered: string,
  now: AssessmentNow,
): string | null {
  if (now.view.proposal !== null && now.decision === null) return situationFocus;
  const group = groups.find((one) => one.questions.some(({ question }) => question.id === answered));
  const ids = group?.questions.map(({ question }) => question.id) ?? [];
  const later = ids.slice(ids.indexOf(answered) + 1).find((id) => now.view.needed.includes(id));
  return later ?? now.view.next;
}

// Keeps RC2. The questions of a script as the screen shows them: topic by topic, each with where it stands.
import type { AssessmentNow, QuestionView, ScriptView } from '../../../shared/protocol/deskViews.ts';

/**
 * `quiet`: it can no longer change the urgency, yet may be answered. `support`: it never could; it serves
 * the plan and the receiver.
 */
export type QuestionPlace = 'next' | 'needed' | 'answered' | 'disputed' | 'quiet' | 'support';

export interface PlacedQuestion {
  readonly question: QuestionView;
  readonly place: QuestionPlace;
}

export interface QuestionGroup {
  readonly id: string;
  readonly block: QuestionView['block'];
  readonly topic: string;
  readonly questions: readonly PlacedQuestion[];
  readonly answered: number;
  readonly needed: number;
}

export function questionPlace(question: QuestionView, assessment: AssessmentNow): QuestionPlace {
  const given = assessment.answers[question.id];
  if (given?.disputed) return 'disputed';
  if (given !== undefined) return 'answered';
  if (askedNext(assessment) === question.id) return 'next';
  if (assessment.view.needed.includes(question.id)) return 'needed';
  return question.block === 'info' ? 'support' : 'quiet';
}

/** Topics stand in the order of their first question, so the opening safety screen is first as the script has it. */
export function questionGroups(script: ScriptView, assessment: AssessmentNow): readonly QuestionGroup[] {
  const groups = new Map<string, PlacedQuestion[]>();
  for (const question of script.questions) {
    const id = groupId(question);
    const placed = { question, place: questionPlace(question, assessment) };
    groups.set(id, [...(groups.get(id) ?? []), placed]);
  }
  return [...groups].flatMap(([id, questions]) => {
    const first = questions[0]?.question;
    if (first === undefined) return [];
    return [
      {
        id,
        block: first.block,
        topic: first.topic,
        questions,
        answered: questions.filter((one) => one.place === 'answered').length,
        needed: questions.filter((one) => isWaiting(one.place)).length,
      },
    ];
  });
}

/** A topic of the script may have questions of the information stage; those are shown in a group of their own. */
export function groupId(question: QuestionView): string {
  return question.block === 'script' ? `script:${question.topic}` : question.block;
}

/**
 * What the nurse should ask now. While a certain proposal waits for the nurse's decision that is nothing:
 * further information never comes before it.
 */
export function askedNext({ view, decision }: AssessmentNow): string | null {
  return view.proposal !== null && decision === null ? null : view.next;
}

/** The group that holds what is asked next; the last shown one while nothing is. */
export function groupOfNext(groups: readonly QuestionGroup[], next: string | null): string | null {
  const found = groups.find((group) => group.questions.some((one) => one.question.id === next));
  return found?.id ?? null;
}

export function neighbourGroup(
  groups: readonly QuestionGroup[],
  current: string | null,
  step: 1 | -1,
): string | null {
  const at = groups.findIndex((group) => group.id === current);
  return groups[Math.min(groups.length - 1, Math.max(0, at + step))]?.id ?? null;
}

function isWaiting(place: QuestionPlace): boolean {
  return place === 'next' || place === 'needed' || place === 'disputed';
}

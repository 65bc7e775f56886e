// Keeps PA1–PA5. How one assessment stands, and how all of a contact's stand together.
import { own } from '../../../shared/base/own.ts';
import type { Assessment, StoredAnswer } from '../../../shared/domain/assessment/assessment.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import type { AnswerNow, AssessmentNow, AssessmentReply } from '../../../shared/protocol/deskViews.ts';
import { isSameQuestion } from '../../../shared/script/several/sameQuestion.ts';
import type { Reading } from '../query.ts';
import { assessmentView, countedAnswers, type ScriptShelf, shownLines } from '../scriptShelf.ts';
import { earlierAnswers, earlierContacts } from './earlierContacts.ts';
import { contactUrgency, urgencyOf } from './urgency.ts';

export function assessedNow(reading: Reading, contact: Contact): AssessmentNow[] {
  const { shelf } = reading;
  const earlier = earlierContacts(reading, contact);
  return contact.assessments.map((assessment): AssessmentNow => {
    const view = assessmentView(shelf, assessment);
    return {
      id: assessment.id,
      scriptId: assessment.scriptId,
      scriptVersion: assessment.scriptVersion,
      title: shelf.version(assessment.scriptId, assessment.scriptVersion)?.title ?? null,
      answers: answersNow(shelf, contact, assessment),
      view,
      urgency: urgencyOf(assessment, view),
      earlier: earlierAnswers(shelf, earlier, assessment),
      changeTold: assessment.changeTold ?? [],
      decision: assessment.decision,
      otherDecisions: assessment.otherDecisions,
      safetyNetReadAt: assessment.safetyNetReadAt,
      teachBack: assessment.teachBack,
      lines: shownLines(shelf, assessment),
    };
  });
}

/** The reply of a command about one assessment; the others may have changed with it. */
export function assessmentReply(
  reading: Reading,
  contact: Contact,
  assessmentId: string,
): AssessmentReply | null {
  const assessed = assessedNow(reading, contact);
  const assessment = assessed.find((one) => one.id === assessmentId);
  if (assessment === undefined) return null;
  return { contactId: contact.id, assessment, urgency: contactUrgency(assessed) };
}

export function answersNow(
  shelf: ScriptShelf,
  contact: Contact,
  assessment: Assessment,
): Record<string, AnswerNow> {
  const answers: Record<string, AnswerNow> = {};
  for (const [questionId, field] of Object.entries(assessment.answers)) {
    const given = fieldValue(field);
    if (given === undefined) continue;
    const now: AnswerNow = { ...given, disputed: isDisputed(field) };
    const differs = isAnsweredOtherwise({ shelf, contact, assessment }, questionId, given.answer);
    answers[questionId] = differs ? { ...now, differs: true } : now;
  }
  return answers;
}

interface Beside {
  readonly shelf: ScriptShelf;
  readonly contact: Contact;
  readonly assessment: Assessment;
}

/** Two desks answered a shared question in different assessments without seeing each other. */
function isAnsweredOtherwise(
  { shelf, contact, assessment }: Beside,
  questionId: string,
  answer: StoredAnswer,
): boolean {
  if (contact.assessments.length < 2) return false;
  const script = shelf.version(assessment.scriptId, assessment.scriptVersion);
  return contact.assessments.some((other) => {
    const given = own(countedAnswers(other), questionId);
    const beside = shelf.version(other.scriptId, other.scriptVersion);
    if (other.id === assessment.id || given === undefined) return false;
    if (script === undefined || beside === undefined) return false;
    return isSameQuestion(script, beside, questionId) && JSON.stringify(given) !== JSON.stringify(answer);
  });
}

import { languages } from '../../../shared/base/text.ts';
import type { Assessment } from '../../../shared/domain/assessment/assessment.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { FinishedAssessment } from '../../../shared/script/exchange/responseOf.ts';
import { countedAnswers } from '../scriptShelf.ts';

/** What of a contact goes out with one of its assessments; null while nothing has been decided. */
export function finishedAssessment(contact: Contact, assessment: Assessment): FinishedAssessment | null {
  const { decision, startedBy } = assessment;
  if (decision === null) return null;
  const link = fieldValue(contact.client);
  const answers = countedAnswers(assessment);
  return {
    assessmentId: assessment.id,
    clientId: link?.kind === 'identified' ? link.clientId : null,
    author: startedBy.user,
    authoredAt: decision.at,
    answers,
    proposed: decision.proposed,
    chosen: decision.chosen,
    disputed: Object.keys(assessment.answers).filter((id) => !Object.hasOwn(answers, id)),
    // The language the caller was asked in; the standard has one language for a resource.
    language: languages.find((one) => one === fieldValue(contact.language)) ?? 'fi',
  };
}

// Keeps RP1–RP4. What this desk holds of a repeat caller; the same without a network.
import { listContactIdsOfClient } from '../../../db/workstation/recordRows.ts';
import { own } from '../../../shared/base/own.ts';
import type { Assessment } from '../../../shared/domain/assessment/assessment.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { isEarlier, repeatSince } from '../../../shared/domain/contact/repeatContact.ts';
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import type {
  EarlierAnswers,
  EarlierAssessmentView,
  EarlierContactView,
} from '../../../shared/protocol/deskViews.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';
import { countsIn, mayKeepEarlier } from '../../../shared/script/several/sameQuestion.ts';
import { findReadable, type Reading, recordQuery } from '../query.ts';
import type { DeskStore } from '../record/deskStore.ts';
import { allCalls, callsTopics, topicOf } from '../record/topics.ts';
import { assessmentView, countedAnswers, type ScriptShelf } from '../scriptShelf.ts';
import { questionView } from './scriptViews.ts';
import { urgencyOf } from './urgency.ts';

const earlierMax = 10;

interface Holding {
  readonly store: DeskStore;
  readonly session: Session;
}

/** Whom a contact is surely about: nobody while two desks differ. */
export function clientOf(contact: Contact): string | null {
  const link = fieldValue(contact.client);
  return link?.kind === 'identified' && !isDisputed(contact.client) ? link.clientId : null;
}

/** Of the client the contact is about, or of one it is just being linked to. Newest first. */
export function earlierContacts(
  from: Holding,
  contact: Contact,
  clientId: string | null = clientOf(contact),
): readonly Contact[] {
  if (clientId === null) return [];
  const window = { from: repeatSince(contact), limit: earlierMax + 1 };
  return listContactIdsOfClient(from.store.db, clientId, window)
    .flatMap((id) => findReadable(from, 'contact', id) ?? [])
    .filter((other) => isEarlier(other, contact))
    .slice(0, earlierMax);
}

/** The newest run of the same script in an earlier contact, with what of it this script can still ask. */
export function earlierAnswers(
  shelf: ScriptShelf,
  earlier: readonly Contact[],
  assessment: Pick<Assessment, 'scriptId' | 'scriptVersion'>,
): EarlierAnswers | null {
  const found = earlierRun(earlier, assessment.scriptId);
  const to = shelf.version(assessment.scriptId, assessment.scriptVersion);
  if (found === null || to === undefined) return null;
  const { contact, run } = found;
  const from = shelf.version(run.scriptId, run.scriptVersion) ?? to;
  const answers: Record<string, EarlierAnswers['answers'][string]> = {};
  for (const [questionId, answer] of Object.entries(countedAnswers(run))) {
    if (!countsIn({ from, to }, questionId, answer)) continue;
    answers[questionId] = { answer, mayKeep: mayKeepEarlier(to, questionId) };
  }
  const { disposition } = urgencyOf(run, assessmentView(shelf, run));
  return { contactId: contact.id, assessmentId: run.id, at: run.startedAt, disposition, answers };
}

export function earlierRun(
  earlier: readonly Contact[],
  scriptId: string,
): { readonly contact: Contact; readonly run: Assessment } | null {
  for (const contact of earlier) {
    const run = contact.assessments.findLast((one) => one.scriptId === scriptId);
    if (run !== undefined) return { contact, run };
  }
  return null;
}

/** What a contact is shown with changes with it, with the others of its client, and as a script comes to this desk. */
export function earlierTopics(
  { contactId }: { readonly contactId: string },
  reading: Reading | null,
): readonly string[] {
  const contact = reading === null ? undefined : findReadable(reading, 'contact', contactId);
  const calls = contact === undefined ? [] : [allCalls, ...callsTopics(contact)];
  return [topicOf('contact', contactId), 'scripts', ...calls];
}

export const contactEarlier = recordQuery('contact.earlier', earlierTopics, (reading, { contactId }) => {
  const contact = findReadable(reading, 'contact', contactId);
  if (contact === undefined) return { refused: 'notFound' };
  return earlierContacts(reading, contact).map((one) => earlierView(reading.shelf, one));
});

function earlierView(shelf: ScriptShelf, contact: Contact): EarlierContactView {
  return {
    contactId: contact.id,
    openedAt: contact.openedAt,
    closedAt: contact.closedAt,
    answeredBy: contact.answeredBy,
    reason: fieldValue(contact.reason) ?? '',
    outcome: fieldValue(contact.outcome) ?? null,
    assessments: contact.assessments.map((one) => earlierAssessment(shelf, one)),
  };
}

function earlierAssessment(shelf: ScriptShelf, assessment: Assessment): EarlierAssessmentView {
  const script = shelf.version(assessment.scriptId, assessment.scriptVersion);
  const view = assessmentView(shelf, assessment);
  const deciding = [...(view.proposal?.deciding ?? []), ...(view.proposal?.raised?.deciding ?? [])];
  return {
    assessmentId: assessment.id,
    scriptId: assessment.scriptId,
    title: script?.title ?? null,
    startedAt: assessment.startedAt,
    urgency: urgencyOf(assessment, view),
    because: view.proposal?.because ?? null,
    deciding: deciding.flatMap(({ questionId, answer }) => {
      const question = script?.questions[own(script.indexOf, questionId) ?? -1];
      return question === undefined ? [] : [{ question: questionView(question), answer }];
    }),
  };
}

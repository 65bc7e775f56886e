// Keeps PA2, PA3, KN2, RP3. Answers that an assessment need not ask for, each saying where it comes from.
import { own } from '../../../shared/base/own.ts';
import { mayAuthor } from '../../../shared/domain/access/policy.ts';
import type { Assessment, GivenAnswer, StoredAnswer } from '../../../shared/domain/assessment/assessment.ts';
import { ageOn } from '../../../shared/domain/client/identityCode.ts';
import { knownByRecord } from '../../../shared/domain/client/knownAnswers.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import { checkAnswer } from '../../../shared/script/assess.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { countsIn, mayKeepEarlier } from '../../../shared/script/several/sameQuestion.ts';
import type { Deciding, FactDraft } from '../command.ts';
import { clientOf, earlierRun } from '../queries/earlierContacts.ts';
import { birthDateOf } from '../record/projectRecord.ts';
import { countedAnswers, type ScriptShelf } from '../scriptShelf.ts';
import { contactFact } from './contactFact.ts';

export type CarriedAnswer = GivenAnswer & { readonly questionId: string };

export function answeredFact(contactId: string, assessmentId: string, carried: CarriedAnswer): FactDraft {
  return contactFact(contactId, 'assessment.answered', { assessmentId, ...carried, ms: null });
}

/** What a script that begins now is told: first what was answered in this call, then what the record knows. */
export function answersAtStart(
  deciding: Deciding,
  contact: Contact,
  script: CompiledScript,
): CarriedAnswer[] {
  const shared = sharedAnswers(deciding.shelf, contact, script);
  const answered = new Set(shared.map((one) => one.questionId));
  const known = recordAnswers(deciding, { contact, clientId: clientOf(contact), script });
  return [...shared, ...known.filter((one) => !answered.has(one.questionId))];
}

/** The newest answer of the contact's other assessments to each question that this script asks too. */
function sharedAnswers(shelf: ScriptShelf, contact: Contact, to: CompiledScript): CarriedAnswer[] {
  const newest = new Map<string, { readonly at: string; readonly carried: CarriedAnswer }>();
  for (const assessment of contact.assessments) {
    const from = shelf.version(assessment.scriptId, assessment.scriptVersion);
    if (from === undefined) continue;
    for (const [questionId, field] of Object.entries(assessment.answers)) {
      const version = field.at(-1);
      if (version === undefined || isDisputed(field)) continue;
      if (!countsIn({ from, to }, questionId, version.value.answer)) continue;
      if (version.at < (newest.get(questionId)?.at ?? '')) continue;
      newest.set(questionId, { at: version.at, carried: carriedFrom(assessment, questionId, version.value) });
    }
  }
  return [...newest.values()].map((one) => one.carried);
}

/** What came from the record or an earlier contact says so in every assessment. */
function carriedFrom(assessment: Assessment, questionId: string, given: GivenAnswer): CarriedAnswer {
  const { answer, source, from } = given;
  if (source === 'record') return { questionId, answer, source };
  if (from !== undefined) return { questionId, answer, source, from };
  return { questionId, answer, source: 'shared', from: { contactId: null, assessmentId: assessment.id } };
}

interface Knowing {
  readonly contact: Contact;
  readonly clientId: string | null;
  readonly script: CompiledScript;
}

/**
 * Age, listed conditions and medicines, and an earlier contact about the same matter are not asked again. Nothing is
 * ever answered "no" from the record: silence there is not a no.
 */
export function recordAnswers(deciding: Deciding, { contact, clientId, script }: Knowing): CarriedAnswer[] {
  const client = clientId === null ? undefined : deciding.find('client', clientId);
  if (client === undefined) return [];
  const birthDate = birthDateOf(client);
  const age = birthDate === null ? null : ageOn(birthDate, deciding.at);
  const isRepeat = earlierRun(deciding.earlierContacts(contact, client.id), script.id) !== null;
  const known: [string, StoredAnswer][] = [
    ...(age === null
      ? []
      : ([
          ['c_age_y', age.years],
          ['c_age_m', age.months],
        ] satisfies [string, number][])),
    ...knownByRecord(client).map((questionId): [string, StoredAnswer] => [questionId, 'yes']),
    ...(isRepeat ? [['c_repeat', 'yes'] satisfies [string, string]] : []),
  ];
  return known
    .filter(([questionId, answer]) => checkAnswer(script, questionId, answer).ok)
    .map(([questionId, answer]) => ({ questionId, answer, source: 'record' }));
}

/** The other assessments of the contact that a given answer is an answer to, and do not hold it yet. */
export function sharedFacts(
  shelf: ScriptShelf,
  contact: Contact,
  given: {
    readonly assessment: Assessment;
    readonly script: CompiledScript;
    readonly carried: CarriedAnswer;
  },
): FactDraft[] {
  const { assessment, script, carried } = given;
  return contact.assessments.flatMap((other) => {
    const to = shelf.version(other.scriptId, other.scriptVersion);
    if (other.id === assessment.id || to === undefined) return [];
    if (!countsIn({ from: script, to }, carried.questionId, carried.answer)) return [];
    if (carried.source === 'earlier' && !mayKeepEarlier(to, carried.questionId)) return [];
    const before = own(countedAnswers(other), carried.questionId);
    if (JSON.stringify(before) === JSON.stringify(carried.answer)) return [];
    return [answeredFact(contact.id, other.id, carriedFrom(assessment, carried.questionId, carried))];
  });
}

/**
 * The contact turns out to be about another client: what was taken from the first one's record goes, and what the
 * second one's record knows comes. Answers given by the caller stay.
 */
export function relinkFacts(deciding: Deciding, contact: Contact, clientId: string | null): FactDraft[] {
  const before = fieldValue(contact.client);
  // Whoever may not answer questions may still say whom the contact is about.
  const mayAnswer = mayAuthor(deciding.actor.role, 'assessment.answered');
  const isOther = before?.kind === 'identified' && before.clientId !== clientId;
  return contact.assessments.flatMap((assessment) => {
    const script = deciding.shelf.version(assessment.scriptId, assessment.scriptVersion);
    const foreign = isOther ? fromRecords(assessment) : [];
    const known =
      script === undefined || !mayAnswer ? [] : recordAnswers(deciding, { contact, clientId, script });
    const missing = known.filter(
      ({ questionId }) => own(assessment.answers, questionId) === undefined || foreign.includes(questionId),
    );
    const body = { assessmentId: assessment.id, questionIds: foreign };
    const facts = [
      ...(foreign.length === 0 ? [] : [contactFact(contact.id, 'assessment.answersWithdrawn', body)]),
      ...missing.map((carried) => answeredFact(contact.id, assessment.id, carried)),
    ];
    return facts.map((fact) => ({ ...fact, follows: true }));
  });
}

function fromRecords(assessment: Assessment): string[] {
  return Object.entries(assessment.answers).flatMap(([questionId, field]) => {
    const source = fieldValue(field)?.source;
    return source === 'record' || source === 'earlier' ? [questionId] : [];
  });
}

// Keeps AS1–AS6, CF5.
import { z } from 'zod';
import { recordIdPattern } from '../../base/brandedId.ts';
import { own } from '../../base/own.ts';
import type { Refusal } from '../../base/refusal.ts';
import { freeText, lineCharsMax, noteCharsMax } from '../../base/text.ts';
import { assessmentIn, type Contact } from '../contact/contact.ts';
import { type Fact, type FactStamp, fact } from '../fact.ts';
import { type Actor, type Field, hasSeen, writeField } from '../field/field.ts';
import {
  type Assessment,
  answerSources,
  type Decision,
  decisionsOf,
  type GivenAnswer,
} from './assessment.ts';

export const questionId = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
export const assessmentId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
export const storedAnswer = z.union([
  freeText(noteCharsMax),
  z.number().refine(Number.isFinite),
  z.array(z.string().max(64)).max(64).readonly(),
]);
export const dispositionCode = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const answerOrigin = z.strictObject({
  contactId: z.string().max(100).regex(recordIdPattern).nullable(),
  assessmentId,
});
const answeredBody = z.strictObject({
  assessmentId,
  questionId,
  answer: storedAnswer,
  source: z.enum(answerSources),
  ms: z.int().nonnegative().nullable(),
  from: answerOrigin.optional(),
});
const decisionBody = z.strictObject({
  assessmentId,
  proposed: dispositionCode,
  chosen: dispositionCode,
  direction: z.enum(['accept', 'raise', 'lower']),
  reason: freeText(lineCharsMax).nullable(),
});

function lacksAssessment(contact: Contact, body: { readonly assessmentId: string }): string | null {
  return assessmentIn(contact, body.assessmentId) === undefined ? body.assessmentId : null;
}

function change(contact: Contact, id: string, edit: (assessment: Assessment) => Assessment): Contact {
  return { ...contact, assessments: contact.assessments.map((one) => (one.id === id ? edit(one) : one)) };
}

/** A decision made without having seen the earlier one stands beside it; otherwise it replaces it. */
function decided(assessment: Assessment, decision: Decision, seen: (other: Decision) => boolean): Assessment {
  const otherDecisions = decisionsOf(assessment).filter((other) => !seen(other));
  return { ...assessment, decision, otherDecisions };
}

function givenAnswer({ answer, source, from }: z.infer<typeof answeredBody>): GivenAnswer {
  return from === undefined ? { answer, source } : { answer, source, from };
}

/** Two desks that answered the same do not disagree, whatever each had the answer from. */
function writeAnswer(
  field: Field<GivenAnswer> | undefined,
  stamp: FactStamp,
  given: GivenAnswer,
): Field<GivenAnswer> {
  const same = JSON.stringify(given.answer);
  const others = (field ?? []).filter((version) => JSON.stringify(version.value.answer) !== same);
  return writeField(others, stamp, given);
}

/** Versions that the author had not read stay: they are somebody else's answers. */
function withdraw(assessment: Assessment, stamp: FactStamp, questionIds: readonly string[]): Assessment {
  const answers: Record<string, Field<GivenAnswer>> = { ...assessment.answers };
  for (const id of questionIds) {
    const left = (own(answers, id) ?? []).filter((version) => !hasSeen(stamp, version));
    if (left.length > 0) answers[id] = left;
    else delete answers[id];
  }
  return { ...assessment, answers };
}

/** The id of the decision that is confirmed; without it, as programs before it was named, the newest. */
const decisionId = z.string().min(1).max(64).optional();

function decisionOf(assessment: Assessment, opId: string | undefined): Decision | null {
  if (opId === undefined) return assessment.decision;
  return decisionsOf(assessment).find((one) => one.opId === opId) ?? null;
}

/** A second person, not the one who lowered. One that was decided anew meanwhile is no longer there to confirm. */
export function mayConfirmLowering(
  assessment: Assessment | undefined,
  by: Actor,
  opId?: string,
): Refusal | null {
  const decision = assessment === undefined ? null : decisionOf(assessment, opId);
  if (decision?.direction !== 'lower') return { refused: 'noAssessment' };
  return decision.by.user === by.user ? { refused: 'notAllowed' } : null;
}

function confirmed(assessment: Assessment, by: Actor, opId: string | undefined): Assessment {
  const confirm = (one: Decision): Decision =>
    one.opId === (opId ?? assessment.decision?.opId) ? { ...one, confirmedBy: by } : one;
  const { decision, otherDecisions } = assessment;
  return {
    ...assessment,
    decision: decision === null ? null : confirm(decision),
    otherDecisions: otherDecisions.map(confirm),
  };
}

export const assessmentFacts = {
  'assessment.started': fact(
    'contact',
    z.strictObject({ assessmentId, scriptId: questionId, scriptVersion: z.int().positive() }),
    {
      begins: (body) => body.assessmentId,
      apply: (contact: Contact, stamp, body) => ({
        ...contact,
        assessments: [
          ...contact.assessments,
          {
            id: body.assessmentId,
            scriptId: body.scriptId,
            scriptVersion: body.scriptVersion,
            startedAt: stamp.at,
            startedBy: stamp.by,
            answers: {},
            decision: null,
            otherDecisions: [],
            safetyNetReadAt: null,
            teachBack: false,
          },
        ],
      }),
    },
  ),
  /** `ms` is the time from the question's showing to its answer, kept for the cost of questions. `from` came with 2. */
  'assessment.answered': fact('contact', answeredBody, {
    version: 2,
    lacks: lacksAssessment,
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) => ({
        ...assessment,
        answers: {
          ...assessment.answers,
          [body.questionId]: writeAnswer(own(assessment.answers, body.questionId), stamp, givenAnswer(body)),
        },
      })),
  }),
  'assessment.decided': fact('contact', decisionBody, {
    lacks: lacksAssessment,
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) =>
        decided(
          assessment,
          {
            proposed: body.proposed,
            chosen: body.chosen,
            direction: body.direction,
            reason: body.reason,
            by: stamp.by,
            at: stamp.at,
            confirmedBy: null,
            seq: stamp.seq,
            opId: stamp.opId,
          },
          (other) => hasSeen(stamp, other),
        ),
      ),
  }),
  /** `decision` came with 2. */
  'assessment.loweringConfirmed': fact('contact', z.strictObject({ assessmentId, decision: decisionId }), {
    version: 2,
    claim: (contact: Contact, stamp, body) =>
      mayConfirmLowering(assessmentIn(contact, body.assessmentId), stamp.by, body.decision),
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) => confirmed(assessment, stamp.by, body.decision)),
  }),
  'assessment.safetyNetRead': fact('contact', z.strictObject({ assessmentId, teachBack: z.boolean() }), {
    lacks: lacksAssessment,
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) => ({
        ...assessment,
        safetyNetReadAt: stamp.at,
        teachBack: assessment.teachBack || body.teachBack,
      })),
  }),
  /** Answers that came from a record of somebody else: the contact turned out to be about another client. */
  'assessment.answersWithdrawn': fact(
    'contact',
    z.strictObject({ assessmentId, questionIds: z.array(questionId).min(1).max(100) }),
    {
      lacks: lacksAssessment,
      apply: (contact: Contact, stamp, body) =>
        change(contact, body.assessmentId, (assessment) => withdraw(assessment, stamp, body.questionIds)),
    },
  ),
  'assessment.changeTold': fact('contact', z.strictObject({ assessmentId, text: freeText(noteCharsMax) }), {
    lacks: lacksAssessment,
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) => ({
        ...assessment,
        changeTold: writeField(assessment.changeTold, stamp, body.text),
      })),
  }),
} satisfies Record<string, Fact>;

// Keeps AS1–AS6.
import { z } from 'zod';
import { own } from '../../base/own.ts';
import type { Refusal } from '../../base/refusal.ts';
import { freeText, lineCharsMax, noteCharsMax } from '../../base/text.ts';
import { type Contact, currentAssessment } from '../contact/contact.ts';
import { type Fact, fact } from '../fact.ts';
import { type Actor, hasSeen, writeField } from '../field/field.ts';
import type { Assessment, Decision } from './assessment.ts';

export const questionId = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
export const assessmentId = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
export const storedAnswer = z.union([
  freeText(noteCharsMax),
  z.number().refine(Number.isFinite),
  z.array(z.string().max(64)).max(64).readonly(),
]);
export const dispositionCode = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const decisionBody = z.strictObject({
  assessmentId,
  proposed: dispositionCode,
  chosen: dispositionCode,
  direction: z.enum(['accept', 'raise', 'lower']),
  reason: freeText(lineCharsMax).nullable(),
});

function change(contact: Contact, id: string, edit: (assessment: Assessment) => Assessment): Contact {
  return { ...contact, assessments: contact.assessments.map((one) => (one.id === id ? edit(one) : one)) };
}

/** A decision made without having seen the earlier one stands beside it; otherwise it replaces it. */
function decided(assessment: Assessment, decision: Decision, seen: (other: Decision) => boolean): Assessment {
  const others = assessment.decision === null ? [] : [assessment.decision, ...assessment.otherDecisions];
  return { ...assessment, decision, otherDecisions: others.filter((other) => !seen(other)) };
}

/** A second person, not the one who lowered. */
export function mayConfirmLowering(contact: Contact, by: Actor): Refusal | null {
  const decision = currentAssessment(contact)?.decision;
  if (decision?.direction !== 'lower') return { refused: 'noAssessment' };
  return decision.by.user === by.user ? { refused: 'notAllowed' } : null;
}

export const assessmentFacts = {
  'assessment.started': fact(
    'contact',
    z.strictObject({ assessmentId, scriptId: questionId, scriptVersion: z.int().positive() }),
    {
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
  /** `ms` is the time from the question's showing to its answer, kept for the cost of questions. */
  'assessment.answered': fact(
    'contact',
    z.strictObject({
      assessmentId,
      questionId,
      answer: storedAnswer,
      source: z.enum(['asked', 'volunteered', 'record']),
      ms: z.int().nonnegative().nullable(),
    }),
    {
      apply: (contact: Contact, stamp, body) =>
        change(contact, body.assessmentId, (assessment) => ({
          ...assessment,
          answers: {
            ...assessment.answers,
            [body.questionId]: writeField(own(assessment.answers, body.questionId), stamp, {
              answer: body.answer,
              source: body.source,
            }),
          },
        })),
    },
  ),
  'assessment.decided': fact('contact', decisionBody, {
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
  'assessment.loweringConfirmed': fact('contact', z.strictObject({ assessmentId }), {
    claim: (contact: Contact, stamp) => mayConfirmLowering(contact, stamp.by),
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) =>
        assessment.decision === null
          ? assessment
          : { ...assessment, decision: { ...assessment.decision, confirmedBy: stamp.by } },
      ),
  }),
  'assessment.safetyNetRead': fact('contact', z.strictObject({ assessmentId, teachBack: z.boolean() }), {
    apply: (contact: Contact, stamp, body) =>
      change(contact, body.assessmentId, (assessment) => ({
        ...assessment,
        safetyNetReadAt: stamp.at,
        teachBack: assessment.teachBack || body.teachBack,
      })),
  }),
} satisfies Record<string, Fact>;

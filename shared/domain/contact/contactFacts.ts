// Keeps CO1–CO6.
import { z } from 'zod';
import { recordIdPattern } from '../../base/brandedId.ts';
import type { Refusal } from '../../base/refusal.ts';
import { filledText, freeText, noteCharsMax, shortCharsMax } from '../../base/text.ts';
import { type Fact, type FactStamp, fact } from '../fact.ts';
import { writeField } from '../field/field.ts';
import { type Contact, channels, outcomes } from './contact.ts';
import { type ContactWord, contactLife } from './contactLife.ts';

const language = z.enum(['fi', 'sv', 'en', 'other']);
export const contactOpening = z.strictObject({
  channel: z.enum(channels),
  callerNumber: freeText(40).nullable(),
  language,
});
export const clientLink = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('identified'),
    clientId: z.string().regex(recordIdPattern),
    certainty: z.enum(['stated', 'verified']),
  }),
  z.strictObject({ kind: z.literal('unidentified') }),
  z.strictObject({ kind: z.literal('anonymous') }),
]);

function opened(stamp: FactStamp, body: z.infer<typeof contactOpening>): Contact {
  return {
    id: stamp.record.id,
    unit: stamp.by.unit,
    sharedWith: [],
    channel: body.channel,
    callerNumber: body.callerNumber,
    language: writeField(undefined, stamp, body.language),
    phase: 'ringing',
    openedAt: stamp.at,
    answeredBy: null,
    answeredAt: null,
    reason: [],
    client: [],
    assessments: [],
    emergencySteps: [],
    noteCount: 0,
    outcome: [],
    planId: null,
    closedAt: null,
    closedBy: null,
  };
}

/**
 * A contact is opened by one desk. After a restore another may open the call it had answered once more: it must hear
 * that this opening counts for nothing, or it would take its own unit for the one that holds the call.
 */
function openedAlready(): Refusal {
  return { refused: 'alreadyDone' };
}

/** A word the phase does not know changes nothing: what happened stays in the log, the phase stays true. */
function moved(contact: Contact, word: ContactWord): Contact {
  const phase = contactLife.next(contact.phase, word);
  return phase === null ? contact : { ...contact, phase };
}

export function mayAnswer(contact: Contact, stamp?: FactStamp): Refusal | null {
  if (contact.phase === 'ringing') return null;
  const by = contact.answeredBy;
  // After a restore a desk opens the call it had answered again, and then says when it answered.
  const isAgain = stamp?.basis === 0 && stamp.by.user === by?.user && stamp.by.desk === by.desk;
  if (isAgain && contact.phase === 'talking') return null;
  return {
    refused: contact.phase === 'closed' ? 'alreadyClosed' : 'alreadyAnswered',
    ...(by === null ? {} : { by: { user: by.user, desk: by.desk } }),
    ...(contact.answeredAt === null ? {} : { at: contact.answeredAt }),
  };
}

export const contactFacts = {
  /** A call rings for everybody ready in the unit; it comes from the telephony side, here the demo generator. */
  'contact.arrived': fact('contact', contactOpening, {
    creates: 'once',
    apply: (_none, stamp, body) => opened(stamp, body),
  }),
  /** Opened by hand at a desk: nobody else was offered it, so it starts as talking. */
  'contact.opened': fact('contact', contactOpening, {
    creates: 'once',
    claim: openedAlready,
    apply: (_none, stamp, body) => ({
      ...opened(stamp, body),
      phase: 'talking',
      answeredBy: stamp.by,
      answeredAt: stamp.at,
    }),
  }),
  /** Claim: one desk answers a ringing contact. */
  'contact.answered': fact('contact', z.strictObject({}), {
    claim: mayAnswer,
    apply: (contact: Contact, stamp) => ({
      ...moved(contact, 'answer'),
      answeredBy: stamp.by,
      answeredAt: stamp.at,
    }),
  }),
  'contact.reasonSet': fact('contact', z.strictObject({ text: freeText(noteCharsMax) }), {
    apply: (contact: Contact, stamp, body) => ({
      ...contact,
      reason: writeField(contact.reason, stamp, body.text),
    }),
  }),
  'contact.languageSet': fact('contact', z.strictObject({ language }), {
    apply: (contact: Contact, stamp, body) => ({
      ...contact,
      language: writeField(contact.language, stamp, body.language),
    }),
  }),
  'contact.clientLinked': fact('contact', z.strictObject({ client: clientLink }), {
    apply: (contact: Contact, stamp, body) => ({
      ...contact,
      client: writeField(contact.client, stamp, body.client),
    }),
  }),
  'contact.noteAdded': fact('contact', z.strictObject({ text: filledText(noteCharsMax) }), {
    keptInLog: true,
    apply: (contact: Contact) => ({ ...contact, noteCount: contact.noteCount + 1 }),
  }),
  'contact.emergencyStepTaken': fact(
    'contact',
    z.strictObject({ step: z.enum(['opened', 'callerCalls', 'transferred', 'calledForThem']) }),
    {
      apply: (contact: Contact, stamp, body) => ({
        ...contact,
        emergencySteps: [...contact.emergencySteps, { step: body.step, at: stamp.at, by: stamp.by }],
      }),
    },
  ),
  'contact.planLinked': fact('contact', z.strictObject({ planId: z.string().regex(recordIdPattern) }), {
    apply: (contact: Contact, _stamp, body) => ({ ...contact, planId: contact.planId ?? body.planId }),
  }),
  'contact.shared': fact('contact', z.strictObject({ unit: z.string().max(shortCharsMax) }), {
    apply: (contact: Contact, _stamp, body) =>
      contact.unit === body.unit || contact.sharedWith.includes(body.unit)
        ? contact
        : { ...contact, sharedWith: [...contact.sharedWith, body.unit] },
  }),
  'contact.wrapUpStarted': fact('contact', z.strictObject({}), {
    apply: (contact: Contact) => moved(contact, 'wrapUp'),
  }),
  'contact.resumed': fact('contact', z.strictObject({}), {
    apply: (contact: Contact) => moved(contact, 'resume'),
  }),
  'contact.outcomeSet': fact('contact', z.strictObject({ outcome: z.enum(outcomes) }), {
    apply: (contact: Contact, stamp, body) => ({
      ...contact,
      outcome: writeField(contact.outcome, stamp, body.outcome),
    }),
  }),
  'contact.closed': fact(
    'contact',
    z.strictObject({ gaps: z.array(z.string().max(shortCharsMax)).max(20) }),
    {
      apply: (contact: Contact, stamp) =>
        contact.phase === 'closed'
          ? contact
          : { ...moved(contact, 'close'), closedAt: stamp.at, closedBy: stamp.by },
    },
  ),
} satisfies Record<string, Fact>;

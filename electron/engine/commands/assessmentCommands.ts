import { exhaustive } from '../../../shared/base/assert.ts';
import type { Refusal, RefusalReason } from '../../../shared/base/refusal.ts';
import type { Assessment } from '../../../shared/domain/assessment/assessment.ts';
import { mayConfirmLowering } from '../../../shared/domain/assessment/assessmentFacts.ts';
import { ageOn } from '../../../shared/domain/client/identityCode.ts';
import { type Contact, currentAssessment } from '../../../shared/domain/contact/contact.ts';
import { fieldValue, isDisputed } from '../../../shared/domain/field/field.ts';
import type { AssessmentNow } from '../../../shared/protocol/deskViews.ts';
import { type AnswerTrouble, checkAnswer } from '../../../shared/script/assess.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { type Args, command, type Deciding, type Decision, type FactDraft, refuse } from '../command.ts';
import { assessmentOf } from '../queries/contactViews.ts';
import { isMoreUrgent } from '../queries/scriptViews.ts';
import { birthDateOf } from '../record/projectRecord.ts';
import { assessmentView, hasQuestion } from '../scriptShelf.ts';
import { closedRefusal, contactFact } from './contactCommands.ts';

type Reply = Decision<{ contactId: string; assessment: AssessmentNow }>;

function replyNow(contactId: string): Reply['reply'] {
  return (reading) => ({ contactId, assessment: assessmentOf(reading, contactId) });
}

/** Another script may be started beside an open one; the same one twice is a slip of the hand. */
export const assessmentStart = command('assessment.start', (deciding, { contactId, scriptId }) => {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const closed = closedRefusal(contact);
  if (closed !== null) return closed;
  const script = deciding.shelf.newest(scriptId);
  if (script === undefined) return refuse('scriptUnknown');
  const running = currentAssessment(contact);
  if (running !== undefined && running.decision === null && running.scriptId === scriptId)
    return refuse('assessmentOpen');
  const assessmentId = deciding.newLocalId();
  const started = { assessmentId, scriptId, scriptVersion: script.version };
  return {
    facts: [
      contactFact(contactId, 'assessment.started', started),
      ...knownAnswers(deciding, contact, script).map(([questionId, answer]) =>
        contactFact(contactId, 'assessment.answered', {
          assessmentId,
          questionId,
          answer,
          source: 'record',
          ms: null,
        }),
      ),
    ],
    reply: (reading) => ({ contactId, assessmentId, assessment: assessmentOf(reading, contactId) }),
  };
});

/** The client's age is not asked when the record has it; the answer says that it came from there. */
function knownAnswers(deciding: Deciding, contact: Contact, script: CompiledScript): [string, number][] {
  const link = fieldValue(contact.client);
  if (link?.kind !== 'identified' || isDisputed(contact.client)) return [];
  const client = deciding.find('client', link.clientId);
  const birthDate = client === undefined ? null : birthDateOf(client);
  const age = birthDate === null ? null : ageOn(birthDate, deciding.at);
  if (age === null) return [];
  const known: [string, number][] = [
    ['c_age_y', age.years],
    ['c_age_m', age.months],
  ];
  return known.filter(([id, value]) => hasQuestion(script, id) && checkAnswer(script, id, value).ok);
}

interface Running {
  readonly contact: Contact;
  readonly assessment: Assessment;
}

function findRunning(deciding: Deciding, contactId: string): Running | Refusal {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const closed = closedRefusal(contact);
  if (closed !== null) return closed;
  const assessment = currentAssessment(contact);
  return assessment === undefined ? refuse('noAssessment') : { contact, assessment };
}

export const assessmentAnswer = command('assessment.answer', (deciding, args): Reply | Refusal => {
  const running = findRunning(deciding, args.contactId);
  if ('refused' in running) return running;
  const { assessment } = running;
  const script = deciding.shelf.version(assessment.scriptId, assessment.scriptVersion);
  if (script === undefined) return refuse('scriptUnknown');
  const checked = checkAnswer(script, args.questionId, args.answer);
  if (!checked.ok) return refuse(troubleReasons[checked.reason]);
  const { contactId, questionId, source, ms } = args;
  const body = { assessmentId: assessment.id, questionId, answer: checked.answer, source, ms };
  return { facts: [contactFact(contactId, 'assessment.answered', body)], reply: replyNow(contactId) };
});

const troubleReasons: Readonly<Record<AnswerTrouble, RefusalReason>> = {
  unknownQuestion: 'questionUnknown',
  wrongKind: 'answerWrongKind',
  outOfRange: 'answerOutOfRange',
  unknownOption: 'answerUnknownOption',
  tooLong: 'tooLarge',
};

export const assessmentDecide = command('assessment.decide', (deciding, args): Reply | Refusal => {
  const running = findRunning(deciding, args.contactId);
  if ('refused' in running) return running;
  const { assessment } = running;
  const proposed = assessmentView(deciding.shelf, assessment).proposal?.disposition ?? null;
  const chosen = choose(args, proposed);
  if (typeof chosen !== 'string') return chosen;
  const body = {
    assessmentId: assessment.id,
    // Raised before the script had an outcome: the person's choice is all there is to propose.
    proposed: proposed ?? chosen,
    chosen,
    direction: args.direction,
    reason: args.reason,
  };
  const facts: FactDraft[] = [contactFact(args.contactId, 'assessment.decided', body)];
  return { facts, reply: replyNow(args.contactId) };
});

/** Raising is always open; lowering needs an outcome to lower from, and says why. */
function choose(args: Args<'assessment.decide'>, proposed: string | null): string | Refusal {
  const { direction, disposition } = args;
  switch (direction) {
    case 'accept':
      if (proposed === null) return refuse('notDecidable');
      return disposition === null || disposition === proposed ? proposed : refuse('wrongDirection');
    case 'raise': {
      if (disposition === null) return refuse('invalid', { path: 'disposition' });
      const higher = isMoreUrgent(disposition, proposed ?? 'general_advice');
      if (higher === null) return refuse('invalid', { path: 'disposition' });
      return higher || proposed === null ? disposition : refuse('wrongDirection');
    }
    case 'lower': {
      if (proposed === null) return refuse('notDecidable');
      if (disposition === null) return refuse('invalid', { path: 'disposition' });
      if ((args.reason ?? '').trim() === '') return refuse('reasonMissing');
      const lower = isMoreUrgent(proposed, disposition);
      if (lower === null) return refuse('invalid', { path: 'disposition' });
      return lower ? disposition : refuse('wrongDirection');
    }
    default:
      return exhaustive(direction);
  }
}

export const assessmentConfirmLowering = command(
  'assessment.confirmLowering',
  (deciding, { contactId }): Reply | Refusal => {
    const contact = deciding.find('contact', contactId);
    if (contact === undefined) return refuse('notFound');
    const refusal = mayConfirmLowering(contact, deciding.actor);
    if (refusal !== null) return refusal;
    const assessmentId = currentAssessment(contact)?.id;
    return {
      facts: [contactFact(contactId, 'assessment.loweringConfirmed', { assessmentId })],
      reply: replyNow(contactId),
    };
  },
);

export const assessmentReadSafetyNet = command(
  'assessment.readSafetyNet',
  (deciding, { contactId, teachBack }): Reply | Refusal => {
    const contact = deciding.find('contact', contactId);
    if (contact === undefined) return refuse('notFound');
    const assessmentId = currentAssessment(contact)?.id;
    if (assessmentId === undefined) return refuse('noAssessment');
    return {
      facts: [contactFact(contactId, 'assessment.safetyNetRead', { assessmentId, teachBack })],
      reply: replyNow(contactId),
    };
  },
);

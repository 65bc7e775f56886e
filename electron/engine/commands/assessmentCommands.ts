import { assert, exhaustive } from '../../../shared/base/assert.ts';
import { own } from '../../../shared/base/own.ts';
import { isRefusal, type Refusal, type RefusalReason } from '../../../shared/base/refusal.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import { type Assessment, assessmentsMax } from '../../../shared/domain/assessment/assessment.ts';
import { mayConfirmLowering } from '../../../shared/domain/assessment/assessmentFacts.ts';
import { assessmentIn, type Contact, currentAssessment } from '../../../shared/domain/contact/contact.ts';
import { actionOpsMax } from '../../../shared/op/op.ts';
import type { AssessmentReply } from '../../../shared/protocol/deskViews.ts';
import { type AnswerTrouble, checkAnswer } from '../../../shared/script/assess.ts';
import { type Args, command, type Deciding, type Decision, type FactDraft, refuse } from '../command.ts';
import { assessmentReply } from '../queries/assessmentViews.ts';
import { clientOf, earlierAnswers } from '../queries/earlierContacts.ts';
import { isMoreUrgent } from '../queries/scriptViews.ts';
import { findReadable } from '../query.ts';
import { assessmentView } from '../scriptShelf.ts';
import { answeredFact, answersAtStart, sharedFacts } from './carriedAnswers.ts';
import { closedRefusal, contactFact } from './contactFact.ts';

type Reply = Decision<AssessmentReply>;

function replyNow(contactId: string, assessmentId: string): Reply['reply'] {
  return (reading) => {
    const contact = findReadable(reading, 'contact', contactId);
    const reply = contact === undefined ? null : assessmentReply(reading, contact, assessmentId);
    assert(reply !== null, 'an assessment that was just written is gone');
    return reply;
  };
}

/** Another script may be started beside an open one; the same one twice is a slip of the hand. */
export const assessmentStart = command('assessment.start', (deciding, { contactId, scriptId }) => {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const closed = closedRefusal(contact);
  if (closed !== null) return closed;
  const script = deciding.shelf.startable(scriptId);
  if (isRefusal(script)) return script;
  if (contact.assessments.some((one) => one.decision === null && one.scriptId === scriptId))
    return refuse('assessmentOpen');
  if (contact.assessments.length >= assessmentsMax) return refuse('limitReached');
  const assessmentId = deciding.newLocalId();
  const started = { assessmentId, scriptId, scriptVersion: script.version };
  const reply = replyNow(contactId, assessmentId);
  return {
    facts: [
      contactFact(contactId, 'assessment.started', started),
      ...answersAtStart(deciding, contact, script).map((carried) =>
        answeredFact(contactId, assessmentId, carried),
      ),
    ],
    reply: (reading, opIds) => ({ ...reply(reading, opIds), assessmentId }),
  };
});

interface Running {
  readonly contact: Contact;
  readonly assessment: Assessment;
}

interface Wanted {
  readonly contactId: string;
  readonly assessmentId?: string | undefined;
}

function findAssessment(deciding: Deciding, { contactId, assessmentId }: Wanted): Running | Refusal {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const assessment =
    assessmentId === undefined ? currentAssessment(contact) : assessmentIn(contact, assessmentId);
  return assessment === undefined ? refuse('noAssessment') : { contact, assessment };
}

function findRunning(deciding: Deciding, wanted: Wanted): Running | Refusal {
  const found = findAssessment(deciding, wanted);
  if ('refused' in found) return found;
  return closedRefusal(found.contact) ?? found;
}

export const assessmentAnswer = command('assessment.answer', (deciding, args): Reply | Refusal => {
  const running = findRunning(deciding, args);
  if ('refused' in running) return running;
  const { assessment, contact } = running;
  const script = deciding.shelf.version(assessment.scriptId, assessment.scriptVersion);
  if (script === undefined) return refuse('scriptUnknown');
  const checked = checkAnswer(script, args.questionId, args.answer);
  if (!checked.ok) return refuse(troubleReasons[checked.reason]);
  const { contactId, questionId, source, ms } = args;
  const carried = { questionId, answer: checked.answer, source };
  const body = { assessmentId: assessment.id, ...carried, ms };
  return {
    facts: [
      contactFact(contactId, 'assessment.answered', body),
      ...sharedFacts(deciding.shelf, contact, { assessment, script, carried }),
    ],
    reply: replyNow(contactId, assessment.id),
  };
});

/** Only what the caller was asked about becomes an answer of today, one question by one. */
export const assessmentKeepEarlier = command('assessment.keepEarlier', (deciding, args): Reply | Refusal => {
  const running = findRunning(deciding, args);
  if ('refused' in running) return running;
  const { assessment, contact } = running;
  const { shelf } = deciding;
  const script = shelf.version(assessment.scriptId, assessment.scriptVersion);
  if (script === undefined) return refuse('scriptUnknown');
  const clientId = clientOf(contact);
  const earlier =
    clientId === null ? null : earlierAnswers(shelf, deciding.earlierContacts(contact, clientId), assessment);
  if (earlier === null) return refuse('notFound');
  const from = { contactId: earlier.contactId, assessmentId: earlier.assessmentId };
  const facts: FactDraft[] = [];
  for (const questionId of new Set(args.questionIds)) {
    const known = own(earlier.answers, questionId);
    if (known === undefined) return refuse('questionUnknown', { path: questionId });
    if (!known.mayKeep) return refuse('notAllowed', { path: questionId });
    const carried = { questionId, answer: known.answer, source: 'earlier', from } as const;
    facts.push(
      answeredFact(contact.id, assessment.id, carried),
      ...sharedFacts(shelf, contact, { assessment, script, carried }),
    );
  }
  if (facts.length > actionOpsMax) return refuse('tooLarge');
  return { facts, reply: replyNow(contact.id, assessment.id) };
});

export const assessmentTellChange = command('assessment.tellChange', (deciding, args): Reply | Refusal => {
  const running = findRunning(deciding, args);
  if ('refused' in running) return running;
  const assessmentId = running.assessment.id;
  return {
    facts: [contactFact(args.contactId, 'assessment.changeTold', { assessmentId, text: args.text })],
    reply: replyNow(args.contactId, assessmentId),
  };
});

const troubleReasons: Readonly<Record<AnswerTrouble, RefusalReason>> = {
  unknownQuestion: 'questionUnknown',
  wrongKind: 'answerWrongKind',
  outOfRange: 'answerOutOfRange',
  unknownOption: 'answerUnknownOption',
  tooLong: 'tooLarge',
};

export const assessmentDecide = command('assessment.decide', (deciding, args): Reply | Refusal => {
  const running = findRunning(deciding, args);
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
  return { facts, reply: replyNow(args.contactId, assessment.id) };
});

/** Raising is always open; lowering needs an outcome to lower from, and says why. */
function choose(args: Args<'assessment.decide'>, proposed: string | null): string | Refusal {
  const { direction, disposition } = args;
  switch (direction) {
    case 'accept':
      if (proposed === null) return refuse('notDecidable');
      return disposition === null || disposition === proposed ? proposed : refuse('proposalChanged');
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
  (deciding, args): Reply | Refusal => {
    const found = findAssessment(deciding, args);
    if ('refused' in found) return found;
    const refusal = mayConfirmLowering(found.assessment, deciding.actor, args.decision);
    if (refusal !== null) return refusal;
    const { decision = found.assessment.decision?.opId } = args;
    return oneFact(found, 'assessment.loweringConfirmed', { decision });
  },
);

export const assessmentReadSafetyNet = command(
  'assessment.readSafetyNet',
  (deciding, args): Reply | Refusal => {
    const found = findAssessment(deciding, args);
    if ('refused' in found) return found;
    return oneFact(found, 'assessment.safetyNetRead', { teachBack: args.teachBack });
  },
);

function oneFact({ contact, assessment }: Running, type: FactType, rest: object): Reply {
  const assessmentId = assessment.id;
  return {
    facts: [contactFact(contact.id, type, { assessmentId, ...rest })],
    reply: replyNow(contact.id, assessmentId),
  };
}

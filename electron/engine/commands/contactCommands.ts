import type { Refusal } from '../../../shared/base/refusal.ts';
import type { FactType } from '../../../shared/domain/access/policy.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { ContactView } from '../../../shared/protocol/deskViews.ts';
import { command, type Deciding, type Decision, refuse } from '../command.ts';
import { contactViewOf } from '../queries/contactViews.ts';
import { relinkFacts } from './carriedAnswers.ts';
import { closedRefusal, contactFact } from './contactFact.ts';

/** One fact about a known contact, answered with the contact as it then stands. */
function oneFact(
  deciding: Deciding,
  contactId: string,
  fact: {
    readonly type: FactType;
    readonly body: unknown;
    readonly may?: (contact: Contact) => Refusal | null;
  },
): Decision<ContactView> | Refusal {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const refusal = fact.may?.(contact) ?? null;
  if (refusal !== null) return refusal;
  return {
    facts: [contactFact(contactId, fact.type, fact.body)],
    reply: (reading) => contactViewOf(reading, contactId),
  };
}

function inPhase(phase: Contact['phase']): (contact: Contact) => Refusal | null {
  return (contact) => closedRefusal(contact) ?? (contact.phase === phase ? null : refuse('invalid'));
}

export const contactOpen = command('contact.open', (deciding, args) => {
  const contactId = deciding.newId('contact');
  return {
    facts: [contactFact(contactId, 'contact.opened', args)],
    reply: () => ({ contactId }),
  };
});

export const contactAnswer = command('contact.answer', (deciding, { contactId }) =>
  oneFact(deciding, contactId, { type: 'contact.answered', body: {} }),
);

export const contactSetReason = command('contact.setReason', (deciding, { contactId, text }) =>
  oneFact(deciding, contactId, { type: 'contact.reasonSet', body: { text } }),
);

export const contactSetLanguage = command('contact.setLanguage', (deciding, { contactId, language }) =>
  oneFact(deciding, contactId, { type: 'contact.languageSet', body: { language } }),
);

export const contactLinkClient = command('contact.linkClient', (deciding, { contactId, client }) => {
  if (client.kind === 'identified' && deciding.find('client', client.clientId) === undefined)
    return refuse('notFound');
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const clientId = client.kind === 'identified' ? client.clientId : null;
  const carried = contact.phase === 'closed' ? [] : relinkFacts(deciding, contact, clientId);
  return {
    facts: [contactFact(contactId, 'contact.clientLinked', { client }), ...carried],
    reply: (reading) => contactViewOf(reading, contactId),
  };
});

/** Also after closing: what was remembered late is still true. */
export const contactAddNote = command('contact.addNote', (deciding, { contactId, text }) => {
  if (deciding.find('contact', contactId) === undefined) return refuse('notFound');
  return {
    facts: [contactFact(contactId, 'contact.noteAdded', { text })],
    reply: (_reading, [opId = '']) => ({ contactId, opId, at: deciding.at }),
  };
});

export const contactTakeEmergencyStep = command(
  'contact.takeEmergencyStep',
  (deciding, { contactId, step }) =>
    oneFact(deciding, contactId, { type: 'contact.emergencyStepTaken', body: { step } }),
);

export const contactStartWrapUp = command('contact.startWrapUp', (deciding, { contactId }) =>
  oneFact(deciding, contactId, { type: 'contact.wrapUpStarted', body: {}, may: inPhase('talking') }),
);

export const contactResume = command('contact.resume', (deciding, { contactId }) =>
  oneFact(deciding, contactId, { type: 'contact.resumed', body: {}, may: inPhase('wrappingUp') }),
);

export const contactSetOutcome = command('contact.setOutcome', (deciding, { contactId, outcome }) =>
  oneFact(deciding, contactId, { type: 'contact.outcomeSet', body: { outcome } }),
);

/** Gaps are written down, not enforced: a call can end before everything is known. */
export const contactClose = command('contact.close', (deciding, { contactId }) => {
  const contact = deciding.find('contact', contactId);
  if (contact === undefined) return refuse('notFound');
  const refusal = closedRefusal(contact);
  if (refusal !== null) return refusal;
  return {
    facts: [contactFact(contactId, 'contact.closed', { gaps: gapsOf(contact) })],
    reply: () => ({ contactId, phase: 'closed' }),
  };
});

/** Every assessment counts: a problem that was left undecided is not hidden by the one that was decided. */
export function gapsOf(contact: Contact): string[] {
  const { assessments } = contact;
  const gaps: [string, boolean][] = [
    ['client', fieldValue(contact.client) === undefined],
    ['reason', (fieldValue(contact.reason) ?? '').trim() === ''],
    ['decision', assessments.some((one) => one.decision === null)],
    ['safetyNet', assessments.some((one) => one.decision !== null && one.safetyNetReadAt === null)],
    ['outcome', fieldValue(contact.outcome) === undefined],
  ];
  return gaps.filter(([, open]) => open).map(([name]) => name);
}

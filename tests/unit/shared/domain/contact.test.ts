import { expect, test } from 'vitest';
import { type Contact, currentAssessment } from '../../../../shared/domain/contact/contact.ts';
import { mayAnswer } from '../../../../shared/domain/contact/contactFacts.ts';
import { contactLife } from '../../../../shared/domain/contact/contactLife.ts';
import { isEarlier } from '../../../../shared/domain/contact/repeatContact.ts';
import { isDisputed } from '../../../../shared/domain/field/field.ts';
import { applyOp } from '../../../../shared/op/foldOps.ts';
import { stampOf } from '../../../../shared/op/op.ts';
import { opCatalogue } from '../../../../shared/op/opCatalogue.ts';
import { foldAll, laine, makeOp, virta } from '../make.ts';

const opening = { channel: 'PHONE_IN', callerNumber: '+358400000001', language: 'fi' };
const arrived = () => makeOp('contact', 'contact.arrived', opening, { by: { ...laine, role: 'system' } });
const started = () =>
  makeOp('contact', 'assessment.started', { assessmentId: 'a1', scriptId: 'chest_pain', scriptVersion: 1 });
const answered = (questionId: string, answer: unknown, with_ = {}) =>
  makeOp(
    'contact',
    'assessment.answered',
    { assessmentId: 'a1', questionId, answer, source: 'asked', ms: 900 },
    with_,
  );
const decided = (chosen: string, direction: string, with_ = {}) =>
  makeOp(
    'contact',
    'assessment.decided',
    {
      assessmentId: 'a1',
      proposed: 'same_day',
      chosen,
      direction,
      reason: direction === 'lower' ? 'asuu päivystyksen vieressä' : null,
    },
    with_,
  );

test('[CO1] a contact goes from ringing to closed, and other words change nothing', () => {
  expect(contactLife.next('ringing', 'answer')).toBe('talking');
  expect(contactLife.next('talking', 'wrapUp')).toBe('wrappingUp');
  expect(contactLife.next('wrappingUp', 'resume')).toBe('talking');
  expect(contactLife.next('wrappingUp', 'close')).toBe('closed');
  expect(contactLife.next('ringing', 'wrapUp')).toBeNull();
  const ringing = foldAll<Contact>([arrived(), makeOp('contact', 'contact.wrapUpStarted', {})]);
  expect(ringing.phase).toBe('ringing');
});

test('[CO2] one desk answers; the next is refused with who was first and when', () => {
  const contact = foldAll<Contact>([arrived(), makeOp('contact', 'contact.answered', {}, { by: laine })]);
  expect(contact).toMatchObject({ phase: 'talking', answeredBy: laine });
  expect(mayAnswer(contact)).toEqual({
    refused: 'alreadyAnswered',
    by: { user: 'nurse.laine', desk: 'desk_a' },
    at: '2026-11-21T03:40:00.000Z',
  });
});

test('[CO3] notes are counted in the record and kept in the log', () => {
  const note = () => makeOp('contact', 'contact.noteAdded', { text: 'puristava kipu' });
  expect(foldAll<Contact>([arrived(), note(), note()]).noteCount).toBe(2);
  expect(opCatalogue['contact.noteAdded'].keptInLog).toBe(true);
});

test('[CO4] a contact opened by hand is talking at once', () => {
  const contact = foldAll<Contact>([makeOp('contact', 'contact.opened', opening)]);
  expect(contact).toMatchObject({ phase: 'talking', answeredBy: laine, unit: 'unit_health' });
});

test('[CO5] an anonymous caller needs no client record', () => {
  const link = makeOp('contact', 'contact.clientLinked', { client: { kind: 'anonymous' } });
  expect(foldAll<Contact>([arrived(), link]).client.at(-1)?.value).toEqual({ kind: 'anonymous' });
});

test('[CO6] the first closing stands, and a late note still counts', () => {
  const close = (by = laine) => makeOp('contact', 'contact.closed', { gaps: [] }, { by });
  const late = makeOp('contact', 'contact.noteAdded', { text: 'lisäys' });
  const contact = foldAll<Contact>([
    arrived(),
    makeOp('contact', 'contact.answered', {}),
    close(),
    close(virta),
    late,
  ]);
  expect(contact).toMatchObject({ phase: 'closed', closedBy: laine, noteCount: 1 });
});

test('[AS1] a correction replaces the answer', () => {
  const contact = foldAll<Contact>([
    arrived(),
    started(),
    answered('pressure', 'no'),
    answered('pressure', 'yes'),
  ]);
  const versions = currentAssessment(contact)?.answers.pressure;
  expect(versions?.map((version) => version.value.answer)).toEqual(['yes']);
});

test('[AS2] one question answered apart by two desks keeps both answers', () => {
  const contact = foldAll<Contact>([
    arrived(),
    started(),
    answered('pressure', 'no', { basis: 2 }),
    answered('pressure', 'yes', { basis: 2, by: virta }),
  ]);
  expect(isDisputed(currentAssessment(contact)?.answers.pressure)).toBe(true);
});

test('[AS3] a decision stores proposal, choice, direction and reason', () => {
  const contact = foldAll<Contact>([arrived(), started(), decided('within_24h', 'lower')]);
  expect(currentAssessment(contact)?.decision).toMatchObject({
    proposed: 'same_day',
    chosen: 'within_24h',
    direction: 'lower',
    reason: 'asuu päivystyksen vieressä',
  });
});

test('[AS4] lowering waits for a second person, who is not the one who lowered', () => {
  const contact = foldAll<Contact>([arrived(), started(), decided('within_24h', 'lower')]);
  const confirm = makeOp('contact', 'assessment.loweringConfirmed', { assessmentId: 'a1' }, { by: virta });
  const claim = opCatalogue['assessment.loweringConfirmed'].claim;
  expect(claim?.(contact, { ...stampOf(confirm, 9), by: laine }, confirm.body)).toEqual({
    refused: 'notAllowed',
  });
  expect(claim?.(contact, stampOf(confirm, 9), confirm.body)).toBeNull();
  expect(currentAssessment(contact)?.decision?.confirmedBy).toBeNull();
  const after = applyOp(contact, confirm, 9) as Contact;
  expect(currentAssessment(after)?.decision?.confirmedBy).toEqual(virta);
});

test('[AS4] a confirmation is of the decision that was read, not of one that came meanwhile', () => {
  const mine = decided('within_24h', 'lower', { basis: 2 });
  const theirs = decided('within_24h', 'lower', { basis: 2, by: { ...laine, desk: 'desk_c' } });
  const contact = foldAll<Contact>([arrived(), started(), mine, theirs]);
  const confirm = (decision: string) =>
    makeOp('contact', 'assessment.loweringConfirmed', { assessmentId: 'a1', decision }, { by: virta });
  const after = currentAssessment(applyOp(contact, confirm(mine.id), 9) as Contact);
  expect(after?.decision).toMatchObject({ opId: theirs.id, confirmedBy: null });
  expect(after?.otherDecisions).toMatchObject([{ opId: mine.id, confirmedBy: virta }]);
  const claim = opCatalogue['assessment.loweringConfirmed'].claim;
  expect(claim?.(contact, stampOf(confirm(mine.id), 9), confirm(mine.id).body)).toBeNull();
  const again = foldAll<Contact>([arrived(), started(), mine, decided('same_day', 'accept', { basis: 4 })]);
  expect(claim?.(again, stampOf(confirm(mine.id), 9), confirm(mine.id).body)).toEqual({
    refused: 'noAssessment',
  });
});

test('[AS5] decisions made apart stand beside each other until somebody decides again', () => {
  const apart = [
    arrived(),
    started(),
    decided('same_day', 'accept', { basis: 2 }),
    decided('ed_now', 'raise', { basis: 2, by: virta }),
  ];
  const assessment = currentAssessment(foldAll<Contact>(apart));
  expect([
    assessment?.decision?.chosen,
    ...(assessment?.otherDecisions ?? []).map((one) => one.chosen),
  ]).toEqual(['ed_now', 'same_day']);
  const settled = currentAssessment(foldAll<Contact>([...apart, decided('ed_now', 'raise', { basis: 4 })]));
  expect(settled?.otherDecisions).toEqual([]);
});

test('[AS6] a question called constructor is only a question', () => {
  const contact = foldAll<Contact>([arrived(), started(), answered('constructor', 'yes')]);
  expect(currentAssessment(contact)?.answers.constructor).toHaveLength(1);
});

test('[AS2] the same answer from two desks is one, though one was asked and the other came from elsewhere', () => {
  const contact = foldAll<Contact>([
    arrived(),
    started(),
    answered('pressure', 'no', { basis: 2 }),
    makeOp(
      'contact',
      'assessment.answered',
      {
        assessmentId: 'a1',
        questionId: 'pressure',
        answer: 'no',
        source: 'shared',
        ms: null,
        from: { contactId: null, assessmentId: 'a2' },
      },
      { basis: 2, by: virta, version: 2 },
    ),
  ]);
  const versions = currentAssessment(contact)?.answers.pressure;
  expect(versions?.map((version) => version.value.source)).toEqual(['shared']);
});

test('[KN3] withdrawn answers go; one that somebody gave without having been read stays', () => {
  const withdrawn = (with_: Parameters<typeof makeOp>[3]) =>
    makeOp(
      'contact',
      'assessment.answersWithdrawn',
      { assessmentId: 'a1', questionIds: ['pressure', 'minutes', 'constructor'] },
      with_,
    );
  const contact = foldAll<Contact>([
    arrived(),
    started(),
    answered('pressure', 'no'),
    answered('minutes', 'yes', { by: virta }),
    withdrawn({ basis: 3 }),
  ]);
  expect(Object.keys(currentAssessment(contact)?.answers ?? {})).toEqual(['minutes']);
});

test('[RP5] what has changed is kept with its assessment, and both versions while two desks differ', () => {
  const told = (text: string, with_ = {}) =>
    makeOp('contact', 'assessment.changeTold', { assessmentId: 'a1', text }, with_);
  const contact = foldAll<Contact>([
    arrived(),
    started(),
    told('Kuume nousi', { basis: 2 }),
    told('Yskä paheni', { basis: 2, by: virta }),
  ]);
  const versions = currentAssessment(contact)?.changeTold?.map((version) => version.value);
  expect(versions).toEqual(['Kuume nousi', 'Yskä paheni']);
});

test('[AS4] a lowering is confirmed in the assessment it was made in, not in the one begun last', () => {
  const second = makeOp('contact', 'assessment.started', {
    assessmentId: 'a2',
    scriptId: 'nosebleed',
    scriptVersion: 1,
  });
  const contact = foldAll<Contact>([arrived(), started(), decided('within_24h', 'lower'), second]);
  const claim = opCatalogue['assessment.loweringConfirmed'].claim;
  const confirm = (assessmentId: string) =>
    makeOp('contact', 'assessment.loweringConfirmed', { assessmentId }, { by: virta });
  expect(claim?.(contact, stampOf(confirm('a1'), 9), confirm('a1').body)).toBeNull();
  expect(claim?.(contact, stampOf(confirm('a2'), 9), confirm('a2').body)).toEqual({
    refused: 'noAssessment',
  });
});

test('[RP1] the 72 hours are counted back from the beginning, and an end within them is enough', () => {
  const at = (openedAt: string, closedAt: string | null, id = 'contact_2'): Contact => ({
    ...foldAll<Contact>([arrived()]),
    id,
    openedAt,
    closedAt,
  });
  const now = at('2026-11-24T12:00:00.000Z', null, 'contact_9');
  expect(isEarlier(at('2026-11-21T12:00:00.000Z', null), now)).toBe(true);
  expect(isEarlier(at('2026-11-21T11:59:59.999Z', null), now)).toBe(false);
  expect(isEarlier(at('2026-11-21T11:00:00.000Z', '2026-11-21T12:00:00.000Z'), now)).toBe(true);
  expect(isEarlier(at('2026-11-24T12:00:00.001Z', null), now)).toBe(false);
  expect(isEarlier(now, now)).toBe(false);
});

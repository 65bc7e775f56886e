import { expect, test } from 'vitest';
import { answersNow } from '../../../electron/engine/queries/assessmentViews.ts';
import { contactUrgency, urgencyOf } from '../../../electron/engine/queries/urgency.ts';
import { stockShelf } from '../../../electron/engine/scriptShelf.ts';
import type { Assessment } from '../../../shared/domain/assessment/assessment.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { AssessmentView } from '../../../shared/script/assess.ts';
import { testScripts } from '../../kit/startDesk.ts';
import { foldAll, makeOp, virta } from '../shared/make.ts';

// What two desks leave behind that worked on one call without hearing of each other.

const opening = { channel: 'PHONE_IN', callerNumber: null, language: 'fi' };
const start = (assessmentId: string, scriptId: string, with_ = {}) =>
  makeOp('contact', 'assessment.started', { assessmentId, scriptId, scriptVersion: 1 }, with_);
const answer = (assessmentId: string, given: string, with_ = {}) =>
  makeOp(
    'contact',
    'assessment.answered',
    { assessmentId, questionId: 'o_bleed', answer: given, source: 'asked', ms: null },
    with_,
  );
const decide = (chosen: string, with_ = {}) =>
  makeOp(
    'contact',
    'assessment.decided',
    { assessmentId: 'a1', proposed: 'same_day', chosen, direction: 'raise', reason: null },
    with_,
  );

function assessmentsOf(...ops: ReturnType<typeof makeOp>[]): Contact {
  return foldAll<Contact>([makeOp('contact', 'contact.opened', opening), start('a1', 'back_pain'), ...ops]);
}

function first(contact: Contact): Assessment {
  const [assessment] = contact.assessments;
  if (assessment === undefined) throw new Error('no assessment');
  return assessment;
}

test('[PA2] a shared question that two desks answered apart, in different assessments, is marked until it is answered again', () => {
  const shelf = stockShelf(testScripts());
  const apart = assessmentsOf(
    answer('a1', 'no', { basis: 2 }),
    start('a2', 'nosebleed', { basis: 2, by: virta }),
    answer('a2', 'yes', { basis: 2, by: virta }),
  );
  const given = (contact: Contact) =>
    contact.assessments.map((one) => answersNow(shelf, contact, one).o_bleed?.differs === true);
  expect(given(apart)).toEqual([true, true]);
  const alike = assessmentsOf(answer('a1', 'no'), start('a2', 'nosebleed'), answer('a2', 'no'));
  expect(given(alike)).toEqual([false, false]);
});

const proposing = (disposition: 'emergency_112' | 'same_day' | 'self_care'): AssessmentView => ({
  next: null,
  open: [],
  needed: [],
  proposal: { disposition, ruleIndex: 0, because: null, deciding: [], also: [], raised: null, goto: null },
  asked: 0,
  stage: 'done',
});

test('[PA4] of two decisions made apart the more urgent stands, whichever came last', () => {
  const later = assessmentsOf(decide('nurse_2h', { basis: 2 }), decide('ed_now', { basis: 2, by: virta }));
  const sooner = assessmentsOf(decide('ed_now', { basis: 2 }), decide('nurse_2h', { basis: 2, by: virta }));
  for (const contact of [later, sooner])
    expect(urgencyOf(first(contact), proposing('same_day'))).toEqual({
      disposition: 'ed_now',
      standing: 'decided',
    });
});

test('[PA4] answers given since may make a decided urgency worse by themselves, never milder', () => {
  const decided = first(assessmentsOf(decide('nurse_2h')));
  expect(urgencyOf(decided, proposing('same_day')).disposition).toBe('nurse_2h');
  expect(urgencyOf(decided, proposing('self_care')).disposition).toBe('nurse_2h');
  expect(urgencyOf(decided, proposing('emergency_112'))).toEqual({
    disposition: 'emergency_112',
    standing: 'proposed',
  });
});

test('[PA4] a contact says how many of its problems have no outcome yet', () => {
  const open = { id: 'a2', urgency: { disposition: null, standing: 'open' as const } };
  const mild = { id: 'a1', urgency: { disposition: 'self_care', standing: 'proposed' as const } };
  expect(contactUrgency([open])).toBeNull();
  expect(contactUrgency([mild, open, { ...open, id: 'a3' }])).toEqual({
    disposition: 'self_care',
    assessmentId: 'a1',
    standing: 'proposed',
    open: 2,
  });
});

import { expect, test } from 'vitest';
import { authorship, mayAuthor, roles } from '../../../../shared/domain/access/policy.ts';
import type { Contact } from '../../../../shared/domain/contact/contact.ts';
import { fieldValue } from '../../../../shared/domain/field/field.ts';
import type { Plan } from '../../../../shared/domain/plan/plan.ts';
import { applyOp, foldPending, foldSettled } from '../../../../shared/op/foldOps.ts';
import { knownFact, opCatalogue } from '../../../../shared/op/opCatalogue.ts';
import { laine, makeOp, settle, virta } from '../make.ts';

const drafted = makeOp('plan', 'plan.drafted', { contactId: 'contact_1', clientId: null });
const goal = (value: string, with_ = {}) => makeOp('plan', 'plan.fieldSet', { field: 'goals', value }, with_);

test('[OP1] pending ops fold on top of what the region confirmed', () => {
  const confirmed = foldSettled(undefined, [settle(drafted, 1), settle(goal('kävely', { by: virta }), 2)]);
  const shown = foldPending(confirmed, [goal('uinti', { basis: 2 })]) as Plan;
  expect(fieldValue(shown.fields.goals)).toBe('uinti');
  expect(fieldValue((confirmed as Plan).fields.goals)).toBe('kävely');
});

test('[OP2] a refused op changes nothing', () => {
  const refused = { ...settle(goal('uinti'), 2), refused: { reason: 'notAllowed' as const } };
  expect(foldSettled(undefined, [settle(drafted, 1), refused])).toEqual(
    foldSettled(undefined, [settle(drafted, 1)]),
  );
});

test('[OP3] an unknown type or a newer version leaves the record as it was', () => {
  const state = applyOp(undefined, drafted, 1);
  expect(applyOp(state, makeOp('plan', 'plan.songAdded', {}), 2)).toBe(state);
  expect(applyOp(state, goal('x', { version: 99 }), 2)).toBe(state);
  expect(knownFact('toString', 1)).toBeNull();
});

test('[OP4] a second creating op changes nothing', () => {
  const state = foldSettled(undefined, [settle(drafted, 1), settle(goal('kävely'), 2)]);
  expect(applyOp(state, makeOp('plan', 'plan.drafted', { contactId: 'contact_2', clientId: null }), 3)).toBe(
    state,
  );
});

test('[OP5] a pending answer to a contact that another desk got is left out', () => {
  const opening = { channel: 'PHONE_IN', callerNumber: null, language: 'fi' };
  const confirmed = foldSettled(undefined, [
    settle(makeOp('contact', 'contact.arrived', opening), 1),
    settle(makeOp('contact', 'contact.answered', {}, { by: virta }), 2),
  ]);
  const shown = foldPending(confirmed, [makeOp('contact', 'contact.answered', {}, { by: laine })]) as Contact;
  expect(shown.answeredBy).toEqual(virta);
});

test('[OP6] text that storage would change is refused, the rest is kept in NFC', () => {
  const schema = opCatalogue['contact.noteAdded'].schema;
  expect(schema.safeParse({ text: 'a\u0000b' }).success).toBe(false);
  expect(schema.safeParse({ text: 'a\ud800b' }).success).toBe(false);
  expect(schema.safeParse({ text: 'x'.repeat(8_001) }).success).toBe(false);
  expect(schema.parse({ text: 'a\u0308iti 👵' })).toEqual({ text: 'äiti 👵' });
});

test('[AC3] every fact has a row in the policy, and a role outside it may not author', () => {
  expect(Object.keys(opCatalogue).sort()).toEqual(Object.keys(authorship).sort());
  expect(mayAuthor('coordinator', 'assessment.answered')).toBe(false);
  expect(mayAuthor('nurse', 'assessment.answered')).toBe(true);
  expect(mayAuthor('clinical_lead', 'handoff.taken')).toBe(false);
  expect(mayAuthor('nobody', 'contact.noteAdded')).toBe(false);
});

test('[AC4] only the region itself lets a contact arrive', () => {
  expect(mayAuthor('system', 'contact.arrived')).toBe(true);
  for (const role of roles) expect(mayAuthor(role, 'contact.arrived')).toBe(false);
  expect(mayAuthor('system', 'contact.noteAdded')).toBe(false);
});

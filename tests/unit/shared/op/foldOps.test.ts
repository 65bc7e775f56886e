import { strict as assert } from 'node:assert';
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
  const confirmed = foldSettled(undefined, [
    settle(makeOp('contact', 'contact.arrived', opening), 1),
    settle(makeOp('contact', 'contact.answered', {}, { by: virta }), 2),
  ]);
  const shown = foldPending(confirmed, [makeOp('contact', 'contact.answered', {}, { by: laine })]) as Contact;
  expect(shown.answeredBy).toEqual(virta);
});

const opening = { channel: 'PHONE_IN', callerNumber: null, language: 'fi' };
const line = { lineId: 'l-1', text: 'Soitto huomenna', responsible: '', due: '', from: [] };
const assessment = { assessmentId: 'a-1', scriptId: 'chest_pain', scriptVersion: 1 };
const answer = { assessmentId: 'a-1', questionId: 'q_1', answer: 'yes', source: 'caller', ms: null };
const alert = { alertId: 'w-1', kind: 'risk', text: 'Koira' };
const unknown = {
  familyName: 'Malli',
  givenNames: 'Maija',
  identityCode: null,
  birthDate: null,
  language: 'fi',
};

test.each([
  {
    what: 'an answer',
    ops: [
      makeOp('contact', 'contact.opened', opening),
      makeOp('contact', 'assessment.started', assessment),
      makeOp('contact', 'assessment.answered', answer, { by: virta, version: 2 }),
    ],
  },
  {
    what: 'an edit of a line',
    ops: [
      drafted,
      makeOp('plan', 'plan.lineAdded', line),
      makeOp('plan', 'plan.lineFieldSet', { lineId: 'l-1', field: 'text', value: 'Käynti' }, { by: virta }),
    ],
  },
  {
    what: 'the removal of a warning',
    ops: [
      makeOp('client', 'client.registered', unknown),
      makeOp('client', 'client.alertAdded', alert),
      makeOp('client', 'client.alertRemoved', { alertId: 'w-1', reason: 'Muutti' }, { by: virta }),
    ],
  },
])('[CF5] $what that comes before what it is about stands on it as if it had come after', ({ ops }) => {
  const [creation, begins, about] = ops.map((op, at) => settle(op, at + 1));
  assert(creation !== undefined && begins !== undefined && about !== undefined);
  const inTurn = foldSettled(undefined, [creation, begins, about]);
  expect(inTurn).not.toEqual(foldSettled(undefined, [creation, begins]));
  expect(foldSettled(undefined, [creation, about, begins])).toEqual(inTurn);
  const waiting = foldSettled(undefined, [creation, about]);
  expect(waiting).toEqual({ ...(foldSettled(undefined, [creation]) as object), early: [expect.anything()] });
  const other = { ...begins, body: renamed(begins.body) };
  expect(foldSettled(waiting, [other])).toHaveProperty('early');
});

/** Of another part. */
function renamed(body: unknown): unknown {
  return Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => [
      name,
      String(value).endsWith('-1') ? 'x-2' : value,
    ]),
  );
}

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

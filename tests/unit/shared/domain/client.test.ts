import { expect, test } from 'vitest';
import type { Client } from '../../../../shared/domain/client/client.ts';
import { ageOn, parseIdentityCode } from '../../../../shared/domain/client/identityCode.ts';
import { isOnRecord, knownByRecord } from '../../../../shared/domain/client/knownAnswers.ts';
import { fieldValue } from '../../../../shared/domain/field/field.ts';
import { opCatalogue, scopesOf } from '../../../../shared/op/opCatalogue.ts';
import { foldAll, laine, makeOp, virta } from '../make.ts';

const registration = {
  familyName: 'Esimerkki',
  givenNames: 'Aino',
  identityCode: '140341-9013',
  birthDate: '1941-03-14',
  language: 'fi',
  interpreter: false,
  phone: '+358400000001',
  address: null,
  municipality: '286',
  nonDisclosure: false,
  allergies: 'notRecorded',
};
const registered = () => makeOp('client', 'client.registered', registration);

test('[CL1] a client has every field, and one field changes alone', () => {
  expect(opCatalogue['client.registered'].schema.safeParse(registration).success).toBe(true);
  const { address: _missing, ...incomplete } = registration;
  expect(opCatalogue['client.registered'].schema.safeParse(incomplete).success).toBe(false);
  const moved = foldAll<Client>([
    registered(),
    makeOp('client', 'client.fieldSet', { field: 'municipality', value: '285' }),
  ]);
  expect([fieldValue(moved.municipality), fieldValue(moved.familyName)]).toEqual(['285', 'Esimerkki']);
});

const good =
  `140341-9013 020748-912R 301251-923Y 090550-934V 010594Y978F 150603A9907 111119A913A 311299+946R 190975U979E
  010594Y9032 020516C903K 020504B904H 050594U903M`.split(/\s+/);
const bad =
  `010190-999X 010190-999Y 310299-9894 290225A924A 010594G9032 010594Y903G 010594-90 010594-0018`.split(
    /\s+/,
  );

test.each(good)('[CL2] %s is a valid identity code', (code) => {
  expect(parseIdentityCode(code)?.code).toBe(code);
});
test.each(bad)('[CL2] %s is refused', (code) => {
  expect(parseIdentityCode(code)).toBeNull();
});
test('[CL2] codes that differ only in the century sign are different people', () => {
  expect(parseIdentityCode('010594Y9032')?.code).not.toBe(parseIdentityCode('010594-9032')?.code);
  expect(parseIdentityCode('311299+946R')?.birthDate).toBe('1899-12-31');
});

test('[CL3] removing an alert leaves the others', () => {
  const alert = (alertId: string, text: string) =>
    makeOp('client', 'client.alertAdded', { alertId, kind: 'allergy', text });
  const remove = makeOp('client', 'client.alertRemoved', { alertId: 'one', reason: 'kirjattu väärälle' });
  const client = foldAll<Client>([
    registered(),
    alert('one', 'penisilliini'),
    alert('two', 'pähkinä'),
    remove,
  ]);
  expect(Object.keys(client.alerts)).toEqual(['two']);
});

test('[KN1] conditions and medicines added apart stand side by side; only the entry named goes', () => {
  const add = (conditionId: string, text: string, with_ = {}) =>
    makeOp('client', 'client.conditionAdded', { conditionId, kind: 'immunity', text }, with_);
  const medicine = makeOp('client', 'client.medicineAdded', {
    medicineId: 'm1',
    kind: 'anticoagulant',
    text: 'Varfariini',
  });
  const remove = makeOp('client', 'client.conditionRemoved', { conditionId: 'one', reason: 'Parantunut' });
  const client = foldAll<Client>([
    registered(),
    add('one', 'Solunsalpaaja', { basis: 1 }),
    add('two', 'Solunsalpaajahoito', { basis: 1, by: virta }),
    medicine,
    remove,
  ]);
  expect(Object.values(client.conditions ?? {}).map((one) => [one.id, one.addedBy.user])).toEqual([
    ['two', 'nurse.virta'],
  ]);
  expect(knownByRecord(client)).toEqual(['c_immuno', 'c_anticoag']);
});

test('[KN2] silence on the record, or an entry of another kind, answers nothing', () => {
  expect(knownByRecord({})).toEqual([]);
  const other = { id: 'x', kind: 'other' as const, text: 'Astma', addedBy: laine, addedAt: 'x' };
  expect(knownByRecord({ conditions: { x: other } })).toEqual([]);
  expect(isOnRecord({ conditions: { x: other } }, 'constructor')).toBe(false);
});

test('[CL4] age counts completed years and months', () => {
  expect(ageOn('2026-02-28', '2026-11-21')).toEqual({ years: 0, months: 8 });
  expect(ageOn('1951-11-22', '2026-11-21')?.years).toBe(74);
  expect(ageOn('1951-11-21', '2026-11-21')?.years).toBe(75);
  expect(ageOn('2027-01-01', '2026-11-21')).toBeNull();
});

test('[AC1] opening a client record is a fact with purpose and contact', () => {
  const body = {
    clientId: 'client_1',
    action: 'view',
    purpose: 'CONTACT',
    contactId: 'contact_1',
    reason: null,
  };
  expect(opCatalogue['accessLog.viewed'].schema.safeParse(body).success).toBe(true);
  expect(opCatalogue['accessLog.viewed'].schema.safeParse({ ...body, purpose: '' }).success).toBe(false);
  const viewing = () => makeOp('accessLog', 'accessLog.viewed', body);
  expect(foldAll<{ viewCount: number }>([viewing(), viewing()]).viewCount).toBe(2);
});

test('[AC2] access facts belong to no scope of a desk', () => {
  expect(scopesOf('accessLog', { id: 'a', clientId: 'client_1', viewCount: 1 })).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { checkDraft, emptyDraft, registrationOf } from '../../../../renderer/features/client/clientDraft.ts';
import { allergiesOf } from '../../../../renderer/features/client/clientFacts.ts';
import { isHidden } from '../../../../shared/domain/client/client.ts';

const named = { ...emptyDraft, familyName: ' Kivelä ', givenNames: 'Aino' };

describe('registering a client', () => {
  it('[WN11] a name is enough', () => {
    expect([...checkDraft(named)]).toEqual([]);
    expect(registrationOf(named)).toMatchObject({
      familyName: 'Kivelä',
      identityCode: null,
      birthDate: null,
      phone: null,
      municipality: null,
      allergies: 'notRecorded',
    });
  });

  it('[WN11] without a name, with a wrong code or an impossible date it is not saved', () => {
    expect([...checkDraft(emptyDraft)]).toEqual(['familyName', 'givenNames']);
    expect([...checkDraft({ ...named, identityCode: '301251-923X' })]).toEqual(['identityCode']);
    expect([...checkDraft({ ...named, birthDate: '31.2.1952' })]).toEqual(['birthDate']);
    expect([...checkDraft({ ...named, birthDate: '1952' })]).toEqual(['birthDate']);
  });

  it('[WN11] the identity code gives the birth date, and otherwise the date as said', () => {
    expect(registrationOf({ ...named, identityCode: '301251-923y' })).toMatchObject({
      identityCode: '301251-923Y',
      birthDate: '1951-12-30',
    });
    expect(registrationOf({ ...named, birthDate: '3.10.1952' }).birthDate).toBe('1952-10-03');
  });
});

describe('a client about whom two desks differ', () => {
  const by = { user: 'nurse.laine', role: 'nurse', unit: 'unit_health', desk: 'desk_a' };
  const versions = <T>(...values: readonly T[]) =>
    values.map((value, at) => ({ value, opId: `op ${at}`, seq: at, by, at: '2026-11-23T08:00:00.000Z' }));

  it('[WN26] a list of allergies counts, whoever wrote last, and "none" only where nobody says otherwise', () => {
    expect(allergiesOf({ allergies: versions('listed', 'none') })).toBe('listed');
    expect(allergiesOf({ allergies: versions('notRecorded', 'none') })).toBe('notRecorded');
    expect(allergiesOf({ allergies: versions('none') })).toBe('none');
  });

  it('[WN26] a non-disclosure order counts', () => {
    expect(isHidden({ nonDisclosure: versions(true, false) })).toBe(true);
    expect(isHidden({ nonDisclosure: versions(false) })).toBe(false);
  });
});

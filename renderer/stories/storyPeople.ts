import type { Actor, Field } from '../../shared/domain/field/field.ts';
import type { ClientView } from '../../shared/protocol/deskViews.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';

// Invented people; identity codes only from the range that is never given to anyone.
export const now = () => Date.now();
export const ago = (seconds: number) => new Date(now() - seconds * 1_000).toISOString();

export const laine: Actor = { user: 'nurse.laine', role: 'nurse', unit: 'unit_health', desk: 'desk-a' };
export const virta: Actor = { user: 'nurse.virta', role: 'nurse', unit: 'unit_health', desk: 'desk-b' };
export const nieminen: Actor = {
  user: 'social.nieminen',
  role: 'social_worker',
  unit: 'unit_social',
  desk: 'desk-c',
};
export const salo: Actor = {
  user: 'coordinator.salo',
  role: 'coordinator',
  unit: 'unit_coordination',
  desk: 'desk-a',
};
export const aalto: Actor = { ...salo, user: 'coordinator.aalto', desk: 'desk-e' };

export const units = [
  { id: 'unit_health', name: { fi: 'Terveysneuvonta', sv: 'Hälsorådgivning', en: 'Health advice' } },
  { id: 'unit_social', name: { fi: 'Sosiaalineuvonta', sv: 'Socialrådgivning', en: 'Social advice' } },
  {
    id: 'unit_coordination',
    name: { fi: 'Palvelukoordinaatio', sv: 'Servicekoordinering', en: 'Service coordination' },
  },
] as const;

export function sessionOf(by: Actor, name: string, role: Session['role']): Session {
  const unit = units.find((one) => one.id === by.unit) ?? units[0];
  return {
    id: `session_${by.user}`,
    user: by.user,
    name,
    role,
    unit: by.unit,
    unitName: { ...unit.name },
    scopes: [by.unit, 'region'],
    desk: by.desk,
  };
}

let opCount = 0;
export function field<T>(value: T, by: Actor = laine, at: string = ago(300)): Field<T> {
  opCount += 1;
  return [{ value, opId: `op-${opCount}`, seq: opCount, by, at }];
}

export function client(id: string, given: Partial<ClientView> = {}): ClientView {
  return {
    id,
    clientId: id,
    familyName: field('Kivelä'),
    givenNames: field('Aino Maria'),
    identityCode: field<string | null>('301251-923Y'),
    birthDate: field<string | null>('1951-12-30'),
    language: field('fi'),
    interpreter: field(false),
    phone: field<string | null>('040 555 0123'),
    address: field<string | null>('Kauppakatu 12 B 34, 45100 Kouvola'),
    municipality: field<string | null>('286'),
    nonDisclosure: field(false),
    allergies: field<'none' | 'listed' | 'notRecorded'>('listed'),
    alerts: {
      a1: { id: 'a1', kind: 'allergy', text: 'Penisilliini', addedBy: laine, addedAt: ago(90_000) },
      a2: { id: 'a2', kind: 'risk', text: 'Kaatumisriski', addedBy: laine, addedAt: ago(90_000) },
      a3: { id: 'a3', kind: 'medicine', text: 'Varfariini', addedBy: laine, addedAt: ago(90_000) },
    },
    registeredAt: ago(1_000_000),
    masked: [],
    signs: { pending: 0, savedAt: ago(300), regionAt: ago(300) },
    ...given,
  };
}

export const clients: readonly ClientView[] = [
  client('client_kivela'),
  client('client_soder', {
    familyName: field('Söderholm'),
    givenNames: field('Karl Erik'),
    identityCode: field<string | null>('140341-9013'),
    birthDate: field<string | null>('1941-03-14'),
    language: field('sv'),
    allergies: field<'none' | 'listed' | 'notRecorded'>('none'),
    alerts: {},
    municipality: field<string | null>('624'),
  }),
  client('client_masked', {
    familyName: field('Lehto'),
    givenNames: field('Petra'),
    identityCode: field<string | null>('010179-956N'),
    birthDate: field<string | null>('1979-01-01'),
    nonDisclosure: field(true),
    allergies: field<'none' | 'listed' | 'notRecorded'>('notRecorded'),
    alerts: {},
    phone: field<string | null>(null),
    address: field<string | null>(null),
    municipality: field<string | null>(null),
    masked: ['phone', 'address', 'municipality'],
  }),
];

import type { Transport } from '../../electron/engine/sync/transport.ts';
import { Fault } from '../../shared/base/refusal.ts';
import type { Role } from '../../shared/domain/access/policy.ts';
import type { SignInGranted } from '../../shared/protocol/sessionProtocol.ts';

export interface TestPerson {
  readonly user: string;
  readonly role: Role;
  readonly unit: string;
}

export const laine: TestPerson = { user: 'nurse.laine', role: 'nurse', unit: 'unit_health' };
export const virta: TestPerson = { user: 'nurse.virta', role: 'nurse', unit: 'unit_health' };
export const nieminen: TestPerson = { user: 'social.nieminen', role: 'social_worker', unit: 'unit_social' };
export const heino: TestPerson = { user: 'lead.heino', role: 'clinical_lead', unit: 'unit_health' };

export const sundberg: TestPerson = {
  user: 'lead.sundberg',
  role: 'clinical_lead',
  unit: 'unit_social',
};

export const salo: TestPerson = { user: 'coordinator.salo', role: 'coordinator', unit: 'unit_health' };

export const testPassword = 'demo';
const people = [laine, virta, nieminen, heino, sundberg, salo];

export function grantFor(person: TestPerson, desk: string, number = 1): SignInGranted {
  return {
    session: {
      id: `session_${person.user}_${desk}_${number}`,
      user: person.user,
      name: person.user,
      role: person.role,
      unit: person.unit,
      unitName: { fi: person.unit, sv: person.unit, en: person.unit },
      scopes: ['region', `unit:${person.unit}`],
      desk,
    },
    token: 'token',
    tokenExpiresAt: '2099-01-01T00:00:00.000Z',
    refresh: 'refresh',
    time: '2026-11-21T08:00:00.000Z',
  };
}

/** A region that answers sign-ins and nothing else, or nothing at all while `isUp` is false. */
export interface SignInOnly extends Transport {
  isUp: boolean;
}

export function signInOnly(): SignInOnly {
  const port: SignInOnly = {
    url: 'http://region.invalid',
    isUp: true,
    async signIn({ user, password, desk }) {
      if (!port.isUp) throw new Fault('regionUnreachable');
      const person = people.find((one) => one.user === user);
      if (person === undefined || password !== testPassword) throw new Fault('wrongPassword');
      return grantFor(person, desk);
    },
    async refresh() {
      throw new Fault('regionUnreachable');
    },
    async connect() {
      throw new Fault('regionUnreachable');
    },
  };
  return port;
}

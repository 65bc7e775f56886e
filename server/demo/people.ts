import { type Role, systemRole } from '../../shared/domain/access/policy.ts';
import { regionScope, unitScope } from '../../shared/op/opCatalogue.ts';

/** Everybody and everything here is invented. */
export const demoUnits = {
  unit_health: { fi: 'Terveysneuvonta', sv: 'Hälsorådgivning', en: 'Health advice' },
  unit_social: { fi: 'Sosiaalineuvonta', sv: 'Socialrådgivning', en: 'Social care advice' },
  unit_coordination: { fi: 'Palvelukoordinaatio', sv: 'Servicekoordinering', en: 'Service coordination' },
} as const;
export type DemoUnit = keyof typeof demoUnits;
export const demoUnitIds = Object.keys(demoUnits) as DemoUnit[];

export function listDemoUnits() {
  return demoUnitIds.map((id) => ({ id, name: demoUnits[id] }));
}

export interface DemoPerson {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: DemoUnit;
  readonly scopes: readonly string[];
}

function person(
  user: string,
  name: string,
  rest: { role: Role; unit: DemoUnit; units?: readonly DemoUnit[] },
): DemoPerson {
  const { role, unit, units = [unit] } = rest;
  return { user, name, role, unit, scopes: [...units.map(unitScope), regionScope] };
}

export const demoPassword = 'demo';

export const demoPeople: readonly DemoPerson[] = [
  person('nurse.laine', 'Anna Laine', { role: 'nurse', unit: 'unit_health' }),
  person('nurse.virta', 'Mikko Virta', { role: 'nurse', unit: 'unit_health' }),
  person('social.nieminen', 'Päivi Nieminen', { role: 'social_worker', unit: 'unit_social' }),
  person('social.lindqvist', 'Johan Lindqvist', { role: 'social_worker', unit: 'unit_social' }),
  person('coordinator.salo', 'Tuula Salo', { role: 'coordinator', unit: 'unit_coordination' }),
  person('coordinator.aalto', 'Petri Aalto', { role: 'coordinator', unit: 'unit_coordination' }),
  person('supervisor.koski', 'Riitta Koski', { role: 'supervisor', unit: 'unit_health', units: demoUnitIds }),
  person('lead.heino', 'Eero Heino', { role: 'clinical_lead', unit: 'unit_health' }),
  person('lead.sundberg', 'Maria Sundberg', { role: 'clinical_lead', unit: 'unit_social' }),
  person('admin', 'Ylläpito', { role: 'admin', unit: 'unit_coordination' }),
];

/** The region's own hand: one sign-in per desk and unit, which nobody else can get. */
export function systemSession(desk: string, unit: DemoUnit) {
  return {
    id: `session_${desk}_${unit}`,
    user: 'system',
    name: 'Luotsi',
    role: systemRole,
    unit,
    scopes: [...demoUnitIds.map(unitScope), regionScope],
    desk,
  };
}

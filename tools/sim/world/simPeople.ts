import type { Role } from '../../../shared/domain/access/policy.ts';
import { regionScope, unitScope } from '../../../shared/op/opCatalogue.ts';

/** Three units, as in the demo region; desk n is staffed by person n. Invented, with no name but their number. */
export const simUnits = ['unit_health', 'unit_social', 'unit_coordination'] as const;
export type SimUnit = (typeof simUnits)[number];

export interface SimPerson {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: SimUnit;
  readonly scopes: readonly string[];
}

const roles: Readonly<Record<SimUnit, Role>> = {
  unit_health: 'nurse',
  unit_social: 'social_worker',
  unit_coordination: 'coordinator',
};

export function simPerson(number: number): SimPerson {
  const unit = simUnits[number % simUnits.length] ?? 'unit_health';
  return {
    user: `person.${number}`,
    name: `Person ${number}`,
    role: roles[unit],
    unit,
    scopes: [unitScope(unit), regionScope],
  };
}

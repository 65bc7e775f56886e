import type { Role } from '../../../shared/domain/access/policy.ts';
import { regionScope, unitScope } from '../../../shared/op/opCatalogue.ts';
import type { SeededRandom } from '../seededRandom.ts';

/** Three units, as in the demo region; desk n is staffed by person n. Invented, with no name but their number. */
export const simUnits = ['unit_health', 'unit_social', 'unit_coordination'] as const;
export type SimUnit = (typeof simUnits)[number];

export interface SimPerson {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: SimUnit;
  /** What the person may see now; it changes with their work. */
  scopes: readonly string[];
}

const roles: Readonly<Record<SimUnit, Role>> = {
  unit_health: 'nurse',
  unit_social: 'social_worker',
  unit_coordination: 'coordinator',
};

/** For a while somebody also works for another unit, and then no more. */
export function changeScopes(person: SimPerson, random: SeededRandom): void {
  const usual = [unitScope(person.unit), regionScope];
  const others = simUnits.filter((unit) => unit !== person.unit);
  const other = others[random.below(others.length)] ?? person.unit;
  person.scopes = person.scopes.length > usual.length ? usual : [...usual, unitScope(other)];
}

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

export const sharedUnit = 'unit_shared';

export function stormUnit(number: number): string {
  return `unit_storm_${number}`;
}

export function stormUser(number: number): string {
  return `storm.${number}`;
}

import { own } from '../../base/own.ts';
import type { Unit } from '../unit.ts';

/** UCUM codes of our units; those that count things have none and go by their words. */
const codes: Readonly<Partial<Record<Unit, string>>> = {
  C: 'Cel',
  min: 'min',
  h: 'h',
  days: 'd',
  weeks: 'wk',
  months: 'mo',
  years: 'a',
  mmHg: 'mm[Hg]',
  'mmol/l': 'mmol/L',
  percent: '%',
  per_min: '/min',
  per_hour: '/h',
  per_24h: '/(24.h)',
  per_week: '/wk',
  per_12m: '/(12.mo)',
  h_day: 'h/d',
  days_month: 'd/mo',
};

export function ucumOf(unit: Unit): string | undefined {
  return own(codes, unit);
}

export function unitOf(code: string): Unit | null {
  const found = Object.entries(codes).find(([, known]) => known === code);
  return found === undefined ? null : (found[0] as Unit);
}

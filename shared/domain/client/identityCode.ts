// Keeps CL2: henkilötunnus by its check character; century signs of 2023 included.
const signs: Readonly<Record<string, number>> = {
  '+': 1800,
  '-': 1900,
  Y: 1900,
  X: 1900,
  W: 1900,
  V: 1900,
  U: 1900,
  A: 2000,
  B: 2000,
  C: 2000,
  D: 2000,
  E: 2000,
  F: 2000,
};
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const shape = /^(\d{2})(\d{2})(\d{2})([-+ABCDEFYXWVU])(\d{3})([0-9A-FHJ-NPR-Y])$/;

export interface IdentityCode {
  /** As given, upper case. The sign distinguishes people: it is never normalised away. */
  readonly code: string;
  /** ISO date of birth. */
  readonly birthDate: string;
  /** Individual number 900–999: never given to a real person. */
  readonly artificial: boolean;
}

/** Parses a Finnish personal identity code; null when the form, the date or the check character is wrong. */
export function parseIdentityCode(text: string): IdentityCode | null {
  const code = text.trim().toUpperCase();
  const parts = shape.exec(code);
  if (parts === null) return null;
  const [, day = '', month = '', year = '', sign = '', serial = '', check = ''] = parts;
  const century = signs[sign];
  if (century === undefined || Number(serial) < 2) return null;
  const birthDate = `${century + Number(year)}-${month}-${day}`;
  if (!isRealDate(century + Number(year), Number(month), Number(day))) return null;
  if (checkCharacters[Number(`${day}${month}${year}${serial}`) % 31] !== check) return null;
  return { code, birthDate, artificial: Number(serial) >= 900 };
}

export function isRealDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] ?? 0);
}

/** Completed years and months of age on an ISO date; null when the birth date lies after it. */
export function ageOn(birthDate: string, today: string): { years: number; months: number } | null {
  const [by = 0, bm = 0, bd = 0] = birthDate.split('-').map(Number);
  const [ty = 0, tm = 0, td = 0] = today.slice(0, 10).split('-').map(Number);
  const months = (ty - by) * 12 + (tm - bm) - (td < bd ? 1 : 0);
  return months < 0 ? null : { years: Math.floor(months / 12), months };
}

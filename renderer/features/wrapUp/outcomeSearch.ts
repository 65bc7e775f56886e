// Keeps RC9. An outcome is found by its number or by any part of its words.
import { type Outcome, outcomes } from '../../../shared/domain/contact/contact.ts';

export interface NamedOutcome {
  readonly code: Outcome;
  readonly label: string;
}

/** `9`, `09` and `D09` all mean D09 first; then the codes that go on from the digits, then words. */
export function findOutcomes(typed: string, labelOf: (code: Outcome) => string): readonly NamedOutcome[] {
  const named = outcomes.map((code) => ({ code, label: labelOf(code) }));
  const text = plain(typed);
  if (text === '') return named;
  const digits = /^d?(\d{1,2})$/.exec(text)?.[1];
  if (digits !== undefined) {
    const exact = named.filter((one) => Number(one.code.slice(1)) === Number(digits));
    const further = named.filter((one) => !exact.includes(one) && startsWithNumber(one.code, digits));
    return [...exact, ...further];
  }
  const words = text.split(/\s+/);
  return named.filter((one) => words.every((word) => plain(one.label).includes(word)));
}

function startsWithNumber(code: Outcome, digits: string): boolean {
  return code.slice(1).startsWith(digits) || String(Number(code.slice(1))).startsWith(String(Number(digits)));
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}

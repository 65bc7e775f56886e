// Keeps RC3. Which key gives which answer: one table for the screen, the keyboard and the tests.
import type { StoredAnswer } from '../../../../shared/domain/assessment/assessment.ts';
import type { QuestionView } from '../../../../shared/protocol/deskViews.ts';

export const notSure = 'unknown';

/** One key of a question; `key` is null where digits ran out and only arrows and the pointer reach it. */
export interface AnswerKey {
  readonly key: string | null;
  readonly answer: string;
}

/**
 * Yes is always 1, no 2, not sure 3. Options go 1–9 in the script's order with "not sure" after the last one;
 * where more than eight options leave no digit for it, it is 0.
 */
export function answerKeys(question: QuestionView): readonly AnswerKey[] {
  if (question.kind === 'yes_no') {
    return [
      { key: '1', answer: 'yes' },
      { key: '2', answer: 'no' },
      { key: '3', answer: notSure },
    ];
  }
  if (question.kind === 'choice' || question.kind === 'many') {
    const keys = question.options.map((option, index) => ({
      key: index < 9 ? String(index + 1) : null,
      answer: option.key,
    }));
    const last = question.options.length + 1;
    return [...keys, { key: last <= 9 ? String(last) : '0', answer: notSure }];
  }
  return [{ key: null, answer: notSure }];
}

/** Pressing 0 always means "not sure" in a question of choices, wherever its own digit stands. */
export function answerOfKey(question: QuestionView, key: string): string | null {
  const keys = answerKeys(question);
  const found = keys.find((one) => one.key === key);
  if (found !== undefined) return found.answer;
  const hasChoices = question.kind === 'yes_no' || question.kind === 'choice' || question.kind === 'many';
  return key === '0' && hasChoices ? notSure : null;
}

/** A digit in a question of many choices adds or takes away one; "not sure" stands alone. */
export function toggleChoice(chosen: StoredAnswer | undefined, option: string): StoredAnswer {
  if (option === notSure) return notSure;
  const before = Array.isArray(chosen) ? (chosen as readonly string[]) : [];
  return before.includes(option) ? before.filter((one) => one !== option) : [...before, option];
}

/** What is typed into a number field, with a Finnish decimal comma; null when it is not a number in range. */
export function readNumber(question: QuestionView, typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('−', '-');
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  if (question.kind === 'scale' && !Number.isInteger(value)) return null;
  if (question.min !== null && value < question.min) return null;
  return question.max !== null && value > question.max ? null : value;
}

/** The day as an ISO date from what a Finn types: `3.2.2026`, `03.02.2026`, `3.2.26` or an ISO date itself. */
export function readDate(typed: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const finnish = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text);
  if (finnish === null) return null;
  const year = Number(finnish[3]);
  return isoDate(year < 100 ? 2000 + year : year, Number(finnish[2]), Number(finnish[1]));
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

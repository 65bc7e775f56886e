// The report: each check of the acceptance list with its bar, what was found, and why anything was not run.
import type { TestOutcome } from './testOutcomes.ts';
import { type Project, projectOf, type TrustCheck } from './trustChecks.ts';
import type { TrustFigure } from './trustFigure.ts';

export interface TrustRow {
  readonly id: string;
  readonly what: string;
  readonly bar: string;
  readonly figure: string;
  readonly result: 'pass' | 'fail' | 'not run';
  /** Why it was not run, what of it was not, or which tests failed. */
  readonly why: string;
  readonly seed: string;
  readonly commit: string;
}

export interface Found {
  readonly outcomes: readonly TestOutcome[];
  readonly figures: readonly TrustFigure[];
  readonly commit: string;
  /** Kinds of tests that did not run at all, and why. */
  readonly absent?: ReadonlyMap<Project, string>;
}

export function trustRows(checks: readonly TrustCheck[], found: Found): TrustRow[] {
  return checks.map((check) => rowOf(check, found));
}

function rowOf(check: TrustCheck, { outcomes, figures, commit, absent }: Found): TrustRow {
  const { id, what, bar, tests, without } = check;
  const mine = figures.filter((one) => one.check === id);
  const base = { id, what, bar, seed: [...new Set(mine.flatMap((one) => one.seed ?? []))].join(' '), commit };
  if (tests.length === 0) return { ...base, figure: '', result: 'not run', why: without ?? '' };
  const parts = tests.map(({ file, spec }) => ({
    name: `${file} [${spec}]`,
    reason: absent?.get(projectOf(file)),
    ran: outcomes.filter((one) => one.file === file && (one.title.includes(`[${spec}]`) || one.title === '')),
  }));
  const ran = parts.flatMap((part) => part.ran);
  const failed = parts.filter((part) => part.ran.some((one) => !one.passed)).map((part) => part.name);
  const missing = parts.filter((part) => part.ran.length === 0);
  const told = mine.map((one) => `${one.part}: ${one.figure}`);
  const passed = ran.filter((one) => one.passed).length;
  const figure = ran.length === 0 ? '' : [...told, `${passed} of ${ran.length} tests`].join('; ');
  const reasons = [
    ...failed.map((name) => `failed: ${name}`),
    ...missing.map(({ name, reason }) => `not run: ${name}${reason === undefined ? '' : ` (${reason})`}`),
    ...(without === undefined ? [] : [without]),
  ];
  const result = failed.length > 0 ? 'fail' : missing.length > 0 ? 'not run' : 'pass';
  return { ...base, figure, result, why: reasons.join('; ') };
}

const widths = { id: 4, result: 7, figure: 60, bar: 44 } as const;

/** For people: one line a check, what did not fit below it. */
export function trustTable(rows: readonly TrustRow[]): string {
  const line = (row: Pick<TrustRow, 'id' | 'result' | 'figure' | 'bar'>) =>
    (Object.keys(widths) as (keyof typeof widths)[])
      .map((key) => cut(row[key], widths[key]).padEnd(widths[key]))
      .join('  ')
      .trimEnd();
  const body = rows.flatMap((row) => [line(row), ...(row.why === '' ? [] : [`      ${row.why}`])]);
  const many = (result: TrustRow['result']) => rows.filter((row) => row.result === result).length;
  const last = `${many('pass')} pass, ${many('fail')} fail, ${many('not run')} not run`;
  return [
    line({ id: 'id', result: 'pass' as const, figure: 'figure', bar: 'bar' }).replace('pass', 'end '),
    ...body,
    last,
  ].join('\n');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

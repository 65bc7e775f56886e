import { readFileSync } from 'node:fs';

export interface Outcome {
  readonly stage: string;
  readonly passed: number;
  readonly failed: number;
}

/** Counts of one runner: what its report says, and one failure more when it failed for a reason that no test names. */
export function readOutcome(
  stage: string,
  run: { readonly code: number; readonly report: string | undefined },
): Outcome {
  const { passed, failed } = countTests(run.report);
  const unnamed = run.code !== 0 && failed === 0 ? 1 : 0;
  return { stage, passed, failed: failed + unnamed };
}

function countTests(report: string | undefined): { passed: number; failed: number } {
  if (report === undefined) return { passed: 0, failed: 0 };
  const value: unknown = JSON.parse(report);
  return { passed: numberAt(value, 'numPassedTests'), failed: numberAt(value, 'numFailedTests') };
}

function numberAt(value: unknown, key: string): number {
  const found =
    typeof value === 'object' && value !== null
      ? Object.entries(value).find(([name]) => name === key)?.[1]
      : 0;
  return typeof found === 'number' ? found : 0;
}

export function readReport(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The runner ended before it could write one; its exit code tells.
    return undefined;
  }
}

/** The last line of every test run; others read it by this exact form. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, one) => total + one[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}

// What the test runner's own reports say of each test.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

const runnerReport = z.object({
  startTime: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      status: z.string().optional(),
      assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
    }),
  ),
});

export interface TestOutcome {
  readonly file: string;
  readonly title: string;
  readonly passed: boolean;
}

export interface TestRun {
  readonly startedAt: number;
  readonly outcomes: readonly TestOutcome[];
}

export function readTestRuns(root: string, reports: readonly string[]): TestRun[] {
  return reports
    .filter((file) => existsSync(file))
    .map((file) => testRunIn(root, readFileSync(file, 'utf8')));
}

export function testRunIn(root: string, report: string): TestRun {
  const { startTime, testResults } = runnerReport.parse(JSON.parse(report));
  const outcomes = testResults.flatMap(({ name, assertionResults, status }) => {
    const file = relative(root, name);
    // A file that broke before its first test ran has none to name, and that is a failure too.
    if (assertionResults.length === 0 && status === 'failed') return [{ file, title: '', passed: false }];
    return assertionResults.map((one) => ({ file, title: one.title, passed: one.status === 'passed' }));
  });
  return { startedAt: startTime, outcomes };
}

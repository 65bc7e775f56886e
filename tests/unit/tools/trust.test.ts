import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testRunIn } from '../../../tools/trust/testOutcomes.ts';
import { projectOf, soakCounts, type TrustCheck, trustChecks } from '../../../tools/trust/trustChecks.ts';
import { trustRows, trustTable } from '../../../tools/trust/trustReport.ts';

const root = new URL('../../..', import.meta.url).pathname;
const check: TrustCheck = {
  id: 'R99',
  what: 'something',
  bar: 'none lost',
  tests: [
    { file: 'tests/a.test.ts', spec: 'AA1' },
    { file: 'tests/b.test.ts', spec: 'BB2' },
  ],
};
const found = (outcomes: { file: string; title: string; passed: boolean }[]) => ({
  outcomes,
  figures: [{ check: 'R99', part: 'kills', figure: '7 of 7', seed: '3', at: '' }],
  commit: 'abc',
});

describe('the trust report', () => {
  it('[FT20] passes what ran and passed, with its figure, seed and commit', () => {
    const rows = trustRows(
      [check],
      found([
        { file: 'tests/a.test.ts', title: '[AA1] one', passed: true },
        { file: 'tests/b.test.ts', title: '[BB2] two', passed: true },
      ]),
    );
    expect(rows).toEqual([
      expect.objectContaining({
        result: 'pass',
        figure: 'kills: 7 of 7; 2 of 2 tests',
        seed: '3',
        commit: 'abc',
        why: '',
      }),
    ]);
  });

  it('[FT20] never passes what did not run, and says which', () => {
    const [row] = trustRows([check], found([{ file: 'tests/a.test.ts', title: '[AA1] one', passed: true }]));
    expect(row).toMatchObject({ result: 'not run', why: 'not run: tests/b.test.ts [BB2]' });
    const [none] = trustRows([{ ...check, tests: [], without: 'needs root' }], found([]));
    expect(none).toMatchObject({ result: 'not run', why: 'needs root', figure: '' });
    const tests = [{ file: 'tests/root/a.test.ts', spec: 'AA1' }];
    const absent = new Map([['root', 'needs root'] as const]);
    const [away] = trustRows([{ ...check, tests }], { ...found([]), absent });
    expect(away).toMatchObject({
      result: 'not run',
      why: 'not run: tests/root/a.test.ts [AA1] (needs root)',
    });
  });

  it('[FT20] fails with the tests that failed, and a file that broke before its tests counts', () => {
    const [row] = trustRows(
      [check],
      found([
        { file: 'tests/a.test.ts', title: '', passed: false },
        { file: 'tests/b.test.ts', title: '[BB2] two', passed: true },
      ]),
    );
    expect(row).toMatchObject({ result: 'fail', why: 'failed: tests/a.test.ts [AA1]' });
    expect(trustTable([row ?? never()])).toContain('0 pass, 1 fail, 0 not run');
  });

  it('[FT20] the long counts are never shorter than the usual ones', () => {
    expect(soakCounts(1)).toMatchObject({ LUOTSI_SOAK: '1', LUOTSI_ENGINE_KILLS: '2000' });
    expect(soakCounts(0.01)).toMatchObject({ LUOTSI_SOAK: '0.01', LUOTSI_ENGINE_KILLS: '200' });
  });

  it('[FT20] reads the runner’s report', () => {
    const report = {
      startTime: 7,
      testResults: [{ name: '/x/tests/a.test.ts', assertionResults: [{ title: 't', status: 'passed' }] }],
    };
    expect(testRunIn('/x', JSON.stringify(report))).toEqual({
      startedAt: 7,
      outcomes: [{ file: 'tests/a.test.ts', title: 't', passed: true }],
    });
  });

  it('[FT20] every check has a test that is there, or says why not', () => {
    for (const { id, tests, without } of trustChecks) {
      expect(tests.length > 0 || without !== undefined, id).toBe(true);
      for (const { file, spec } of tests) {
        expect(existsSync(root + file), `${id}: ${file}`).toBe(true);
        expect(readFileSync(root + file, 'utf8'), `${id}: ${file}`).toContain(`[${spec}]`);
        expect(['unit', 'integration', 'root', 'desk']).toContain(projectOf(file));
      }
    }
    expect(trustChecks.map((one) => one.id)).toEqual([
      ...Array.from({ length: 23 }, (_none, at) => `R${String(at + 1).padStart(2, '0')}`),
      ...Array.from({ length: 11 }, (_none, at) => `S${String(at + 1).padStart(2, '0')}`),
    ]);
  });
});

function never(): never {
  throw new Error('no row');
}

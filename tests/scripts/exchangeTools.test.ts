import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const dir = mkdtempSync(join(tmpdir(), 'exchange-'));
afterAll(() => rmSync(dir, { recursive: true }));

function runTool(name: string, args: readonly string[]) {
  return spawnSync(process.execPath, [`tools/script/${name}.ts`, ...args], { encoding: 'utf8' });
}

/** A script of the library as its next version, changed by hand. */
function nextVersion(id: string, change: (text: string) => string): string {
  const file = join(dir, `${id}.yaml`);
  const text = readFileSync(`shared/script/library/${id}/1.yaml`, 'utf8');
  writeFileSync(file, change(text).replace(/^version: 1$/m, 'version: 2'));
  return file;
}

const earlier = (text: string) => text.replace('{minutes: {gte: 10}}', '{minutes: {gte: 5}}');

describe('script:replay', () => {
  test('[EX1] 5,000 generated assessments go through a new version in less than 10 s, up and down side by side', () => {
    const file = nextVersion('chest_pain', earlier);
    const from = performance.now();
    const { stdout, status } = runTool('replay', [file, '--generated', '5000', '--seed', '7', '--json']);
    expect(performance.now() - from).toBeLessThan(10_000);
    const report = JSON.parse(stdout) as Record<string, number> & { changed: { direction: string }[] };
    expect(status).toBe(0);
    expect(report).toMatchObject({
      script: 'chest_pain',
      from: 1,
      to: 2,
      assessments: 5000,
      down: 0,
      sideways: 0,
    });
    expect(report.up).toBeGreaterThan(10);
    expect((report.unchanged ?? 0) + report.changed.length).toBe(5000);
    expect(report.changed[0]).toMatchObject({ before: 'ed_now', after: 'emergency_112', direction: 'up' });
  });

  test('[EX1] in words the changes stand side by side; the same text changes nothing', () => {
    const { stdout } = runTool('replay', [nextVersion('chest_pain', earlier), '--generated', '300']);
    expect(stdout).toMatch(
      /chest_pain: version 1 → 2\ndirection +before +after +assessment\nup +ed_now +emergency_112/,
    );
    const same = runTool('replay', [
      'shared/script/library/chest_pain/1.yaml',
      '--generated',
      '50',
      '--json',
    ]);
    expect(JSON.parse(same.stdout)).toMatchObject({ assessments: 50, unchanged: 50, changed: [] });
  });

  test.each([
    ['nothing', []],
    ['no such file', ['/nowhere/2.yaml', '--generated', '5']],
    ['nobody’s assessments', ['shared/script/library/chest_pain/1.yaml']],
    ['half a number', ['shared/script/library/chest_pain/1.yaml', '--generated', '1.5']],
  ])('[EX1] %s ends with 2 and says why', (_what, args) => {
    const { status, stderr } = runTool('replay', args);
    expect([status, stderr.includes('Usage:'), stderr.includes('node:')]).toEqual([2, true, false]);
  });

  test('[EX1] a text that is no script ends with 1 and the places to mend', () => {
    const file = nextVersion('chest_pain', (text) => text.replace('minutes: {gte', 'minuets: {gte'));
    const { status, stderr } = runTool('replay', [file, '--generated', '5']);
    expect([status, stderr.includes('minuets is not asked')]).toEqual([1, true]);
  });
});

describe('script:import and script:export', () => {
  test('[EX2] [EX7] a questionnaire is written as a draft, what was lost on standard error', () => {
    const file = 'tests/fixtures/fhir/questionnaire-zika-virus-exposure-assessment.json';
    const { stdout, stderr, status } = runTool('import', [file, '--id', 'zika']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# Draft for demonstration[^\n]*\nid: zika\nversion: 1\nstatus: draft\n/);
    expect(stderr).toContain('not in the draft: effectivePeriod: has no place in a script');
  });

  test('[EX5] a script’s questions are written as a Questionnaire in the language asked for', () => {
    const { stdout, stderr, status } = runTool('export', ['fever_child_u3', '--lang', 'sv']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ resourceType: 'Questionnaire', language: 'sv', version: '1' });
    expect(stderr).toMatch(/not in the export: decide: \d+ rules/);
  });

  test('[EX2] mistakes in the arguments end with 2, a file that is none with 1', () => {
    const file = 'tests/fixtures/fhir/README.md';
    const runs = [
      runTool('import', [file, '--id', 'x']),
      runTool('import', [file]),
      runTool('export', ['no_such_script']),
      runTool('export', ['chest_pain', '--data', dir]),
    ];
    expect(runs.map((one) => one.status)).toEqual([1, 2, 2, 2]);
    expect(runs[0]?.stderr).toContain('is not JSON');
  });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Row {
  readonly id?: string;
  readonly ask?: object;
  readonly open?: readonly string[];
}

function runTool(name: string, args: readonly string[], lines: readonly unknown[] = []) {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { stdout, stderr, status } = spawnSync(process.execPath, [`tools/script/${name}.ts`, ...args], {
    input,
    encoding: 'utf8',
  });
  return { stdout, stderr, status, rows: stdout.trim().split('\n') };
}

function play(script: string, lines: readonly unknown[]): Row[] {
  return runTool('play', [script, '--json'], lines).rows.map((row) => JSON.parse(row) as Row);
}

describe('script:play --json', () => {
  test('[SC20] it asks, takes answers told in any order, and gives the outcome with its reasons', () => {
    const [first, ...rest] = play('chest_pain', [
      { answer: 'yes' },
      { id: 'pressure', answer: 'yes' },
      { id: 'minutes', answer: 20 },
    ]);
    expect(first?.ask).toMatchObject({
      id: 'o_awake',
      type: 'yes_no',
      choices: ['yes', 'no', 'unknown'],
    });
    expect(first?.open).toContain('c_age_y');
    expect(rest[0]?.ask).toMatchObject({ id: 'o_breath_ok' });
    expect(rest[2]).toMatchObject({
      disposition: 'emergency_112',
      because: [
        { id: 'pressure', answer: 'yes' },
        { id: 'minutes', answer: 20 },
      ],
      asked: 3,
      also: [],
      raised: null,
    });
  });

  test('[SC20] finish answers the rest reassuringly and a raise stands beside the disposition', () => {
    const last = play('fever_child_u3', [
      { id: 'c_age_m', answer: 5 },
      { id: 'temp', answer: 39.2 },
      { id: 'c_worry', answer: 'yes' },
      { finish: true },
    ]).at(-1);
    expect(last).toMatchObject({
      disposition: 'same_day',
      raised: { to: 'nurse_2h', because: [{ id: 'c_worry', answer: 'yes' }] },
    });
  });

  test('[SC20] a bad line is an error line and the conversation goes on', () => {
    const rows = play('chest_pain', [
      { id: 'minutes', answer: 'long' },
      { id: 'nothing', answer: 1 },
      5,
      { answer: 'no' },
    ]);
    expect(rows.slice(1)).toMatchObject([
      { error: 'wrongKind', id: 'minutes' },
      { error: 'unknownQuestion', id: 'nothing' },
      { error: 'notUnderstood' },
      { disposition: 'emergency_112', also: ['cpr'] },
    ]);
  });

  test('[SC20] a script that does not exist ends with 2 and the ids that do', () => {
    const { status, stderr } = runTool('play', ['unknown_script', '--json']);
    expect([status, stderr.includes('chest_pain')]).toEqual([2, true]);
  });
});

describe('the other script tools', () => {
  test('[SC20] script:list gives ids, keywords and subject', () => {
    const rows = JSON.parse(runTool('list', ['--json']).stdout) as Row[];
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(['chest_pain', 'older_person_home']));
    expect(rows.find((row) => row.id === 'fever_child_u3')).toMatchObject({
      subject: { age: { max: '36 months' } },
      keywords: { sv: expect.arrayContaining(['feber']) },
    });
  });

  test('[SC20] script:check proves the library with figures per script', () => {
    const { stdout, status } = runTool('check', ['--json']);
    const report = JSON.parse(stdout) as {
      ok: boolean;
      scripts: { id: string; figures: { longest: number } }[];
    };
    expect([status, report.ok, report.scripts.length > 2]).toEqual([0, true, true]);
    expect(report.scripts.every((one) => one.figures.longest > 0)).toBe(true);
  });

  test('[SC20] script:check ends with 1 and shows the dialogue when a proof fails', () => {
    const dir = mkdtempSync(join(tmpdir(), 'library-'));
    cpSync('shared/script/library', dir, { recursive: true });
    const file = join(dir, 'chest_pain/1.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('  - id: worse_weeks\n', '  - id: worse_weeks\n    worse: yes\n'),
    );
    const { stdout, status } = runTool('check', ['--library', dir]);
    rmSync(dir, { recursive: true });
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /chest_pain: monotone \(worse_weeks\)[\s\S]*Onko rasituksessa tuntuva kipu pahentunut.*- kyllä\n.*- yes/,
    );
  });

  test('[SC20] script:draw gives a chart with every outcome the script can reach', () => {
    const { stdout } = runTool('draw', ['older_person_home', '--lang', 'sv']);
    expect(stdout).toMatch(/^flowchart TD\n/);
    for (const code of [
      'emergency_112',
      'social_emergency_now',
      'social_same_day',
      'assessment_7wd',
      'general_advice',
    ]) {
      expect(stdout).toContain(`end_${code}[[`);
    }
  });

  test('[SC20] in words it reads the outcome, the safety net and the plan', () => {
    const input = ['1', '1', '2', '2', '2', '1', '1'].join('\n');
    const { stdout } = spawnSync(
      process.execPath,
      ['tools/script/play.ts', 'older_person_home', '--lang', 'sv'],
      { input, encoding: 'utf8' },
    );
    expect(stdout).toContain('=> Socialjouren genast');
    expect(stdout).toContain('Ring 112 vid andningssvårigheter');
    expect(stdout).toContain('UTKAST');
  });
});

describe('the command line of the script tools', () => {
  test.each([
    ['check', ['--nothing']],
    ['check', ['no_such_script']],
    ['list', ['--lang', 'de']],
    ['play', []],
  ] as const)(
    '[SC20] script:%s %j ends with 2 and says why, which is no finding about a script',
    (name, args) => {
      const { status, stdout, stderr } = runTool(name, args);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).not.toContain('node:');
    },
  );

  test('[SC20] a reader that has read enough is no trouble', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-o', 'pipefail', '-c', `'${process.execPath}' tools/script/list.ts --json | head -c 1 > /dev/null`],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  test('[SC20] a switch that npm took for its own still counts', () => {
    const { stdout } = spawnSync(process.execPath, ['tools/script/play.ts', 'chest_pain'], {
      input: '',
      encoding: 'utf8',
      env: { PATH: process.env.PATH, npm_config_json: 'true' },
    });
    expect(JSON.parse(stdout)).toHaveProperty('ask');
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword } from '../../kit/signInOnly.ts';
import { fileVault, startDesk } from '../../kit/startDesk.ts';

const dir = mkdtempSync(join(tmpdir(), 'stored-'));
const folder = join(dir, 'desk');
let contactId = '';

beforeAll(async () => {
  const desk = startDesk({ vault: fileVault(folder) });
  await desk.signIn();
  ({ contactId } = await desk.command('contact.open', {}));
  await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
  const answers = { o_awake: 'yes', o_breath_ok: 'yes', pressure: 'yes', minutes: 20 };
  for (const [questionId, answer] of Object.entries(answers))
    await desk.command('assessment.answer', { contactId, questionId, answer });
  await desk.command('assessment.decide', { contactId, direction: 'accept' });
  desk.close();
});
afterAll(() => rmSync(dir, { recursive: true }));

function runTool(name: string, args: readonly string[]) {
  return spawnSync(process.execPath, [`tools/script/${name}.ts`, ...args, '--user', 'nurse.laine'], {
    encoding: 'utf8',
    env: { ...process.env, LUOTSI_PASSWORD: testPassword },
  });
}

describe('tools over the folder of a desk', () => {
  it('[EX1] stored assessments go through a new version; desks that hold the same one count it once', () => {
    const file = join(dir, '2.yaml');
    const text = readFileSync('shared/script/library/chest_pain/1.yaml', 'utf8');
    writeFileSync(
      file,
      text.replace('{minutes: {gte: 10}}', '{minutes: {gte: 30}}').replace('version: 1', 'version: 2'),
    );
    const { stdout } = runTool('replay', [file, '--data', folder, '--data', folder, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      assessments: 1,
      changed: [{ contactId, fromVersion: 1, before: 'emergency_112', after: null, direction: 'open' }],
    });
  });

  it('[EX6] a contact’s finished assessment is written as a QuestionnaireResponse', () => {
    const { stdout, stderr } = runTool('export', ['chest_pain', '--data', folder, '--contact', contactId]);
    expect(JSON.parse(stdout)).toMatchObject({ resourceType: 'QuestionnaireResponse', status: 'completed' });
    expect(stderr).toContain('not in the export: decision');
    const none = runTool('export', ['headache', '--data', folder, '--contact', contactId]);
    expect([none.status, none.stderr.includes('no finished assessment')]).toEqual([1, true]);
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTasks } from '../../../electron/engine/tasks/openTasks.ts';
import { systemScheduler } from '../../../platform/clock.ts';
import type { TaskArgs, TaskName, TaskResults } from '../../../shared/protocol/taskProtocol.ts';
import { heino, laine, nieminen } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

const libraryDir = new URL('../../../shared/script/library', import.meta.url).pathname;
const chestPain = readFileSync(`${libraryDir}/chest_pain/1.yaml`, 'utf8');

let desk: TestDesk;
const made: { contactId: string; assessmentId: string }[] = [];

async function task<Name extends TaskName>(name: Name, args: TaskArgs<Name>): Promise<TaskResults[Name]> {
  const answer = await desk.send({ id: `task ${name}`, task: name, args });
  if (!('result' in answer)) throw new Error(JSON.stringify(answer));
  return answer.result as TaskResults[Name];
}

async function assessed(answers: Readonly<Record<string, string | number>>, isDecided: boolean) {
  const { contactId } = await desk.command('contact.open', {});
  const { assessmentId } = await desk.command('assessment.start', { contactId, scriptId: 'chest_pain' });
  for (const [questionId, answer] of Object.entries(answers))
    await desk.command('assessment.answer', { contactId, questionId, answer });
  if (isDecided) await desk.command('assessment.decide', { contactId, direction: 'accept' });
  made.push({ contactId, assessmentId });
}

const safe = { o_awake: 'yes', o_breath_ok: 'yes' };

beforeAll(async () => {
  desk = startDesk({ tasks: openTasks({ libraryDir, scheduler: systemScheduler }) });
  await desk.signIn(laine);
  await assessed({ ...safe, pressure: 'yes', minutes: 7, now_severe: 'yes' }, true);
  await assessed({ ...safe, pressure: 'yes', minutes: 7 }, false);
});
afterAll(() => desk.close());

describe('tasks over what is stored on a desk', () => {
  it('[AU4] stored assessments are run through a new text, and nothing about them changes', async () => {
    await desk.signIn(heino);
    const before = await desk.query('contact.list', { phase: 'all' });
    const same = await task('script.replay', { text: chestPain });
    expect(same).toMatchObject({ assessments: 2, unchanged: 2, changed: [], problems: [] });
    const earlier = chestPain
      .replace('{minutes: {gte: 10}}', '{minutes: {gte: 5}}')
      .replace('version: 1', 'version: 2');
    const { changed, assessments } = await task('script.replay', { text: earlier });
    expect(assessments).toBe(2);
    expect(changed).toEqual([
      { ...made[1], fromVersion: 1, before: null, after: 'emergency_112', direction: 'decided' },
    ]);
    const other = readFileSync(`${libraryDir}/headache/1.yaml`, 'utf8');
    expect(await task('script.replay', { text: other })).toMatchObject({ assessments: 0 });
    const broken = await task('script.replay', { text: 'id: 5' });
    expect([broken.assessments, broken.problems[1]?.key]).toEqual([0, 'version']);
    expect(await desk.query('contact.list', { phase: 'all' })).toEqual(before);
  });

  it('[AU3] two texts are compared in the worker, broken ones by their problems', async () => {
    await desk.signIn(heino);
    const right = chestPain.replace('en: Is it hard to breathe at the same time?', 'en: Is breathing hard?');
    const { changes, same } = await task('script.compare', { left: chestPain, right });
    expect(changes).toMatchObject([
      { part: 'question', id: 'breathless', change: 'changed', fields: [{ field: 'say.en' }] },
    ]);
    expect(same).toBeGreaterThan(30);
    const { problems } = await task('script.compare', { left: 'id: 5', right });
    expect(problems[0]?.key).toMatch(/^left /);
  });

  it('[AU7] [EX6] a finished assessment goes out for whoever may read its contact, an open one for nobody', async () => {
    await desk.signIn(laine);
    const [finished, open] = made;
    if (finished === undefined || open === undefined) throw new Error('nothing made');
    const { json, questionnaire, lost } = await task('script.exportResponse', finished);
    expect(JSON.parse(json)).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      identifier: { value: finished.assessmentId },
      questionnaire: `${JSON.parse(questionnaire).url}|1`,
    });
    expect(lost.length).toBeGreaterThan(3);
    const ask = (args: object) => desk.send({ id: 'e', task: 'script.exportResponse', args });
    expect(await ask(open)).toMatchObject({ reason: 'assessmentOpen' });
    expect(await ask({ ...finished, assessmentId: 'none' })).toMatchObject({ reason: 'noAssessment' });
    await desk.signIn(nieminen);
    expect(await ask(finished)).toMatchObject({ reason: 'notFound' });
  });
});

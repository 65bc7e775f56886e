import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { besideArchive, openTasks } from '../../../electron/engine/tasks/openTasks.ts';
import { systemScheduler } from '../../../platform/clock.ts';
import type { EngineMessage } from '../../../shared/protocol/deskProtocol.ts';
import type { TaskArgs, TaskName, TaskResults } from '../../../shared/protocol/taskProtocol.ts';
import { heino, laine } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

const libraryDir = new URL('../../../shared/script/library', import.meta.url).pathname;
const chestPain = readFileSync(`${libraryDir}/chest_pain/1.yaml`, 'utf8');

let desk: TestDesk;

function startAuthoring(entry?: URL): TestDesk {
  const options = { libraryDir, scheduler: systemScheduler };
  return startDesk({ tasks: openTasks(entry === undefined ? options : { ...options, entry }) });
}

async function task<Name extends TaskName>(name: Name, args: TaskArgs<Name>): Promise<TaskResults[Name]> {
  const answer = await desk.send({ id: name, task: name, args });
  if (!('result' in answer)) throw new Error(JSON.stringify(answer));
  return answer.result as TaskResults[Name];
}

describe('tasks of a page', () => {
  beforeAll(async () => {
    desk = startAuthoring();
    await desk.signIn(heino);
  });
  afterAll(() => desk.close());

  it('[AU1] a script is proved in the worker, and a broken one comes with its counterexample in three languages', async () => {
    const sound = await task('script.prove', { text: chestPain });
    expect(sound).toMatchObject({ proved: true, problems: [], violations: [] });
    expect(sound.figures).toMatchObject({ questions: expect.any(Number), worstTo112: expect.any(Number) });
    const worse = chestPain.replace('  - id: worse_weeks\n', '  - id: worse_weeks\n    worse: yes\n');
    const broken = await task('script.prove', { text: worse });
    expect(broken.proved).toBe(false);
    expect(broken.violations).toMatchObject([{ property: 'monotone', subject: 'worse_weeks' }]);
    const [line] = broken.violations[0]?.dialogue ?? [];
    expect([line?.fi, line?.sv, line?.en].map((one) => one?.split(' - ')[1])).toEqual(['kyllä', 'ja', 'yes']);
  });

  it('[AU1] a text that is no script is a result with the places to mend', async () => {
    const text = chestPain.replace('version: 1', 'version: one').replace('sv: Bröstsmärta, ', '');
    const { problems, proved, figures } = await task('script.prove', { text });
    expect(problems.map((one) => one.key)).toEqual(['version', 'title.sv']);
    expect([proved, figures]).toEqual([false, null]);
  });

  it('[AU2] a script tried as a conversation stands where its answers lead', async () => {
    const answers = { o_awake: 'yes', pressure: 'yes', minutes: 20, gone: 'yes' };
    const trial = await task('script.try', { text: chestPain, answers });
    expect(trial.view?.proposal?.disposition).toBe('emergency_112');
    expect(trial.questions.map((one) => one.id)).toContain('pressure');
    expect(trial.problems.map((one) => one.key)).toEqual(['answers.gone']);
  });

  it('[AU5] a newer wish of the same kind replaces the older; another kind does not wait for it', async () => {
    const texts = [chestPain, `${chestPain}\n`, `${chestPain}\n\n`];
    const [first, second, third, outline] = await Promise.all([
      ...texts.map((text, id) => answerTo({ id: `p${id}`, task: 'script.prove', args: { text } })),
      answerTo({ id: 'o', task: 'script.outline', args: { text: chestPain } }),
    ]);
    expect(first).toEqual({ id: 'p0', refused: true, reason: 'replaced' });
    expect(second).toEqual({ id: 'p1', refused: true, reason: 'replaced' });
    expect(third).toMatchObject({ result: { proved: true } });
    expect(outline).toMatchObject({ result: { problems: [] } });
  });

  it('[AU7] scripts are authored by clinical leads', async () => {
    const other = startAuthoring();
    expect(await other.send({ id: 1, task: 'script.prove', args: { text: '' } })).toMatchObject({
      reason: 'notSignedIn',
    });
    await other.signIn(laine);
    expect(await other.send({ id: 2, task: 'script.prove', args: { text: '' } })).toMatchObject({
      reason: 'notAllowed',
    });
    expect(await other.send({ id: 3, task: 'script.explode', args: {} })).toMatchObject({
      code: 'unknownCommand',
    });
    other.close();
  });
});

describe('a packaged desk', () => {
  it('[AU6] has its worker and library as plain files beside the archive', () => {
    expect(besideArchive('/opt/Luotsi/resources/app.asar/dist/library')).toBe(
      '/opt/Luotsi/resources/app.asar.unpacked/dist/library',
    );
    expect(besideArchive('C:\\Luotsi\\app.asar\\dist')).toBe('C:\\Luotsi\\app.asar.unpacked\\dist');
    expect(besideArchive(libraryDir)).toBe(libraryDir);
    // Both must be left out of the archive, or these paths lead nowhere.
    const builder = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
    expect(builder).toMatch(/asarUnpack:\n {2}- dist\/engine\/\*\*\n {2}- dist\/library\/\*\*/);
  });
});

describe('a worker that falls', () => {
  afterEach(() => desk.close());
  const worker = (program: string) =>
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { parentPort } from 'node:worker_threads';
        parentPort.on('message', ({ number, args }) => { ${program} });
        parentPort.postMessage({ ready: true });
      `)}`,
    );

  it('[AU6] is a fault of that task alone: the next one has a fresh worker and the engine goes on', async () => {
    desk = startAuthoring(
      worker(`
        if (args.text === 'fall') throw new Error('fell');
        if (args.text === 'exit') process.exit(3);
        parentPort.postMessage({ number, result: args.text });
      `),
    );
    await desk.signIn(heino);
    for (const text of ['fall', 'exit']) {
      expect(await desk.send({ id: text, task: 'script.prove', args: { text } })).toEqual({
        id: text,
        fault: true,
        code: 'taskFailed',
      });
      expect(await desk.send({ id: 2, task: 'script.prove', args: { text: 'well' } })).toMatchObject({
        result: 'well',
      });
    }
    expect(desk.bugs).toEqual([]);
    expect(await desk.query('session.current', {})).toHaveProperty('session.user');
  });

  it('[AU6] runs out of memory within its limit, and time within its own', async () => {
    desk = startAuthoring(
      worker(`
        const grow = (deep) => deep === 0 ? { number } : { left: grow(deep - 1), right: grow(deep - 1) };
        if (args.text === 'memory') { const all = []; for (;;) all.push(grow(14)); }
        for (;;) ;
      `),
    );
    await desk.signIn(heino);
    const from = performance.now();
    const [memory, time] = await Promise.all([
      answerTo({ id: 'm', task: 'script.prove', args: { text: 'memory' } }),
      answerTo({ id: 't', task: 'script.outline', args: { text: 'time' } }),
    ]);
    expect(memory).toEqual({ id: 'm', refused: true, reason: 'tooLarge' });
    expect(time).toEqual({ id: 't', refused: true, reason: 'takesTooLong' });
    expect(performance.now() - from).toBeLessThan(15_000);
    expect(desk.bugs).toEqual([]);
  });
});

/** Answers of tasks come in no order: each is found by its id. */
async function answerTo(message: { id: string; task: string; args: unknown }): Promise<EngineMessage> {
  await desk.send(message);
  const answer = desk.heard.find((one) => 'id' in one && one.id === message.id);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

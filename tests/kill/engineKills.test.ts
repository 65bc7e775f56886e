import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { timesOf } from '../../tools/trust/trustFigure.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';
import { type CallRecorder, type Losses, recordCalls } from './kit/callRecorder.ts';
import { must } from './kit/desk.ts';
import { bundleEngine, type RunningEngine, startEngine } from './kit/engineProcess.ts';
import { killCount, quantiles, randomMoments, reportKills } from './kit/killReport.ts';

const kills = killCount('LUOTSI_ENGINE_KILLS', 200);
const regionKills = killCount('LUOTSI_REGION_KILLS', 50);
const minutes = 60_000;
const workMsMax = 120;

let region: RegionProcess;
beforeAll(async () => {
  await bundleEngine();
  region = await startRegion();
});
afterAll(() => region.kill());

async function firstEngine(
  user: string,
): Promise<{ readonly engine: RunningEngine; readonly dataDir: string }> {
  const dataDir = scratchFolder();
  const engine = startEngine({ dataDir, regionUrl: region.url, key: null, resume: false });
  await engine.ready;
  await must('signIn', engine.command('session.signIn', { user, password: 'demo' }));
  return { engine, dataDir };
}

async function recorderFor(engine: RunningEngine, mark: string): Promise<CallRecorder> {
  return recordCalls(await must('script', engine.query('script.get', { scriptId: 'chest_pain' })), mark);
}

async function settled(engine: RunningEngine): Promise<void> {
  for (;;) {
    const status = await must('sync.status', engine.query('sync.status', {}));
    if (status.connected && status.pending === 0) return;
    await wait(50);
  }
}

/** A desk that was never there reads everything back from the region. */
async function checkAtRegion(recorder: CallRecorder, losses: Losses): Promise<void> {
  const { engine } = await firstEngine('nurse.virta');
  for (const contactId of recorder.contactIds()) {
    while ((await engine.query('contact.get', { contactId })).kind !== 'done') await wait(50);
  }
  await wait(300);
  await recorder.checkAll(engine, losses);
  await engine.stop();
}

it(
  `[SH40] after ${kills} kills of the engine nothing acknowledged is lost or doubled, and each call is back at its question in two seconds`,
  async () => {
    const moment = randomMoments(40);
    const losses: Losses = { lost: 0, doubled: 0, elsewhere: 0 };
    const resumeMs: number[] = [];
    const first = await firstEngine('nurse.laine');
    const recorder = await recorderFor(first.engine, 'engine');
    let { engine } = first;
    for (let number = 0; number < kills; number += 1) {
      const falling = wait(moment(workMsMax)).then(() => engine.process.kill('SIGKILL'));
      while (await recorder.step(engine));
      await falling;
      const begun = performance.now();
      await engine.kill();
      engine = startEngine({
        dataDir: first.dataDir,
        regionUrl: region.url,
        key: engine.key(),
        resume: true,
      });
      await recorder.checkCurrent(engine, losses);
      resumeMs.push(performance.now() - begun);
    }
    await recorder.checkAll(engine, losses);
    await settled(engine);
    await checkAtRegion(recorder, losses);
    await engine.stop();
    reportKills('engine', {
      kills,
      acknowledged: recorder.acknowledged(),
      ...losses,
      resumeMs: quantiles(resumeMs),
    });
    expect(losses).toEqual({ lost: 0, doubled: 0, elsewhere: 0 });
    expect(recorder.acknowledged()).toBeGreaterThan(kills);
    expect(quantiles(resumeMs).p95).toBeLessThan(2_000);
  },
  timesOf(8, 90) * minutes,
);

it(
  `[SH41] after ${regionKills} kills of the region the desk has gone on, and the region has everything once`,
  async () => {
    const moment = randomMoments(41);
    const losses: Losses = { lost: 0, doubled: 0, elsewhere: 0 };
    const resumeMs: number[] = [];
    const { engine } = await firstEngine('nurse.laine');
    const recorder = await recorderFor(engine, 'region');
    const port = Number(new URL(region.url).port);
    let working = true;
    const calls = (async () => {
      while (working) {
        expect(await recorder.step(engine)).toBe(true);
        await wait(10);
      }
    })();
    for (let number = 0; number < regionKills; number += 1) {
      await wait(moment(workMsMax));
      const begun = performance.now();
      await region.kill();
      region = await startRegion({ folder: region.folder, port });
      const { acknowledged } = await must('sync.status', engine.query('sync.status', {}));
      while ((await must('sync.status', engine.query('sync.status', {}))).acknowledged <= acknowledged)
        await wait(20);
      resumeMs.push(performance.now() - begun);
    }
    working = false;
    await calls;
    await settled(engine);
    await recorder.checkAll(engine, losses);
    await checkAtRegion(recorder, losses);
    await engine.stop();
    reportKills('region', {
      kills: regionKills,
      acknowledged: recorder.acknowledged(),
      ...losses,
      resumeMs: quantiles(resumeMs),
    });
    expect(losses).toEqual({ lost: 0, doubled: 0, elsewhere: 0 });
  },
  timesOf(8, 90) * minutes,
);

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databasePath } from '../../electron/engine/session/deskVault.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { type Losses, recordCalls } from '../kill/kit/callRecorder.ts';
import { must } from '../kill/kit/desk.ts';
import { bundleEngine, startEngine } from '../kill/kit/engineProcess.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';
import { type FaultProxy, startFaultProxy } from './kit/faultProxy.ts';

/** A heap takes what it is given; with a bound, what stays in it shows, and a leak of a long run ends the program. */
const heapBound = '--max-old-space-size=96';

let region: RegionProcess;
let proxy: FaultProxy;
beforeAll(async () => {
  await bundleEngine();
  region = await startRegion({ env: { NODE_OPTIONS: heapBound } });
  proxy = await startFaultProxy(region.url);
});
afterAll(async () => {
  await proxy.close();
  await region.kill();
});

interface Size {
  readonly rssMb: number;
  readonly files: number;
  readonly walMb: number;
}

function sizeOf(pid: number | undefined, database: string): Size {
  const rss = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4_096;
  return {
    rssMb: rss / 2 ** 20,
    files: readdirSync(`/proc/${pid}/fd`).length,
    walMb: statSync(`${database}-wal`).size / 2 ** 20,
  };
}

// A call of the recorder is some thirty wishes; the line falls once in every dozen calls.
const steps = timesOf(1_000, 60_000);
const stepsPerFlap = 350;
/** At a desk that never rests: growth is told by the hour of such work, of which the wishes here are days and weeks. */
const callsPerHour = 7.5;
/** From here on the second half is so long that what fills up once, caches and heaps, does not hide what goes on growing. */
const callsToJudge = 500;

it(
  '[FT24] over shifts of calls and a line that falls, files stay as many, the log is folded in, and memory grows little',
  async () => {
    const dataDir = scratchFolder();
    const engine = startEngine({
      dataDir,
      regionUrl: proxy.url,
      key: null,
      resume: false,
      nodeFlags: [heapBound],
    });
    await engine.ready;
    await must('signIn', engine.command('session.signIn', { user: 'nurse.laine', password: 'demo' }));
    const recorder = recordCalls(
      await must('script', engine.query('script.get', { scriptId: 'chest_pain' })),
      'shift',
    );
    const level = async (): Promise<void> => {
      for (;;) {
        const { connected, pending } = await must('sync.status', engine.query('sync.status', {}));
        if (connected && pending === 0) return;
        await wait(50);
      }
    };
    const desk = () => sizeOf(engine.process.pid, databasePath(dataDir));
    const home = () => sizeOf(region.process.pid, join(region.folder, 'region.db'));
    let walMb = 0;
    let warm: { desk: Size; region: Size; calls: number } | null = null;
    for (let step = 0; step < steps; step += 1) {
      expect(await recorder.step(engine)).toBe(true);
      if (step % stepsPerFlap === stepsPerFlap - 1) {
        walMb = Math.max(walMb, desk().walMb, home().walMb);
        proxy.cut();
        await wait(200);
        proxy.mend();
      }
      if (warm === null && step >= steps / 2) {
        await level();
        warm = { desk: desk(), region: home(), calls: recorder.contactIds().length };
      }
    }
    await level();
    if (warm === null) throw new Error('it never got warm');
    const losses: Losses = { lost: 0, doubled: 0, elsewhere: 0 };
    await recorder.checkAll(engine, losses);
    const end = { desk: desk(), region: home() };
    await engine.stop();
    expect(losses).toEqual({ lost: 0, doubled: 0, elsewhere: 0 });
    expect(Math.abs(end.desk.files - warm.desk.files)).toBeLessThanOrEqual(3);
    expect(Math.abs(end.region.files - warm.region.files)).toBeLessThanOrEqual(3);
    expect(walMb).toBeLessThan(64);
    const grewMb = (from: Size, to: Size) => Math.round(to.rssMb - from.rssMb);
    const [deskMb, regionMb] = [grewMb(warm.desk, end.desk), grewMb(warm.region, end.region)];
    const calls = recorder.contactIds().length - warm.calls;
    const mbMax = calls < callsToJudge ? 40 : calls / callsPerHour;
    expect(deskMb).toBeLessThan(mbMax);
    expect(regionMb).toBeLessThan(mbMax);
    const perHour = (mb: number) => `+${mb} MB (${((mb / calls) * callsPerHour).toFixed(2)} MB/h)`;
    tellFigure({
      check: 'R21',
      part: 'a desk and its region',
      figure: `${steps} wishes, ${Math.floor(steps / stepsPerFlap)} falls of the line, 0 lost; in the second half, ${calls} calls, desk ${perHour(deskMb)}, region ${perHour(regionMb)}; files ${warm.desk.files} to ${end.desk.files} and ${warm.region.files} to ${end.region.files}; WAL ${walMb.toFixed(1)} MB`,
    });
  },
  timesOf(120_000, 3_600_000),
);

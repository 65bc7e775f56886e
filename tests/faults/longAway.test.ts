import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { Op } from '../../shared/op/op.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { must } from '../kill/kit/desk.ts';
import { bundleEngine, type RunningEngine, startEngine } from '../kill/kit/engineProcess.ts';
import { quantiles } from '../kill/kit/killReport.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { startDeskAt, until } from '../kit/startDesk.ts';
import { startRegion } from '../kit/startRegion.ts';
import { startFaultProxy } from './kit/faultProxy.ts';

const own = timesOf(2_000, 50_000);
const others = timesOf(3_000, 200_000);
const falls = 3;
/** As on a real desk: a call gets some entries, then comes the next call. */
const perCall = 100;
const batch = 400;
const busyContact = (made: number): string => `contact_busy${Math.floor(made / perCall)}`;

/** The most memory the engine ever had, its own program and libraries included. */
function peakMb({ process: { pid } }: RunningEngine): number {
  const [, kb = 0] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1_024);
}

beforeAll(bundleEngine);

it(
  `[FT14] a desk that was away with ${own} own entries, and is killed ${falls} times while it catches up, is level with all of them`,
  async () => {
    const region = await startRegion();
    const line = await startFaultProxy(region.url);
    const dataDir = scratchFolder();
    let key: string | null = null;
    const start = async (): Promise<RunningEngine> => {
      const started = startEngine({ dataDir, regionUrl: line.url, key, resume: key !== null });
      await started.ready;
      await must('signIn', started.command('session.signIn', { user: 'nurse.laine', password: 'demo' }));
      key = started.key();
      return started;
    };
    let desk = await start();
    const status = () => must('sync.status', desk.query('sync.status', {}));
    const open = () => must('contact.open', desk.command('contact.open', {}));
    let { contactId } = await open();
    await until('known to the region', async () => (await status()).pending === 0);
    line.cut(true);
    const saved: number[] = [];
    for (let at = 0; at < own; at += 1) {
      if (at % perCall === perCall - 1) ({ contactId } = await open());
      const startedAt = performance.now();
      await must('setReason', desk.command('contact.setReason', { contactId, text: `syy ${at}` }));
      saved.push(performance.now() - startedAt);
    }
    const writer = await DeskDouble.open(region.url, { user: 'nurse.virta', desk: 'desk_busy' });
    for (let made = 0; made < others; ) {
      const ops: Op[] = [];
      for (; ops.length < batch && made < others; made += 1) {
        const record = busyContact(made);
        if (made % perCall === 0) ops.push(writer.op({ record, type: 'contact.opened', body: opening }));
        ops.push(writer.op({ record }));
      }
      expect(await writer.push(...ops)).toMatchObject({ ok: true });
    }
    const startedAt = performance.now();
    let memoryMb = 0;
    const late = Math.round(own * 0.8);
    for (let fall = 0; fall <= falls; fall += 1) {
      await desk.kill();
      line.mend();
      desk = await start();
      const enough = fall === falls ? 0 : Math.round(late * (1 - (fall + 1) / (falls + 1)));
      const isEnough = async () => (await status()).pending <= enough;
      await until(`${enough} left`, isEnough, timesOf(60_000, 900_000));
      memoryMb = Math.max(memoryMb, peakMb(desk));
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    expect((await must('outbox', desk.query('outbox.list', {}))).refused).toEqual([]);
    let seen = 0;
    const isAllHere = async (): Promise<boolean> => {
      for (; seen < others; seen += perCall) {
        const got = await desk.query('contact.get', { contactId: busyContact(seen) });
        const many = got.kind === 'done' ? got.result.noteCount : 0;
        if (many < Math.min(perCall, others - seen)) return false;
      }
      return true;
    };
    await until('others’ entries are here', isAllHere, timesOf(60_000, 900_000));
    memoryMb = Math.max(memoryMb, peakMb(desk));
    expect(memoryMb).toBeLessThanOrEqual(400);
    const reader = await startDeskAt(region.url, 'nurse.virta', { deskId: 'desk_reader' });
    const isRead = async (): Promise<boolean> => {
      const got = await reader.send({ id: 'g', query: 'contact.get', args: { contactId } });
      return JSON.stringify(got).includes(`syy ${own - 1}`);
    };
    await until('the reader has it', isRead, 60_000);
    for (const one of [reader, writer]) one.close();
    await desk.stop();
    await line.close();
    await region.kill();
    tellFigure({
      check: 'R20',
      part: 'a month away',
      figure: `${own} own and ${others} others' entries, killed ${falls} times on the way, level after ${seconds.toFixed(1)} s, saved p95 ${quantiles(saved).p95} ms, engine ${memoryMb} MB at most`,
    });
  },
  timesOf(180_000, 3_000_000),
);

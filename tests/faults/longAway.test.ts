import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Op } from '../../shared/op/op.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { quantiles } from '../kill/kit/killReport.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDeskAt, until } from '../kit/startDesk.ts';
import { startRegion } from '../kit/startRegion.ts';

const own = timesOf(2_000, 50_000);
const others = timesOf(3_000, 200_000);
const falls = 3;
/** As on a real desk: a call gets some entries, then comes the next call. */
const perCall = 100;
const batch = 400;
const busyContact = (made: number): string => `contact_busy${Math.floor(made / perCall)}`;

it(
  `[FT14] a desk that was away with ${own} own entries, and falls ${falls} times while it catches up, is level with all of them`,
  async () => {
    const region = await startRegion();
    const dir = join(scratchFolder(), 'desk');
    let key: Uint8Array | null = null;
    const vaultNow = () =>
      fileVault(dir, key, (given) => {
        key = given;
      });
    let desk = await startDeskAt(region.url, 'nurse.laine', { vault: vaultNow() });
    let { contactId } = await desk.command('contact.open', {});
    await until('known to the region', () => desk.engine.status().pending === 0);
    desk.engine.cutLink(true);
    const saved: number[] = [];
    for (let at = 0; at < own; at += 1) {
      if (at % perCall === perCall - 1) ({ contactId } = await desk.command('contact.open', {}));
      const startedAt = performance.now();
      await desk.command('contact.setReason', { contactId, text: `syy ${at}` });
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
    let rssMb = 0;
    const late = Math.round(own * 0.8);
    for (let fall = 0; fall <= falls; fall += 1) {
      desk.close();
      desk = await startDeskAt(region.url, 'nurse.laine', { vault: vaultNow() });
      const enough = fall === falls ? 0 : Math.round(late * (1 - (fall + 1) / (falls + 1)));
      await until(
        `${enough} left`,
        () => {
          rssMb = Math.max(rssMb, Math.round(process.memoryUsage().rss / 1_048_576));
          return desk.engine.status().pending <= enough;
        },
        timesOf(60_000, 900_000),
      );
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const status = desk.engine.status();
    expect(status.pending).toBe(0);
    expect(status.refused).toEqual([]);
    let seen = 0;
    await until(
      'others’ entries are here',
      async () => {
        for (; seen < others; seen += perCall) {
          const args = { contactId: busyContact(seen) };
          const got = await desk.send({ id: 'g', query: 'contact.get', args });
          const many = 'result' in got ? (got.result as { noteCount: number }).noteCount : 0;
          if (many < Math.min(perCall, others - seen)) return false;
        }
        return true;
      },
      timesOf(60_000, 900_000),
    );
    const reader = await startDeskAt(region.url, 'nurse.virta', { deskId: 'desk_reader' });
    await until(
      'the reader has it',
      async () => {
        const got = await reader.send({ id: 'g', query: 'contact.get', args: { contactId } });
        return (
          'result' in got &&
          JSON.stringify((got.result as { reason: unknown }).reason).includes(`syy ${own - 1}`)
        );
      },
      60_000,
    );
    expect(desk.bugs).toEqual([]);
    for (const one of [desk, reader, writer]) one.close();
    await region.kill();
    tellFigure({
      check: 'R20',
      part: 'a month away',
      figure: `${own} own and ${others} others' entries, ${falls} falls on the way, level after ${seconds.toFixed(1)} s, saved p95 ${quantiles(saved).p95} ms, test process ${rssMb} MB`,
    });
  },
  timesOf(180_000, 3_000_000),
);

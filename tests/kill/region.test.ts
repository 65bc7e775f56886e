import { expect, it } from 'vitest';
import type { Op } from '../../shared/op/op.ts';
import type { Page } from '../../shared/protocol/regionProtocol.ts';
import { tellFigure } from '../../tools/trust/trustFigure.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { seededRandom } from '../kit/simulatedTime.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const kills = Number(process.env.LUOTSI_KILLS ?? 6);
const deskCount = 4;
const batchOps = 5;

/** The outside witness: what one desk made, and up to where the region said it is durable. */
interface Recorder {
  readonly desk: string;
  readonly made: Op[];
  acked: number;
}

async function work(region: RegionProcess, recorder: Recorder): Promise<void> {
  const { desk, made } = recorder;
  const line = await DeskDouble.connect(region.url, { user: 'nurse.laine', desk });
  try {
    const welcome = await line.hello({ acked: recorder.acked, deskSeq: made.length });
    if (!welcome.ok) throw new Error(welcome.code);
    expect(welcome.highWater).toBeGreaterThanOrEqual(recorder.acked);
    expect(welcome.newDesk).toBeNull();
    for (;;) {
      while (made.length < recorder.acked + batchOps) {
        const op = line.op({
          record: `contact_${desk.slice(5)}`,
          ...(made.length === 0 ? { type: 'contact.opened', body: opening } : {}),
        });
        const deskSeq = made.length + 1;
        made.push({ ...op, deskSeq, action: { id: `a${deskSeq}`, part: 1, of: 1 } });
      }
      const answer = await line.push(...made.slice(recorder.acked, recorder.acked + batchOps));
      if (!answer.ok) throw new Error(answer.code);
      recorder.acked = answer.acked;
    }
  } finally {
    line.close();
  }
}

const random = seededRandom(23n);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function acknowledged(recorders: readonly Recorder[]): number {
  return recorders.reduce((sum, one) => sum + one.acked, 0);
}

async function readAll(region: RegionProcess): Promise<Page['ops']> {
  const reader = await DeskDouble.connect(region.url, { user: 'nurse.virta', desk: 'desk_reader' });
  await reader.hello();
  const ops: Page['ops'] = [];
  for (let after = 0, more = true; more; ) {
    const page = await reader.ask('pull', { scopes: reader.granted.session.scopes, after });
    if (!('upto' in page)) throw new Error(page.code);
    ops.push(...page.ops);
    ({ upto: after, more } = page);
  }
  reader.close();
  return ops;
}

it(`[RG23] after ${kills} kills under load every acknowledged op is there once, in order`, async () => {
  const folder = scratchFolder();
  const recorders: Recorder[] = Array.from({ length: deskCount }, (_, at) => ({
    desk: `desk_k${at}`,
    made: [],
    acked: 0,
  }));
  for (let round = 0; round < kills; round += 1) {
    const region = await startRegion({ folder });
    const working = recorders.map((recorder) =>
      work(region, recorder).catch((error: Error) => error.message),
    );
    // By progress, not by time alone: a slow machine must not turn this into kills of an idle region.
    const wanted = acknowledged(recorders) + 10 + random.below(60);
    let over = false;
    void Promise.all(working).then(() => {
      over = true;
    });
    while (!over && acknowledged(recorders) < wanted) await pause(1);
    await pause(random.below(4));
    await region.kill();
    for (const ended of await Promise.all(working))
      expect(ended).toMatch(/timed out|disconnected|websocket error|fetch failed|terminated|^timeout$/);
  }
  const region = await startRegion({ folder });
  const ops = await readAll(region);
  await region.kill();
  for (const { desk, made, acked } of recorders) {
    const stored = ops.filter((op) => op.by.desk === desk);
    expect(stored.map((op) => op.deskSeq)).toEqual(stored.map((_, at) => at + 1));
    expect(stored.length).toBeGreaterThanOrEqual(acked);
    expect(stored.map((op) => op.id)).toEqual(made.slice(0, stored.length).map((op) => op.id));
  }
  expect(acknowledged(recorders)).toBeGreaterThanOrEqual(10 * kills);
  const seqs = ops.map((op) => op.seq);
  expect(new Set(seqs).size).toBe(seqs.length);
  tellFigure({
    check: 'R03',
    part: 'kill -9 under load',
    figure: `${kills} kills, ${acknowledged(recorders)} ops of ${deskCount} desks acknowledged, 0 lost, 0 doubled, order kept`,
    seed: 23,
  });
});

import { join } from 'node:path';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';
import type { BenchDesk } from '../benchDesk.ts';
import { type Bench, inTurn } from '../figures.ts';
import type { Spread } from '../rawCommits.ts';
import { inScratchFolder } from '../scratch.ts';
import { addressFor, type Ground, onFile, onPostgres } from '../storm/grounds.ts';
import { LeastDesk } from '../storm/leastDesk.ts';
import { stormDesks } from '../storm/leastEdit.ts';
import { meter, type StormTimes, until } from '../storm/leastStorm.ts';
import { isLevel, makePlan, openDesk } from '../storm/productStorm.ts';
import { sharedUnit } from '../storm/stormPeople.ts';
import { liveNumber, liveText, measureLive } from './liveRound.ts';

type Lived = Spread & Pick<StormTimes, 'regionCpuMs' | 'wireMb'>;

/** Real engines; the watching desk is seen as its window would see it, by a followed query. */
async function runProduct(folder: string, ground: Ground): Promise<Lived> {
  const region = await ground.product(folder);
  const desks: BenchDesk[] = [];
  for (let number = 0; number < stormDesks; number += 1)
    desks.push(await openDesk(folder, addressFor(region, number), number));
  const [author, watcher] = desks;
  if (author === undefined || watcher === undefined) throw new Error('no desks');
  const planId = await makePlan(author, sharedUnit);
  await until(performance.now(), () => desks.every((desk) => isLevel(desk, planId)));
  let show: (number: number) => void = () => undefined;
  await watcher.follow('plan.get', { planId }, (result) => {
    const goals = fieldValue((result as PlanView).fields.goals ?? []);
    show(liveNumber(goals ?? ''));
  });
  const used = meter(region);
  const spread = await measureLive({
    edit: async (number) => {
      await author.command('plan.setField', { planId, field: 'goals', value: liveText(number) });
    },
    shown: (listener) => {
      show = listener;
    },
  });
  const { regionCpuMs, wireMb } = used();
  for (const desk of desks) desk.close();
  await region.stop();
  return { ...spread, regionCpuMs, wireMb };
}

async function runLeast(folder: string, ground: Ground): Promise<Lived> {
  const region = await ground.least(folder);
  const desks = Array.from(
    { length: stormDesks },
    (_none, number) => new LeastDesk(join(folder, `least-${number}.db`)),
  );
  for (const desk of desks) desk.connect(Number(new URL(region.addresses[0] ?? '').port));
  const [author, watcher] = desks;
  if (author === undefined || watcher === undefined) throw new Error('no desks');
  await until(performance.now(), () => desks.every((desk) => desk.connected));
  const used = meter(region);
  const spread = await measureLive({
    edit: (number) =>
      author.editLive({
        desk: 'desk_0',
        deskSeq: number + 1,
        plan: 'shared_0',
        field: 'goals',
        value: liveText(number),
        shared: true,
        at: new Date(1_790_000_000_000 + number).toISOString(),
      }),
    shown: (listener) => watcher.onForeign((edit) => listener(liveNumber(edit.value))),
  });
  const { regionCpuMs, wireMb } = used();
  for (const desk of desks) desk.close();
  await region.stop();
  return { ...spread, regionCpuMs, wireMb };
}

function liveOver(name: string, baseline: string, ground: Ground): Bench {
  return {
    name,
    unit: 'ms',
    what: `W2: 20 connected desks, one edits 50 times a second: from the edit to its being shown at another desk, durable at the region before; against ${baseline}`,
    async round(productFirst) {
      const both = await inTurn(productFirst, {
        product: () => inScratchFolder((folder) => runProduct(folder, ground)),
        baseline: () => inScratchFolder((folder) => runLeast(folder, ground)),
      });
      return [
        { part: 'p50', value: both.product.p50, baseline: both.baseline.p50 },
        { part: 'p99', value: both.product.p99, baseline: both.baseline.p99 },
        { part: 'regionCpu', value: both.product.regionCpuMs, baseline: both.baseline.regionCpuMs },
        { part: 'wire', unit: 'MB', value: both.product.wireMb, baseline: both.baseline.wireMb },
      ];
    },
  };
}

/** With two processes author and watcher are at different ones. */
export const liveBenches: readonly Bench[] = [
  liveOver('live', 'L2', onFile),
  liveOver('live.postgres', 'l2pg', onPostgres(1)),
  liveOver('live.postgres2', 'l2pg in one process', onPostgres(2)),
];

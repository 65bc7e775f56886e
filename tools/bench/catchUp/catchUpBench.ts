import { join } from 'node:path';
import { oneRow } from '../../../db/sql.ts';
import { regionFlags } from '../../../server/operations/youngHeap.ts';
import { planFields } from '../../../shared/domain/plan/plan.ts';
import type { BenchDesk } from '../benchDesk.ts';
import { type ChildProgram, startProgram } from '../childProgram.ts';
import { type Bench, inTurn } from '../figures.ts';
import { inScratchFolder } from '../scratch.ts';
import { LeastDesk } from '../storm/leastDesk.ts';
import { until } from '../storm/leastStorm.ts';
import { isLevel, makePlan, openDesk, openDeskOf, unsent } from '../storm/productStorm.ts';

/** W4: an empty desk gets 5,000 records with 20,000 edits; of the product, each plan and its contact are one record. */
const records = 5_000;
const plans = records / 2;
const edits = 20_000;
const settleMsMax = 300_000;

async function fillProduct(folder: string, region: ChildProgram): Promise<string> {
  const url = String(region.first.region);
  const author = await openDesk(folder, url, 0);
  author.db.pragma('synchronous = OFF');
  let last = '';
  const perPlan = edits / plans;
  for (let made = 0; made < plans; made += 1) {
    last = await makePlan(author, null);
    for (let edit = 0; edit < perPlan; edit += 1)
      await author.command('plan.setField', { planId: last, field: planFields[edit], value: textOf(edit) });
  }
  await until(performance.now(), () => unsent(author) === 0, settleMsMax);
  author.close();
  return last;
}

async function runProduct(folder: string): Promise<number> {
  const program = new URL('../storm/stormRegion.ts', import.meta.url).pathname;
  const region = await startProgram([...regionFlags, program, join(folder, 'region')]);
  const last = await fillProduct(folder, region);
  const started = performance.now();
  // Another desk of the same person, so that everything is in its scopes.
  const desk = await openDeskOf({ folder, url: String(region.first.region), number: 1, person: 0 });
  const snapshotMs = await until(started, () => isWhole(desk, last), settleMsMax);
  desk.close();
  await region.stop();
  return snapshotMs;
}

function isWhole(desk: BenchDesk, last: string): boolean {
  if (!isLevel(desk, last)) return false;
  const found = oneRow<{ many: number }>(desk.db, "select count(*) as many from records where kind = 'plan'");
  return (found?.many ?? 0) >= plans;
}

async function runLeast(folder: string): Promise<number> {
  const server = new URL('../storm/leastRegion.ts', import.meta.url).pathname;
  const region = await startProgram([server, join(folder, 'least-region.db')]);
  const author = new LeastDesk(join(folder, 'least-author.db'));
  author.setDurable(false);
  for (let number = 0; number < edits; number += 1)
    author.edit({
      desk: 'desk_0',
      deskSeq: number + 1,
      plan: `plan_${number % records}`,
      field: `field_${Math.floor(number / records)}`,
      value: textOf(number),
      shared: true,
      at: new Date(1_790_000_000_000 + number).toISOString(),
    });
  author.connect(Number(region.first.port));
  await until(performance.now(), () => author.ackedUpTo >= edits, settleMsMax);
  author.close();
  const started = performance.now();
  const desk = new LeastDesk(join(folder, 'least-desk.db'));
  desk.connect(Number(region.first.port));
  const snapshotMs = await until(started, () => desk.foreign >= edits, settleMsMax);
  desk.close();
  await region.stop();
  return snapshotMs;
}

function textOf(number: number): string {
  return `${number} The client rests, drinks and calls again if it gets worse.`;
}

export const catchUpBench: Bench = {
  name: 'catchUp',
  unit: 'ms',
  what: `W4: a new desk gets ${records} records with ${edits} edits; against L2, which sends its whole log`,
  async round(productFirst) {
    const { product, baseline } = await inTurn(productFirst, {
      product: () => inScratchFolder(runProduct),
      baseline: () => inScratchFolder(runLeast),
    });
    return [{ part: 'snapshot', value: product, baseline }];
  },
};

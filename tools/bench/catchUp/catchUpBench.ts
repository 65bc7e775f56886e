import { join } from 'node:path';
import { oneRow } from '../../../db/sql.ts';
import { listRecords } from '../../../db/workstation/records.ts';
import { openTransport } from '../../../electron/engine/sync/link.ts';
import { planFields } from '../../../shared/domain/plan/plan.ts';
import { BenchDesk } from '../benchDesk.ts';
import { type Bench, inTurn } from '../figures.ts';
import { inScratchFolder } from '../scratch.ts';
import { addressFor, type Ground, onFile, onPostgres } from '../storm/grounds.ts';
import { LeastDesk } from '../storm/leastDesk.ts';
import { clearLeftovers, until } from '../storm/leastStorm.ts';
import { makePlan, openDesk, unsent } from '../storm/productStorm.ts';
import { stormUser } from '../storm/stormPeople.ts';

/** W4: an empty desk gets 5,000 records with 20,000 edits; of the product, each plan and its contact are one record. */
const records = 5_000;
const plans = records / 2;
const edits = 20_000;
const settleMsMax = 300_000;
const signInMsMax = 10_000;

async function fillProduct(folder: string, url: string): Promise<void> {
  const author = await openDesk(folder, url, 0);
  author.db.pragma('synchronous = OFF');
  const perPlan = edits / plans;
  for (let made = 0; made < plans; made += 1) {
    const planId = await makePlan(author, null);
    for (let edit = 0; edit < perPlan; edit += 1)
      await author.command('plan.setField', { planId, field: planFields[edit], value: textOf(edit) });
  }
  await until(performance.now(), () => unsent(author) === 0, settleMsMax);
  author.close();
}

async function runProduct(folder: string, ground: Ground): Promise<number> {
  const region = await ground.product(folder);
  const url = addressFor(region, 0);
  await fillProduct(folder, url);
  const transport = openTransport(url);
  const deskId = 'desk_storm_new';
  // Another desk of the same person, so that everything is in its scopes. The password is slow to check on purpose, and
  // the least program knows none: it was checked before the clock starts, as in a storm, and what it gave is fresh.
  const grant = await transport.signIn({ user: stormUser(0), password: 'bench', desk: deskId }, signInMsMax);
  clearLeftovers();
  const started = performance.now();
  const desk = new BenchDesk({
    path: join(folder, 'desk-new.db'),
    deskId,
    grant,
    transport: { ...transport, refresh: async () => grant },
    scripts: [],
  });
  const scopes = grant.session.scopes.length;
  const snapshotMs = await until(started, () => standsIn(desk) === scopes, settleMsMax);
  const many = listRecords(desk.db).length;
  desk.close();
  await region.stop();
  if (many < records) throw new Error(`the new desk has ${many} records`);
  return snapshotMs;
}

/** A desk stands in a scope once all of it was put down. */
function standsIn(desk: BenchDesk): number {
  return oneRow<{ many: number }>(desk.db, 'select count(*) as many from cursors')?.many ?? 0;
}

async function runLeast(folder: string, ground: Ground): Promise<number> {
  const region = await ground.least(folder);
  const port = Number(new URL(addressFor(region, 0)).port);
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
  author.connect(port);
  await until(performance.now(), () => author.ackedUpTo >= edits, settleMsMax);
  author.close();
  clearLeftovers();
  const started = performance.now();
  const desk = new LeastDesk(join(folder, 'least-desk.db'));
  desk.connect(port);
  const logMs = await until(started, () => desk.foreign >= edits, settleMsMax);
  desk.close();
  await region.stop();
  return logMs;
}

function textOf(number: number): string {
  return `${number} The client rests, drinks and calls again if it gets worse.`;
}

function catchUpOver(name: string, baseline: string, ground: Ground): Bench {
  return {
    name,
    unit: 'ms',
    what: `W4: a new desk gets ${records} records with ${edits} edits; against ${baseline}, which sends its whole log`,
    async round(productFirst) {
      const { product, baseline: least } = await inTurn(productFirst, {
        product: () => inScratchFolder((folder) => runProduct(folder, ground)),
        baseline: () => inScratchFolder((folder) => runLeast(folder, ground)),
      });
      return [{ part: 'snapshot', value: product, baseline: least }];
    },
  };
}

export const catchUpBenches: readonly Bench[] = [
  catchUpOver('catchUp', 'L2', onFile),
  catchUpOver('catchUp.postgres', 'l2pg', onPostgres(1)),
];

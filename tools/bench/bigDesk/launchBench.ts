// The window of a desk after years of work beside that of an empty one: from launching to the lists, without the region.
import { join } from 'node:path';
import { systemClock } from '../../../platform/clock.ts';
import { readScriptLibrary } from '../../../platform/scriptLibrary.ts';
import { openStage, type Stage, signIn } from '../../desk/demoStage.ts';
import { openDeskFolder } from '../../desk/openFolder.ts';
import { BenchDesk, offlineGrant } from '../benchDesk.ts';
import { type Bench, medianOf } from '../figures.ts';
import { type DeskSize, fillDesk, nameOf, sizeAt } from './fillDesk.ts';
import { makeOneCall } from './oneCall.ts';

const library = new URL('../../../shared/script/library', import.meta.url).pathname;
const starts = 3;
const password = 'demo';
/** Who answered all those calls, and sees today's on the first screen. */
const nurse = { user: 'nurse.laine', unit: 'unit_health' };

/** As somebody does who begins a shift: the window, the password, the calls of today. */
async function start(stage: Stage, { name, sees }: { name: string; sees: string }): Promise<number> {
  const began = performance.now();
  const { desk, person } = await stage.seat(name, { region: null });
  await person.fill('Salasana', password);
  await person.press('Enter');
  await person.sees(sees);
  const ms = performance.now() - began;
  await desk.close();
  return ms;
}

/** Nobody signs in for the first time without the region. */
async function makeDesks(stage: Stage, size: DeskSize): Promise<void> {
  for (const name of ['empty', 'big']) {
    const seat = await stage.seat(name);
    await signIn(seat, nurse.user);
    await seat.desk.close();
  }
  process.env.LUOTSI_PASSWORD = password;
  const big = await openDeskFolder(join(stage.folder, 'big'), nurse.user);
  if (big === null) throw new Error('the desk that is to be filled does not open');
  const model = openModel(join(stage.folder, 'model.db'));
  const template = await makeOneCall(model);
  model.close();
  fillDesk(big.db, template, { size, nowMs: systemClock.now() });
  big.close();
}

function openModel(path: string): BenchDesk {
  const { scripts } = readScriptLibrary(library);
  const grant = offlineGrant('desk_model', nurse);
  return new BenchDesk({ path, deskId: 'desk_model', grant, transport: null, scripts });
}

export const launchBench: Bench = {
  name: 'launch',
  unit: 'ms',
  what: 'from launching the window over the password to the calls of today, without the region: 100,000 clients and 1,000,000 ops beside an empty desk',
  async round(bigFirst) {
    const size = sizeAt(Number(process.env.LUOTSI_BENCH_SCALE ?? 1));
    const stage = await openStage(() => undefined);
    try {
      await makeDesks(stage, size);
      const times = { product: [] as number[], baseline: [] as number[] };
      const desks = {
        product: {
          name: 'big',
          sees: `${nameOf(size.clients - 1).family} ${nameOf(size.clients - 1).given}`,
        },
        baseline: { name: 'empty', sees: 'Ei vielä päätettyjä.' },
      };
      const order = bigFirst ? (['product', 'baseline'] as const) : (['baseline', 'product'] as const);
      for (let at = 0; at < starts; at += 1)
        for (const which of order) times[which].push(await start(stage, desks[which]));
      return [{ part: 'bigdesk', value: medianOf(times.product), baseline: medianOf(times.baseline) }];
    } finally {
      await stage.end();
    }
  },
};

import { expect, test } from 'vitest';
import type { WritableDb } from '../../db/sql.ts';
import { readMeta } from '../../db/workstation/deskMeta.ts';
import { readScriptLibrary } from '../../platform/scriptLibrary.ts';
import { checkDesk } from '../../tools/sim/check/checkDesk.ts';
import { Ledger } from '../../tools/sim/check/ledger.ts';
import { readHead, readRegionLog, readRegionRecords } from '../../tools/sim/check/regionLog.ts';
import { underCheck } from '../../tools/sim/check/underCheck.ts';
import { emptyVerdict } from '../../tools/sim/check/verdict.ts';
import { createSeededRandom } from '../../tools/sim/seededRandom.ts';
import { silentLog } from '../../tools/sim/silentLog.ts';
import { copyDatabase } from '../../tools/sim/world/copyDatabase.ts';
import { SimDesk } from '../../tools/sim/world/simDesk.ts';
import { calmWeather, SimNetwork } from '../../tools/sim/world/simNetwork.ts';
import { simPerson } from '../../tools/sim/world/simPeople.ts';
import { SimRegion } from '../../tools/sim/world/simRegion.ts';
import { Versions } from '../../tools/sim/world/versions.ts';
import { MachineClock, settle, VirtualTime } from '../../tools/sim/world/virtualTime.ts';

const { scripts } = readScriptLibrary(new URL('../../shared/script/library', import.meta.url).pathname);

/** A line on which every answer is a small part. */
class NarrowNetwork extends SimNetwork {
  override partBytesMax(): number {
    return 1_024;
  }
}

async function startWorld() {
  const time = new VirtualTime(Date.UTC(2026, 2, 2, 7, 0, 0));
  const random = createSeededRandom(7n);
  const network = new NarrowNetwork(time, random.fork(), calmWeather);
  const shared = {
    time,
    log: silentLog,
    versions: new Versions('contact.reasonSet'),
    watch: () => 'live' as const,
  };
  const clock = new MachineClock(time, 0);
  const region = new SimRegion({ ...shared, clock, random: random.fork(), processes: 1, bulletins: true });
  await region.start();
  const bugs: unknown[] = [];
  // Of one unit: what one of them writes the other lacks.
  const [writer, newcomer] = [0, 3].map(
    (number) =>
      new SimDesk({
        ...shared,
        clock,
        name: `desk_${number}`,
        person: simPerson(number),
        random: random.fork(),
        network,
        region,
        ledger: new Ledger(),
        scripts,
        hasScreens: false,
        onBug: (error) => void bugs.push(error),
      }),
  );
  if (writer === undefined || newcomer === undefined) throw new Error('two desks');
  const pass = async (ms: number, until = (): boolean => false): Promise<void> => {
    const endMs = time.now + ms;
    await settle();
    while (!until() && time.step(endMs)) await settle();
    if (!until()) time.passTo(endMs);
  };
  return { network, region, writer, newcomer, pass, bugs };
}

function write(desk: SimDesk, { calls, text }: { readonly calls: number; readonly text: string }): void {
  for (let call = 0; call < calls; call += 1) {
    const reply = desk.command('contact.open', {});
    const { contactId } = (reply as { result: { contactId: string } }).result;
    for (const note of ['a', 'b', 'c'])
      desk.command('contact.addNote', { contactId, text: `${text} ${call} ${note}` });
  }
}

function partsOf(disk: WritableDb): number {
  return Object.keys(readMeta(disk)?.fetched ?? {}).length;
}

// The first stretch of time takes the snapshot's first part, the last one nearly all of them.
test.each([0, 8, 16, 24])(
  '[RG50] a region put back by hand while a desk takes its first snapshot: cut off %i ms later, it begins anew and holds nothing of the other past',
  async (laterMs) => {
    const { network, region, writer, newcomer, pass, bugs } = await startWorld();
    await writer.enrol();
    writer.start();
    await pass(2_000);
    write(writer, { calls: 3, text: 'before' });
    await pass(5_000);
    await newcomer.enrol();
    const copies = { region: copyDatabase(region.disk), writer: copyDatabase(writer.disk) };
    write(writer, { calls: 4, text: 'lost' });
    await pass(5_000);
    const lost = readHead(region.disk);
    newcomer.start();
    await pass(5_000, () => partsOf(newcomer.disk) > 0);
    await pass(laterMs);
    network.cut(newcomer.name);
    expect(partsOf(newcomer.disk)).toBe(1);
    region.replaceDisk(copies.region);
    writer.replaceDisk(copies.writer);
    await region.start();
    writer.start();
    await pass(2_000);
    // Whoever is there fills the places of what was lost, and more.
    write(writer, { calls: 6, text: 'instead' });
    await pass(5_000);
    expect(readHead(region.disk)).toBeGreaterThan(lost);
    network.mend(newcomer.name);
    await pass(120_000, () => newcomer.isLevel() && partsOf(newcomer.disk) === 0);
    await pass(60_000);
    const verdict = emptyVerdict();
    const there = { log: readRegionLog(region.disk), records: readRegionRecords(region.disk) };
    for (const desk of [writer, newcomer]) checkDesk(underCheck(desk), there, verdict);
    expect([...verdict.words, ...bugs]).toEqual([]);
    const calls = newcomer.query('contact.list', {}) as readonly unknown[];
    expect(calls).toHaveLength(9);
  },
);

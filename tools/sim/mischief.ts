// What machines, weather and clocks do to a run.
import { getValue, saveValue } from '../../db/region/regionValues.ts';
import type { WritableDb } from '../../db/sql.ts';
import { type DeskOp, readDeskEpoch, readDeskLog, readFurthest } from './check/deskLog.ts';
import type { Ledger } from './check/ledger.ts';
import { readHead, readRegionLog } from './check/regionLog.ts';
import type { Trick } from './schedule.ts';
import type { SeededRandom } from './seededRandom.ts';
import { copyDatabase } from './world/copyDatabase.ts';
import type { SimDesk } from './world/simDesk.ts';
import { calmWeather, type SimNetwork, type Weather } from './world/simNetwork.ts';
import { changeScopes, simUnits } from './world/simPeople.ts';
import type { SimRegion } from './world/simRegion.ts';
import type { MachineClock, VirtualTime } from './world/virtualTime.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const tenYearsMs = 3_652 * dayMs;

export interface MischiefParts {
  readonly time: VirtualTime;
  readonly network: SimNetwork;
  readonly region: SimRegion;
  readonly regionClock: MachineClock;
  readonly desks: readonly SimDesk[];
  readonly ledger: Ledger;
  readonly revive: () => Promise<void>;
}

/** How much of what the simulator is for a run really met. */
export interface Mischiefs {
  crashes: number;
  restores: number;
  upgrades: number;
  scopeChanges: number;
}

export class Mischief {
  readonly #parts: MischiefParts;
  readonly #copies = new Map<string, WritableDb>();
  #backup: WritableDb | null = null;
  /** Copies of one night: the region's disk, and those of the desks by their names. */
  #house: { readonly region: WritableDb; readonly desks: ReadonlyMap<string, WritableDb> } | null = null;
  #isClockWild = false;
  /** A restored region knows less than it once said. */
  wasRestored = false;
  readonly met: Mischiefs = { crashes: 0, restores: 0, upgrades: 0, scopeChanges: 0 };

  constructor(parts: MischiefParts) {
    this.#parts = parts;
  }

  /** Whom a trick befalls: some look for a desk that it can befall. */
  befalls(trick: Trick, desk: SimDesk): SimDesk {
    const { desks } = this.#parts;
    if (trick === 'restoreDesk') return desks.find((one) => this.#copies.has(one.name)) ?? desk;
    if (trick === 'upgradeDesk') return desks.find((one) => one.isOld) ?? desk;
    return desk;
  }

  async play(trick: Trick, desk: SimDesk, random: SeededRandom): Promise<void> {
    const { network, region } = this.#parts;
    switch (trick) {
      case 'cut':
        return network.cut(desk.name);
      case 'mend':
        return network.mend(desk.name);
      case 'weather':
        return this.setWeather(random.below(100));
      case 'deskCrash':
        this.met.crashes += 1;
        return desk.crash();
      case 'processCrash':
        this.met.crashes += 1;
        return region.crashAny();
      case 'regionCrash':
        this.met.crashes += 1;
        return region.crash();
      case 'revive':
        return this.#parts.revive();
      case 'interruptHearing':
        return region.interruptHearing();
      case 'healHouse':
        return this.#healHouse();
      case 'putBackHouse':
        return this.#putBackHouse(desk);
      default:
        this.#playWithDisks(trick, desk, random);
    }
  }

  setWeather(number: number): void {
    const weather = weathers[number % weathers.length] ?? calmWeather;
    this.#parts.network.setWeather(weather);
    this.#parts.region.trouble = weather.lose / 5;
  }

  /** Everybody gets the newest program, wherever they are. */
  upgradeAll(): void {
    this.#upgradeRegion();
    for (const desk of this.#parts.desks) this.#upgradeDesk(desk);
  }

  #playWithDisks(trick: Trick, desk: SimDesk, random: SeededRandom): void {
    const { network, region, regionClock, time } = this.#parts;
    if (trick === 'ring') region.ring(random.pick(simUnits));
    else if (trick === 'clock') desk.clock.jump(anyJump(random));
    else if (trick === 'regionClock') this.#jumpRegion(regionClock, random);
    else if (trick === 'backup' && !this.#isClockWild && this.#house === null)
      this.#backup = copyDatabase(region.disk);
    else if (trick === 'restore') this.#restoreRegion();
    else if (trick === 'copyDesk') this.#copies.set(desk.name, copyDatabase(desk.disk));
    else if (trick === 'restoreDesk') this.#restoreDesk(desk, random);
    else if (trick === 'upgradeDesk') this.#upgradeDesk(desk);
    else if (trick === 'upgradeRegion') this.#upgradeRegion();
    else if (trick === 'scopes') this.#changeScopes(desk, random);
    else if (trick === 'copyHouse') this.#copyHouse();
    else if (trick === 'openHouse') network.mend(desk.name);
    // What desks let go of after a month must be in every backup there is.
    else if (trick === 'month' && !this.#isBackedUp()) time.passTo(time.now + 40 * dayMs);
  }

  #jumpRegion(clock: MachineClock, random: SeededRandom): void {
    if (this.#isBackedUp()) return;
    this.#isClockWild = true;
    clock.jump(anyJump(random));
  }

  /** Desks still have what the lost disk had acknowledged since the backup, but for what they threw away themselves. */
  #restoreRegion(): void {
    const { region, desks, ledger } = this.#parts;
    if (this.#backup === null) return;
    const kept = new Set([...readRegionLog(this.#backup), ...ownOps(desks)].map((one) => one.id));
    for (const { id } of readRegionLog(region.disk)) if (!kept.has(id)) ledger.forget(id);
    region.replaceDisk(this.#backup);
    // Half of them are put back by hand, and whoever comes first fills the places of what is lost.
    const isByHand = kept.size % 2 === 1 && desks.some((desk) => knowsMore(desk, region.disk));
    if (!isByHand) this.#nameHistory();
    for (const desk of desks) region.endOutdatedSessions(desk.person);
    this.#backup = null;
    this.wasRestored = true;
    this.met.restores += 1;
  }

  /** For a while all stands well, and who reads gets to read. */
  async #healHouse(): Promise<void> {
    this.#parts.network.mendAll();
    this.setWeather(0);
    await this.#parts.revive();
  }

  #copyHouse(): void {
    const { region, desks } = this.#parts;
    if (this.#isClockWild) return;
    this.#backup = null;
    const copies = desks.map((desk) => [desk.name, copyDatabase(desk.disk)] as const);
    this.#house = { region: copyDatabase(region.disk), desks: new Map(copies) };
  }

  /**
   * Region and desks come back as they were, by hand, but for one desk that has read more than the region now holds; and
   * that one is away for a while.
   */
  async #putBackHouse(reader: SimDesk): Promise<void> {
    const { region, desks, ledger, network, revive } = this.#parts;
    const house = this.#house;
    this.#house = null;
    if (house === null) return;
    const before = readRegionLog(region.disk);
    if (!knowsMore(reader, house.region)) return;
    region.replaceDisk(house.region);
    const lost = [...before, ...ownOps(desks)];
    for (const desk of desks) {
      const copy = house.desks.get(desk.name);
      if (desk !== reader && copy !== undefined) desk.replaceDisk(copy);
    }
    const kept = new Set([...readRegionLog(house.region), ...ownOps(desks)].map((one) => one.id));
    for (const { id } of lost) if (!kept.has(id)) ledger.forget(id);
    for (const desk of desks) region.endOutdatedSessions(desk.person);
    network.cut(reader.name);
    this.wasRestored = true;
    this.met.restores += 1;
    await revive();
  }

  #isBackedUp(): boolean {
    return this.#backup !== null || this.#house !== null;
  }

  /** As restoring a region does. Without it some desk must know more than the backup. */
  #nameHistory(): void {
    saveValue(this.#parts.region.disk, 'epoch', `epoch_restored_${this.met.restores}`);
  }

  /**
   * An old copy of a desk's disk comes back: what only the newer disk held is gone with it, and nobody else's. Half of the
   * newer ones are kept, and may come back in their turn.
   */
  #restoreDesk(desk: SimDesk, random: SeededRandom): void {
    const copy = this.#copies.get(desk.name);
    if (copy === undefined) return;
    this.#copies.delete(desk.name);
    if (random.chance(0.5)) this.#copies.set(desk.name, copyDatabase(desk.disk));
    const kept = new Set(
      [...readDeskLog(copy), ...readRegionLog(this.#parts.region.disk)].map((one) => one.id),
    );
    const gone = readDeskLog(desk.disk).filter((op) => op.deskSeq !== null && !kept.has(op.id));
    for (const op of gone) this.#parts.ledger.forget(op.id);
    desk.replaceDisk(copy);
  }

  #upgradeDesk(desk: SimDesk): void {
    if (!desk.isOld) return;
    this.met.upgrades += 1;
    desk.crash();
    desk.isOld = false;
  }

  #upgradeRegion(): void {
    const { region } = this.#parts;
    if (!region.isOld) return;
    this.met.upgrades += 1;
    region.crash();
    region.isOld = false;
  }

  /** The region hears of it at the next sign-in, which a restart brings. */
  #changeScopes(desk: SimDesk, random: SeededRandom): void {
    this.met.scopeChanges += 1;
    changeScopes(desk.person, random);
    this.#parts.region.endOutdatedSessions(desk.person);
    desk.crash();
  }
}

function ownOps(desks: readonly SimDesk[]): DeskOp[] {
  return desks.flatMap((desk) => readDeskLog(desk.disk).filter((op) => op.deskSeq !== null));
}

/** Whether a desk has read more of a history than that copy of it holds. */
function knowsMore(desk: SimDesk, copy: WritableDb): boolean {
  return readDeskEpoch(desk.disk) === getValue(copy, 'epoch') && readFurthest(desk.disk) > readHead(copy);
}

function anyJump(random: SeededRandom): number {
  const some = (random.below(7) - 3) * hourMs;
  return random.pick([some, some, some, dayMs, -dayMs, tenYearsMs, -tenYearsMs]);
}

const weathers: readonly Weather[] = [
  calmWeather,
  { lose: 0.02, repeat: 0.02, latencyMinMs: 5, latencyMaxMs: 80 },
  { lose: 0.15, repeat: 0.1, latencyMinMs: 1, latencyMaxMs: 400 },
  { lose: 0.3, repeat: 0.2, latencyMinMs: 20, latencyMaxMs: 1_500 },
];

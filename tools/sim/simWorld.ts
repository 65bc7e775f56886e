// One run: desks, a region, bad weather, crashes; then quiet, and every promise is checked.
import { countParkedOps } from '../../db/opLog/deskLog.ts';
import { allRows, oneRow } from '../../db/sql.ts';
import type { Logger } from '../../platform/logger.ts';
import { Fault } from '../../shared/base/refusal.ts';
import { isDisputed } from '../../shared/domain/field/field.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { checkDesk } from './check/checkDesk.ts';
import { checkLists } from './check/checkLists.ts';
import { checkFold, checkOrder, checkPromises } from './check/checkLog.ts';
import { checkRecords } from './check/checkRecords.ts';
import { checkRestart, pictureOf } from './check/checkRestart.ts';
import { readAcked, readDeskId } from './check/deskLog.ts';
import { Ledger } from './check/ledger.ts';
import {
  type RegionOp,
  type RegionRecord,
  readHighWater,
  readRegionLog,
  readRegionRecords,
} from './check/regionLog.ts';
import { underCheck } from './check/underCheck.ts';
import { blame, emptyVerdict, type Verdict } from './check/verdict.ts';
import { Mischief, type Mischiefs } from './mischief.ts';
import { makeSchedule, type Schedule } from './schedule.ts';
import { createSeededRandom, type SeededRandom } from './seededRandom.ts';
import { TraceHash } from './traceHash.ts';
import { actOnce, shareOneCall } from './workload.ts';
import { SimDesk, type SimDeskParts } from './world/simDesk.ts';
import { calmWeather, SimNetwork } from './world/simNetwork.ts';
import { changeScopes, simPerson } from './world/simPeople.ts';
import { SimRegion } from './world/simRegion.ts';
import { Versions } from './world/versions.ts';
import { MachineClock, settle, VirtualTime } from './world/virtualTime.ts';

export interface RunAsk {
  readonly seed: number;
  readonly desks: number;
  readonly ops: number;
  /** Processes of the region; without it the seed decides. */
  readonly processes?: number;
  readonly disks?: boolean;
  readonly bulletins?: boolean;
  readonly scripts: readonly CompiledScript[];
  readonly log: Logger;
  /** Told every step, for people who look into one run. */
  readonly tell?: (at: number, what: string) => void;
}

/** How much of what the simulator is for a run really met. */
export interface Met extends Mischiefs {
  readonly refused: number;
  readonly twoVersions: number;
  readonly renamed: number;
  readonly parked: number;
  readonly several: number;
}

export interface RunResult extends Verdict {
  readonly met: Met;
  readonly trace: string;
  readonly steps: number;
}

const startMs = Date.UTC(2026, 2, 2, 7, 0, 0);
const quietMsMax = 20 * 60_000;
const stepsPerSecondMax = 20_000;

export function runWorld(ask: RunAsk): Promise<RunResult> {
  return runSchedule(makeSchedule(ask), ask);
}

export async function runSchedule(
  schedule: Schedule,
  how: Pick<RunAsk, 'scripts' | 'log' | 'tell'>,
): Promise<RunResult> {
  const world = new SimWorld(schedule, how);
  await world.begin();
  await world.live();
  await world.calm();
  return world.judge();
}

class SimWorld {
  readonly #schedule: Schedule;
  readonly #how: Pick<RunAsk, 'scripts' | 'log' | 'tell'>;
  readonly #time = new VirtualTime(startMs);
  readonly #random: SeededRandom;
  readonly #trace = new TraceHash();
  readonly #ledger = new Ledger();
  readonly #verdict = emptyVerdict();
  readonly #network: SimNetwork;
  readonly #region: SimRegion;
  readonly #desks: SimDesk[] = [];
  readonly #mischief: Mischief;
  readonly #versions: Versions;
  #deathChance = 0;
  /** Desks that committed since the last look. */
  readonly #committed = new Set<SimDesk>();
  #deaths = 0;
  #parked = 0;

  constructor(schedule: Schedule, how: Pick<RunAsk, 'scripts' | 'log' | 'tell'>) {
    this.#schedule = schedule;
    this.#how = how;
    this.#random = createSeededRandom(BigInt(schedule.seed) * 0x1_0000_0001n + 0x51e7n);
    this.#network = new SimNetwork(this.#time, this.#random.fork(), calmWeather);
    this.#versions = new Versions(schedule.newest);
    const regionClock = new MachineClock(this.#time, 0);
    this.#region = new SimRegion({
      time: this.#time,
      log: how.log,
      versions: this.#versions,
      clock: regionClock,
      watch: () => this.#fate(),
      random: this.#random.fork(),
      processes: schedule.processes,
      bulletins: schedule.bulletins,
    });
    this.#region.isOld = schedule.oldRegion;
    for (let number = 0; number < schedule.desks; number += 1) {
      const clock = new MachineClock(this.#time, this.#random.below(240_000) - 120_000);
      const desk = this.#deskOf({ name: `desk_${number}`, person: simPerson(number), clock });
      desk.isOld = schedule.oldDesks.includes(number);
      if (schedule.wideDesks.includes(number)) changeScopes(desk.person, this.#random);
      this.#desks.push(desk);
    }
    this.#mischief = new Mischief({
      time: this.#time,
      network: this.#network,
      region: this.#region,
      regionClock,
      desks: this.#desks,
      ledger: this.#ledger,
      revive: () => this.#revive(),
    });
  }

  #deskOf(who: Pick<SimDeskParts, 'name' | 'person' | 'clock'>): SimDesk {
    const { scripts, log } = this.#how;
    const desk: SimDesk = new SimDesk({
      ...who,
      time: this.#time,
      log,
      versions: this.#versions,
      watch: () => this.#fate(desk),
      random: this.#random.fork(),
      network: this.#network,
      region: this.#region,
      ledger: this.#ledger,
      scripts,
      onBug: (error) => this.#bug(who.name, error),
      hasScreens: this.#schedule.seed % 4 === 0,
    });
    return desk;
  }

  async begin(): Promise<void> {
    await this.#region.start();
    for (const desk of this.#desks) {
      await desk.enrol();
      desk.start();
    }
    await this.#pass(2_000);
    const first = this.#desks.find((desk) => !desk.isOld) ?? this.#desks[0];
    if (first !== undefined) shareOneCall(first);
    await this.#pass(2_000);
  }

  /** People work; the weather, the machines and the clocks do what they like. */
  async live(): Promise<void> {
    this.#deathChance = this.#schedule.deathChance;
    this.#mischief.setWeather(this.#schedule.weather);
    for (const event of this.#schedule.events) {
      if (event.kind === 'pass') {
        await this.#pass(event.ms);
        continue;
      }
      const desk = this.#desks[event.desk];
      if (desk === undefined) continue;
      const dice = createSeededRandom(BigInt(event.dice));
      if (event.kind === 'trick') {
        const befallen = this.#mischief.befalls(event.trick, desk);
        this.#note(`${event.trick} ${befallen.name}`);
        await this.#mischief.play(event.trick, befallen, dice);
      } else {
        if (event.dice % 3 === 0) await this.#lookAt(desk);
        if (desk.isUp) this.#act(desk, event.text, dice);
      }
    }
  }

  /** Everything heals; then all must agree within a bounded time. */
  async calm(): Promise<void> {
    this.#deathChance = 0;
    this.#parked = this.#desks.reduce((many, desk) => many + countParkedOps(desk.disk), 0);
    this.#mischief.setWeather(0);
    this.#network.mendAll();
    this.#mischief.upgradeAll();
    await this.#quieten(() => this.#whoLags());
    // Records of lost scopes that had something unsent go at the hello after that was sent.
    for (const desk of this.#desks) if (desk.holdsForeign()) desk.crash();
    await this.#quieten(() => this.#whoLags() + this.#whoHoldsForeign());
    await this.#welcomeNewcomer();
    await this.#quieten(() => this.#whoLags());
    for (const desk of this.#desks) await this.#lookAt(desk);
    await this.#startAnew();
  }

  /** In every fourth run all desks are started once more: nothing looks otherwise then. */
  async #startAnew(): Promise<void> {
    if (this.#schedule.seed % 4 !== 2) return;
    const records = readRegionRecords(this.#region.disk);
    const before = this.#desks.map((desk) => pictureOf(desk, records));
    for (const desk of this.#desks) desk.crash();
    await this.#quieten(() => this.#whoLags());
    for (const [number, desk] of this.#desks.entries())
      checkRestart(
        desk.name,
        { before: before[number] ?? {}, after: pictureOf(desk, records) },
        this.#verdict,
      );
  }

  /** Whoever begins at a new desk has what everybody has. In every fourth run: it takes a sixth of one. */
  async #welcomeNewcomer(): Promise<void> {
    const { seed } = this.#schedule;
    const like = this.#desks[seed % this.#desks.length];
    if (like === undefined || seed % 4 !== 1) return;
    const clock = new MachineClock(this.#time, 0);
    const desk = this.#deskOf({ name: 'desk_new', person: { ...like.person }, clock });
    this.#desks.push(desk);
    await this.#safely(async () => {
      await desk.enrol();
      desk.start();
    });
  }

  async #quieten(whoIsNot: () => string): Promise<void> {
    const endMs = this.#time.now + quietMsMax;
    while (this.#time.now < endMs) {
      await this.#revive();
      await this.#pass(1_000);
      if (whoIsNot() === '') return;
    }
    blame(
      this.#verdict,
      'diverged',
      `not quiet ${quietMsMax / 60_000} minutes after everything healed: ${whoIsNot()}`,
    );
  }

  judge(): RunResult {
    const { disk } = this.#region;
    const log = readRegionLog(disk);
    const records = readRegionRecords(disk);
    const verdict = this.#verdict;
    checkOrder(log, verdict);
    checkPromises(log, this.#ledger, verdict);
    checkFold(disk, log, verdict);
    checkRecords(log, records, { ledger: this.#ledger, verdict });
    for (const desk of this.#desks) {
      const checked = underCheck(desk);
      checkDesk(checked, { log, records }, verdict);
      checkLists(checked, verdict);
    }
    for (const { id } of log) this.#trace.note(0, id);
    return {
      ...verdict,
      met: this.#met(log, records),
      trace: this.#trace.digest(),
      steps: this.#trace.steps,
    };
  }

  #met(log: readonly RegionOp[], records: readonly RegionRecord[]): Met {
    const plans = records.filter((one) => one.kind === 'plan').map((one) => one.state as Plan);
    return {
      refused: log.filter((one) => one.op.refused !== null).length,
      twoVersions: plans.flatMap((plan) => Object.values(plan.fields)).filter((field) => isDisputed(field))
        .length,
      ...this.#mischief.met,
      crashes: this.#mischief.met.crashes + this.#deaths,
      renamed: this.#desks.filter((desk) => readDeskId(desk.disk) !== desk.name).length,
      parked: this.#parked,
      several: this.#schedule.processes > 1 ? 1 : 0,
    };
  }

  #act(desk: SimDesk, text: string, dice: SeededRandom): void {
    const { what } = actOnce(desk, dice, { text, avoid: desk.isOld ? this.#versions.newest : null });
    this.#note(`${desk.name} ${what}`);
  }

  /** What has just happened is shown at once, and then compared. */
  async #lookAt(desk: SimDesk): Promise<void> {
    if (!desk.hasScreens) return;
    await this.#pass(0);
    for (const words of desk.staleScreens())
      blame(this.#verdict, 'diverged', `old on a screen of ${desk.name}: ${words}`);
  }

  async #revive(): Promise<void> {
    if (!this.#region.isUp) await this.#safely(() => this.#region.start());
    for (const desk of this.#desks) {
      if (desk.isUp) continue;
      desk.crash();
      await this.#safely(async () => desk.start());
    }
  }

  /** A start may die at one of its own commits, or not reach its database; it is tried again at the next revival. */
  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const isBusy = error instanceof Fault && error.code === 'regionBusy';
      if (this.#deathChance === 0 && !isBusy) this.#bug('start', error);
    }
  }

  async #pass(ms: number): Promise<void> {
    const until = this.#time.now + ms;
    let steps = 0;
    await settle();
    while (this.#time.step(until)) {
      await settle();
      if (this.#committed.size > 0) this.#checkStep();
      steps += 1;
      if (steps > stepsPerSecondMax * (1 + ms / 1_000)) throw new Error('time stands still: something spins');
    }
    this.#time.passTo(until);
  }

  /** Between any two steps: what a desk believes to be at the region is there, whatever dies next. */
  #checkStep(): void {
    const desks = [...this.#committed];
    this.#committed.clear();
    // A restored backup knows less than it once said; until the desks have sent it again there is nothing to compare.
    if (this.#mischief.wasRestored) return;
    for (const desk of desks) {
      const acked = readAcked(desk.disk);
      if (acked === 0) continue;
      const there = readHighWater(this.#region.disk, readDeskId(desk.disk));
      if (acked > there)
        blame(this.#verdict, 'lost', `${desk.name} was told #${acked} is safe, the region holds #${there}`);
    }
  }

  #fate(desk?: SimDesk): 'live' | 'die' {
    if (desk !== undefined) this.#committed.add(desk);
    if (this.#deathChance === 0 || !this.#random.chance(this.#deathChance)) return 'live';
    this.#deaths += 1;
    this.#how.tell?.(this.#time.now - startMs, desk === undefined ? 'processCrash' : `dies ${desk.name}`);
    return 'die';
  }

  #whoHoldsForeign(): string {
    return this.#desks
      .filter((desk) => desk.holdsForeign())
      .map((desk) => ` ${desk.name} holds what it may not`)
      .join();
  }

  #whoLags(): string {
    const { disk } = this.#region;
    return this.#desks
      .filter((desk) => {
        if (!desk.isUp || !desk.isLevel()) return true;
        if (oneRow(desk.disk, 'select 1 from ops where open = 1 limit 1') !== undefined) return true;
        return desk.person.scopes.some((scope) => {
          const wanted = oneRow<{ pos: number | null }>(
            disk,
            'select max(pos) as pos from feed where scope = ?',
            [scope],
          );
          const [here] = allRows<{ pos: number }>(desk.disk, 'select pos from cursors where scope = ?', [
            scope,
          ]);
          return (wanted?.pos ?? 0) > (here?.pos ?? -1);
        });
      })
      .map((desk) => desk.name)
      .join(', ');
  }

  #bug(where: string, error: unknown): void {
    const words = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
    blame(this.#verdict, 'diverged', `${where} broke: ${words}`);
  }

  #note(what: string): void {
    this.#trace.note(this.#time.now, what);
    this.#how.tell?.(this.#time.now - startMs, what);
  }
}

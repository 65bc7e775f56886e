// One run: desks, a region, bad weather, crashes; then quiet, and every promise is checked.
import { allRows, oneRow, type WritableDb } from '../../db/sql.ts';
import type { Logger } from '../../platform/logger.ts';
import { isDisputed } from '../../shared/domain/field/field.ts';
import type { Plan } from '../../shared/domain/plan/plan.ts';
import type { CompiledScript } from '../../shared/script/compileScript.ts';
import { checkDesk } from './check/checkDesk.ts';
import { checkEdits } from './check/checkEdits.ts';
import { checkFold, checkOrder, checkPromises } from './check/checkLog.ts';
import { readAcked, readDeskId, readDeskLog } from './check/deskLog.ts';
import { Ledger } from './check/ledger.ts';
import {
  type RegionOp,
  type RegionRecord,
  readHighWaters,
  readRegionLog,
  readRegionRecords,
} from './check/regionLog.ts';
import { shownRecord } from './check/shownRecord.ts';
import { blame, emptyVerdict, type Verdict } from './check/verdict.ts';
import { createSeededRandom, type SeededRandom } from './seededRandom.ts';
import { TraceHash } from './traceHash.ts';
import { actOnce, shareOneCall } from './workload.ts';
import { copyDatabase } from './world/copyDatabase.ts';
import { SimDesk } from './world/simDesk.ts';
import { calmWeather, SimNetwork, type Weather } from './world/simNetwork.ts';
import { simPerson, simUnits } from './world/simPeople.ts';
import { SimRegion } from './world/simRegion.ts';
import { MachineClock, settle, VirtualTime } from './world/virtualTime.ts';

export interface RunAsk {
  readonly seed: number;
  readonly desks: number;
  readonly ops: number;
  readonly scripts: readonly CompiledScript[];
  readonly log: Logger;
  /** Told every step, for people who look into one run. */
  readonly tell?: (at: number, what: string) => void;
}

/** How much of what the simulator is for a run really met. */
export interface Met {
  readonly refused: number;
  readonly twoVersions: number;
  readonly crashes: number;
  readonly restores: number;
  readonly renamed: number;
}

export interface RunResult extends Verdict {
  readonly met: Met;
  readonly trace: string;
  readonly steps: number;
}

const startMs = Date.UTC(2026, 2, 2, 7, 0, 0);
const quietMsMax = 20 * 60_000;
const stepsPerSecondMax = 20_000;
const mischief = [
  'cut',
  'cut',
  'mend',
  'mend',
  'mend',
  'weather',
  'deskCrash',
  'regionCrash',
  'clock',
  'ring',
  'ring',
  'revive',
  'revive',
  'backup',
  'restore',
  'copyDesk',
  'restoreDesk',
] as const;

export async function runWorld(ask: RunAsk): Promise<RunResult> {
  const world = new SimWorld(ask);
  await world.begin();
  await world.live();
  await world.calm();
  return world.judge();
}

class SimWorld {
  readonly #ask: RunAsk;
  readonly #time = new VirtualTime(startMs);
  readonly #random: SeededRandom;
  readonly #trace = new TraceHash();
  readonly #ledger = new Ledger();
  readonly #verdict = emptyVerdict();
  readonly #network: SimNetwork;
  readonly #region: SimRegion;
  readonly #desks: SimDesk[] = [];
  #deathChance = 0;
  #left: number;
  #committed = false;
  #backup: WritableDb | null = null;
  #restored = false;
  #crashes = 0;
  #restores = 0;
  #deskCopies = new Map<string, WritableDb>();

  constructor(ask: RunAsk) {
    this.#ask = ask;
    this.#left = ask.ops;
    this.#random = createSeededRandom(BigInt(ask.seed) * 0x1_0000_0001n + 0x9e37n);
    this.#network = new SimNetwork(this.#time, this.#random.fork(), calmWeather);
    const shared = { time: this.#time, log: ask.log, watch: () => this.#fate() };
    this.#region = new SimRegion({
      ...shared,
      clock: new MachineClock(this.#time, 0),
      random: this.#random.fork(),
    });
    for (let number = 0; number < ask.desks; number += 1) {
      this.#desks.push(
        new SimDesk({
          ...shared,
          name: `desk_${number}`,
          person: simPerson(number),
          clock: new MachineClock(this.#time, this.#random.below(240_000) - 120_000),
          random: this.#random.fork(),
          network: this.#network,
          region: this.#region,
          ledger: this.#ledger,
          scripts: ask.scripts,
          onBug: (error) => this.#bug(`desk_${number}`, error),
        }),
      );
    }
  }

  async begin(): Promise<void> {
    await this.#region.start();
    for (const desk of this.#desks) {
      await desk.enrol();
      desk.start();
    }
    await this.#pass(2_000);
    const [first] = this.#desks;
    if (first !== undefined) shareOneCall(first);
    await this.#pass(2_000);
  }

  /** People work; the weather, the machines and the clocks do what they like. */
  async live(): Promise<void> {
    const { desks } = this.#ask;
    this.#deathChance = this.#random.pick([0, 0.001, 0.004, 0.01]);
    this.#network.setWeather(this.#anyWeather());
    while (this.#left > 0) {
      const desk = this.#desks[this.#random.below(desks)];
      if (desk?.isUp) this.#act(desk);
      if (this.#random.chance(0.08)) await this.#mischief();
      await this.#pass(this.#random.below(this.#random.chance(0.1) ? 20_000 : 1_000));
    }
  }

  /** Everything heals; then all must agree within a bounded time. */
  async calm(): Promise<void> {
    this.#deathChance = 0;
    this.#network.setWeather(calmWeather);
    this.#network.mendAll();
    const endMs = this.#time.now + quietMsMax;
    while (this.#time.now < endMs) {
      await this.#revive();
      await this.#pass(1_000);
      if (this.#isQuiet()) return;
    }
    blame(
      this.#verdict,
      'diverged',
      `not quiet ${quietMsMax / 60_000} minutes after everything healed: ${this.#whoLags()}`,
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
    checkEdits(log, records, { ledger: this.#ledger, verdict });
    for (const desk of this.#desks) {
      checkDesk(
        {
          name: desk.name,
          db: desk.disk,
          scopes: desk.person.scopes,
          shown: (kind, id) => shownRecord(desk, kind, id),
        },
        { log, records },
        verdict,
      );
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
      crashes: this.#crashes,
      restores: this.#restores,
      renamed: this.#desks.filter((desk) => readDeskId(desk.disk) !== desk.name).length,
    };
  }

  #act(desk: SimDesk): void {
    this.#left -= 1;
    const text = `text ${this.#ask.ops - this.#left}`;
    const { what } = actOnce(desk, this.#random, text);
    this.#note(`${desk.name} ${what}`);
  }

  async #mischief(): Promise<void> {
    const desk = this.#desks[this.#random.below(this.#desks.length)];
    if (desk === undefined) return;
    const kind = this.#random.pick(mischief);
    this.#note(`${kind} ${desk.name}`);
    if (kind === 'cut') this.#network.cut(desk.name);
    else if (kind === 'mend') this.#network.mend(desk.name);
    else if (kind === 'weather') this.#network.setWeather(this.#anyWeather());
    else if (kind === 'deskCrash') this.#crashOf(desk);
    else if (kind === 'regionCrash') this.#crashOf(this.#region);
    else if (kind === 'backup') this.#backup = copyDatabase(this.#region.disk);
    else if (kind === 'restore') this.#restoreRegion();
    else if (kind === 'copyDesk') this.#deskCopies.set(desk.name, copyDatabase(desk.disk));
    else if (kind === 'restoreDesk')
      this.#restoreDesk(this.#desks.find((one) => this.#deskCopies.has(one.name)) ?? desk);
    else if (kind === 'clock') desk.clock.jump((this.#random.below(7) - 3) * 3_600_000);
    // A call that rang after the backup is known to nobody who could tell it again.
    else if (kind === 'ring' && this.#backup === null) this.#region.ring(this.#random.pick(simUnits));
    else await this.#revive();
  }

  #crashOf(machine: SimDesk | SimRegion): void {
    this.#crashes += 1;
    machine.crash();
  }

  /** Desks still have what the lost disk had acknowledged since the backup. */
  #restoreRegion(): void {
    if (this.#backup === null) return;
    this.#region.replaceDisk(this.#backup);
    this.#backup = null;
    this.#restored = true;
    this.#restores += 1;
  }

  /** An old copy of a desk's disk comes back: what only the newer disk held is gone with it, and nobody else's. */
  #restoreDesk(desk: SimDesk): void {
    const copy = this.#deskCopies.get(desk.name);
    if (copy === undefined || this.#backup !== null) return;
    this.#deskCopies.delete(desk.name);
    const kept = new Set([...readDeskLog(copy), ...readRegionLog(this.#region.disk)].map((one) => one.id));
    const gone = readDeskLog(desk.disk).filter((op) => op.deskSeq !== null && !kept.has(op.id));
    for (const op of gone) this.#ledger.forget(op.id);
    desk.replaceDisk(copy);
  }

  async #revive(): Promise<void> {
    if (!this.#region.isUp) {
      this.#region.crash();
      await this.#safely(() => this.#region.start());
    }
    for (const desk of this.#desks) {
      if (desk.isUp) continue;
      desk.crash();
      await this.#safely(async () => desk.start());
    }
  }

  /** A start may die at one of its own commits; it is tried again at the next revival. */
  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#deathChance === 0) this.#bug('start', error);
    }
  }

  async #pass(ms: number): Promise<void> {
    const until = this.#time.now + ms;
    let steps = 0;
    await settle();
    while (this.#time.step(until)) {
      await settle();
      if (this.#committed) this.#checkStep();
      steps += 1;
      if (steps > stepsPerSecondMax * (1 + ms / 1_000)) throw new Error('time stands still: something spins');
    }
    this.#time.passTo(until);
  }

  /** Between any two steps: what a desk believes to be at the region is there, whatever dies next. */
  #checkStep(): void {
    this.#committed = false;
    // A restored backup knows less than it once said; until the desks have sent it again there is nothing to compare.
    if (this.#restored) return;
    const highWaters = readHighWaters(this.#region.disk);
    for (const desk of this.#desks) {
      const acked = readAcked(desk.disk);
      if (acked === 0) continue;
      const there = highWaters.get(readDeskId(desk.disk)) ?? 0;
      if (acked > there)
        blame(this.#verdict, 'lost', `${desk.name} was told #${acked} is safe, the region holds #${there}`);
    }
  }

  #fate(): 'live' | 'die' {
    this.#committed = true;
    if (this.#deathChance === 0 || !this.#random.chance(this.#deathChance)) return 'live';
    this.#crashes += 1;
    return 'die';
  }

  #anyWeather(): Weather {
    return this.#random.pick([
      calmWeather,
      { lose: 0.02, repeat: 0.02, latencyMinMs: 5, latencyMaxMs: 80 },
      { lose: 0.15, repeat: 0.1, latencyMinMs: 1, latencyMaxMs: 400 },
      { lose: 0.3, repeat: 0.2, latencyMinMs: 20, latencyMaxMs: 1_500 },
    ]);
  }

  #isQuiet(): boolean {
    return this.#whoLags() === '';
  }

  #whoLags(): string {
    const { disk } = this.#region;
    return this.#desks
      .filter((desk) => {
        if (!desk.isUp || desk.pending() > 0) return true;
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
    this.#ask.tell?.(this.#time.now - startMs, what);
  }
}

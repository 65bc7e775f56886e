// The real region core on a database in memory, with a process that can die and start again.
import { openDatabase } from '../../../db/openDatabase.ts';
import type { SessionRow } from '../../../db/region/sessions.ts';
import { runSql, type WritableDb } from '../../../db/sql.ts';
import type { Caller } from '../../../electron/engine/sync/transport.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Ids, idsFrom } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { openSystemDesk, type SystemDesk } from '../../../server/demo/systemDesk.ts';
import type { DeskLink, Outlet } from '../../../server/deskLink.ts';
import type { BulletinBoard } from '../../../server/news/bulletins.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import { createRegion, type Region } from '../../../server/region.ts';
import { isKnownCopy } from '../../../server/session/knownCopy.ts';
import type { RegionStore } from '../../../server/store/regionStore.ts';
import { createSqliteStore } from '../../../server/store/sqliteStore.ts';
import type { Bulletin } from '../../../shared/protocol/regionProtocol.ts';
import type { Session, SignInGranted } from '../../../shared/protocol/sessionProtocol.ts';
import type { SeededRandom } from '../seededRandom.ts';
import { type CommitWatch, type MortalDatabase, mortal, ProcessDied } from './mortalDatabase.ts';
import { createSharedStore, SharedPlace } from './sharedStore.ts';
import type { SimPerson, SimUnit } from './simPeople.ts';
import type { Versions } from './versions.ts';
import { MortalScheduler, settle, type VirtualTime } from './virtualTime.ts';

const tokenLifeMs = 10 * 60_000;
const sessionLifeMs = 12 * 3_600_000;

export interface SimRegionParts {
  readonly time: VirtualTime;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly log: Logger;
  readonly watch: CommitWatch;
  readonly versions: Versions;
  /** One: over a store of its own. More: over one database server. */
  readonly processes: number;
  readonly bulletins: boolean;
}

interface Living {
  readonly database: MortalDatabase;
  readonly scheduler: MortalScheduler;
  readonly store: RegionStore;
  readonly region: Region;
  /** Ends of the lines of this life: they all fall when it does. */
  readonly fallen: Set<() => void>;
}

export class SimRegion {
  readonly #parts: SimRegionParts;
  readonly #lives: (Living | null)[];
  readonly #names = new Map<number, string>();
  #db: WritableDb = openDatabase({ kind: 'memory' });
  #place: SharedPlace;
  #phones: SystemDesk | null = null;
  #ids: Ids | null = null;
  #started = 0;
  /** The program of before, which cannot read the newest kind of op. */
  isOld = false;

  constructor(parts: SimRegionParts) {
    this.#parts = parts;
    this.#lives = Array.from({ length: parts.processes }, () => null);
    this.#place = new SharedPlace(parts.time, parts.random.fork());
  }

  /** The disk: read by checks, past the code under test. */
  get disk(): WritableDb {
    return this.#db;
  }

  get isUp(): boolean {
    return this.#lives.every(isAlive);
  }

  /** How bad the way between processes and database is. */
  set trouble(chance: number) {
    this.#place.trouble = chance;
  }

  /** Starts what is down. */
  async start(): Promise<void> {
    if (!this.isOld) this.#parts.versions.upgradeRegion(this.#db);
    for (const [number, life] of this.#lives.entries()) if (!isAlive(life)) await this.#startOne(number);
  }

  async #startOne(number: number): Promise<void> {
    this.#end(number);
    const { time, clock, random, log, watch, processes } = this.#parts;
    const scheduler = new MortalScheduler(time);
    const database = mortal(this.#db, watch, () => scheduler.die());
    const ids = idsFrom(clock, random.fork());
    this.#started += 1;
    const process = `process_${this.#started}`;
    const firstEpoch = ids.newId('epoch');
    const store =
      processes === 1
        ? createSqliteStore(database.db, firstEpoch)
        : createSharedStore({ process, place: this.#place, database, disk: this.#db, scheduler, firstEpoch });
    const region = await finished(
      time,
      createRegion({ store, clock, scheduler, ids, log, metrics: noMetrics }),
    );
    this.#lives[number] = { database, scheduler, store, region, fallen: new Set() };
    this.#names.set(number, process);
    if (number !== 0) return;
    this.#phones = await finished(time, openSystemDesk('phones', { region, store, clock, ids }));
    this.#ids = ids;
  }

  /** Somebody calls: it rings for everybody in the unit. */
  ring(unit: SimUnit): void {
    const phones = this.#phones;
    const ids = this.#ids;
    if (phones === null || ids === null || !isAlive(this.#lives[0] ?? null)) return;
    const record = { kind: 'contact', id: ids.newId('contact') } as const;
    const body = { channel: 'PHONE_IN', callerNumber: null, language: 'fi' };
    phones.author([{ unit, record, type: 'contact.arrived', body }]).catch(() => {
      // The region died while it rang: nobody was promised anything.
    });
  }

  /** A process is gone, or all of them and the database server; the disk stays as it is. */
  crash(one?: number): void {
    if (one === undefined) this.#place.serverGone();
    for (const number of this.#lives.keys()) if (one === undefined || one === number) this.#end(number);
  }

  crashAny(): void {
    this.crash(this.#parts.random.below(this.#lives.length));
  }

  /** What a process was told of the others meanwhile is lost. */
  interruptHearing(): void {
    const name = this.#names.get(this.#parts.random.below(this.#lives.length));
    if (name !== undefined) this.#place.hearAgain(name);
  }

  #end(number: number): void {
    const living = this.#lives[number] ?? null;
    this.#lives[number] = null;
    const name = this.#names.get(number);
    if (name !== undefined) this.#place.gone(name);
    if (number === 0) this.#phones = null;
    if (living === null) return;
    living.database.die();
    for (const fall of living.fallen) fall();
  }

  /** Another disk, as after a restore from a backup. */
  replaceDisk(db: WritableDb): void {
    this.crash();
    this.#db = db;
  }

  /** Behind whatever shares out the lines stands any process that is there. */
  #anyLiving(): Living | null {
    const living = this.#lives.filter(isAlive);
    return living[this.#parts.random.below(Math.max(1, living.length))] ?? null;
  }

  /** What the region's sign-in does, without the seconds of a password hash. */
  async grant(person: SimPerson, desk: string): Promise<SignInGranted | null> {
    const id = `session_${person.user}_${desk}_${this.#parts.time.now}_${this.#parts.random.below(1_000_000)}`;
    return this.#saveGrant(person, { id, desk });
  }

  /** A sign-in goes on; one that ended, or that a restored region has never heard of, the person begins anew. */
  async regrant(person: SimPerson, sessionId: string, desk: string): Promise<SignInGranted | null> {
    const living = this.#anyLiving();
    if (living === null) return null;
    const row = await living.store.getSession(sessionId);
    const goesOn = row !== undefined && !row.ended;
    return goesOn ? this.#saveGrant(person, row) : this.grant(person, row?.desk ?? desk);
  }

  async #saveGrant(
    person: SimPerson,
    { id, desk }: { readonly id: string; readonly desk: string },
  ): Promise<SignInGranted | null> {
    const living = this.#anyLiving();
    if (living === null) return null;
    await living.store.saveSession({
      id,
      ...person,
      scopes: person.scopes,
      desk,
      expiresAtMs: this.#parts.clock.now() + sessionLifeMs,
      refreshIssued: 1,
      refreshUsed: 0,
      ended: false,
    });
    return this.#granted(sessionOf({ ...person, id, desk }));
  }

  /** An administrator sees to what somebody may see now: they sign in anew, and what was done before stands. */
  endOutdatedSessions({ user, scopes }: SimPerson): void {
    runSql(this.#db, 'update sessions set ended = 1 where user = ? and scopes <> ?', [
      user,
      JSON.stringify(scopes),
    ]);
  }

  /** A desk's line; null when nobody is there or the token names no session. */
  async connect(
    who: Caller & { readonly takesLongEntries: boolean },
    outlet: Outlet,
    fallen: () => void,
  ): Promise<DeskLink | null> {
    const living = this.#anyLiving();
    if (living === null) return null;
    const [sessionId = '', expiresAt = '0'] = who.token.split(' ');
    const row = await living.store.getSession(sessionId);
    if (row === undefined || row.ended || Number(expiresAt) < this.#parts.clock.now()) return null;
    if (who.desk !== row.desk && !(await isKnownCopy(living.store, who.desk, row.desk))) return null;
    living.fallen.add(fallen);
    const { desk, mark, lastOwn, takesLongEntries } = who;
    return living.region.connect(
      { desk, mark, lastOwn, takesLongEntries, session: sessionOf({ ...row, desk }) },
      outlet,
    );
  }

  /** What is told to many desks reaches each over its own wire. */
  boardFor(hear: (bulletin: Bulletin) => void): Pick<Outlet, 'board'> {
    if (!this.#parts.bulletins) return {};
    const line = String(this.#hearers.length);
    this.#hearers.push(hear);
    return { board: { line, joins: () => true, tell: this.#tell } };
  }

  readonly #hearers: ((bulletin: Bulletin) => void)[] = [];
  readonly #tell: BulletinBoard['tell'] = (lines, bulletin) => {
    for (const line of lines) this.#hearers[Number(line)]?.(bulletin);
  };

  #granted(session: Session): SignInGranted {
    const now = this.#parts.clock.now();
    return {
      session,
      token: `${session.id} ${now + tokenLifeMs}`,
      tokenExpiresAt: new Date(now + tokenLifeMs).toISOString(),
      refresh: 'refresh',
      time: new Date(now).toISOString(),
    };
  }
}

function isAlive(life: Living | null): life is Living {
  return life !== null && !life.database.dead;
}

function sessionOf(
  from: Pick<SessionRow, 'id' | 'user' | 'name' | 'role' | 'unit' | 'scopes' | 'desk'>,
): Session {
  const { id, user, name, role, unit, scopes, desk } = from;
  const unitName = { fi: unit, sv: unit, en: unit };
  return { id, user, name, role: role as Session['role'], unit, unitName, scopes: [...scopes], desk };
}

const startMsMax = 60_000;

/** A start asks its store, and virtual time must go on meanwhile. */
async function finished<T>(time: VirtualTime, work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  work.then(over, over);
  const endMs = time.now + startMsMax;
  await settle();
  while (!isOver && time.step(endMs)) await settle();
  if (!isOver) throw new ProcessDied('while it started');
  return work;
}

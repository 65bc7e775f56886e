// The real region core on a database in memory, with a process that can die and start again.
import { openDatabase } from '../../../db/openDatabase.ts';
import type { WritableDb } from '../../../db/sql.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Ids, idsFrom } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { openSystemDesk, type SystemDesk } from '../../../server/demo/systemDesk.ts';
import type { DeskLink, Outlet } from '../../../server/deskLink.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import { createRegion, type Region } from '../../../server/region.ts';
import { isKnownCopy } from '../../../server/session/knownCopy.ts';
import type { RegionStore } from '../../../server/store/regionStore.ts';
import { createSqliteStore } from '../../../server/store/sqliteStore.ts';
import type { Session, SignInGranted } from '../../../shared/protocol/sessionProtocol.ts';
import type { SeededRandom } from '../seededRandom.ts';
import { type CommitWatch, type MortalDatabase, mortal } from './mortalDatabase.ts';
import type { SimPerson, SimUnit } from './simPeople.ts';
import { MortalScheduler, type VirtualTime } from './virtualTime.ts';

const tokenLifeMs = 10 * 60_000;
const sessionLifeMs = 12 * 3_600_000;

export interface SimRegionParts {
  readonly time: VirtualTime;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly log: Logger;
  readonly watch: CommitWatch;
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
  #db: WritableDb = openDatabase({ kind: 'memory' });
  #living: Living | null = null;
  #phones: SystemDesk | null = null;
  #ids: Ids | null = null;

  constructor(parts: SimRegionParts) {
    this.#parts = parts;
  }

  /** The disk: read by checks, past the code under test. */
  get disk(): WritableDb {
    return this.#db;
  }

  get isUp(): boolean {
    return this.#living !== null && !this.#living.database.dead;
  }

  async start(): Promise<void> {
    const { time, clock, random, log, watch } = this.#parts;
    const scheduler = new MortalScheduler(time);
    const database = mortal(this.#db, watch, () => scheduler.die());
    const ids = idsFrom(clock, random.fork());
    const store = createSqliteStore(database.db, ids.newId('epoch'));
    const region = await createRegion({ store, clock, scheduler, ids, log, metrics: noMetrics });
    this.#living = { database, scheduler, store, region, fallen: new Set() };
    this.#phones = await openSystemDesk('phones', { region, store, clock, ids });
    this.#ids = ids;
  }

  /** Somebody calls: it rings for everybody in the unit. */
  ring(unit: SimUnit): void {
    const phones = this.#phones;
    const ids = this.#ids;
    if (phones === null || ids === null || !this.isUp) return;
    const record = { kind: 'contact', id: ids.newId('contact') } as const;
    const body = { channel: 'PHONE_IN', callerNumber: null, language: 'fi' };
    phones.author([{ unit, record, type: 'contact.arrived', body }]).catch(() => {
      // The region died while it rang: nobody was promised anything.
    });
  }

  /** The process is gone; the disk stays as it is. */
  crash(): void {
    const living = this.#living;
    if (living === null) return;
    this.#living = null;
    this.#phones = null;
    living.database.die();
    for (const fall of living.fallen) fall();
  }

  /** Another disk, as after a restore from a backup. */
  replaceDisk(db: WritableDb): void {
    this.crash();
    this.#db = db;
  }

  /** What the region's sign-in does, without the seconds of a password hash. */
  async grant(person: SimPerson, desk: string): Promise<SignInGranted | null> {
    const living = this.#living;
    if (living === null) return null;
    const id = `session_${person.user}_${desk}_${this.#parts.time.now}_${this.#parts.random.below(1_000_000)}`;
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
    return this.#granted(this.#sessionOf(person, id, desk));
  }

  async regrant(person: SimPerson, sessionId: string): Promise<SignInGranted | null> {
    const row = await this.#living?.store.getSession(sessionId);
    return row === undefined ? null : this.#granted(this.#sessionOf(person, row.id, row.desk));
  }

  /** A desk's line; null when nobody is there or the token names no session. */
  async connect(
    who: { readonly token: string; readonly desk: string },
    outlet: Outlet,
    fallen: () => void,
  ): Promise<DeskLink | null> {
    const living = this.#living;
    if (living === null) return null;
    const [sessionId = '', expiresAt = '0'] = who.token.split(' ');
    const row = await living.store.getSession(sessionId);
    if (row === undefined || Number(expiresAt) < this.#parts.clock.now()) return null;
    if (who.desk !== row.desk && !(await isKnownCopy(living.store, who.desk, row.desk))) return null;
    const { id, user, name, role, unit, scopes } = row;
    const { desk } = who;
    const unitName = { fi: unit, sv: unit, en: unit };
    const session: Session = {
      id,
      user,
      name,
      role: role as Session['role'],
      unit,
      unitName,
      scopes: [...scopes],
      desk,
    };
    living.fallen.add(fallen);
    return living.region.connect({ desk, session }, outlet);
  }

  #sessionOf(person: SimPerson, id: string, desk: string): Session {
    const { user, name, role, unit, scopes } = person;
    return {
      id,
      user,
      name,
      role,
      unit,
      unitName: { fi: unit, sv: unit, en: unit },
      scopes: [...scopes],
      desk,
    };
  }

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

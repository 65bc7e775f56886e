// The real engine of one desk on a database in memory, with a process that can die and start again.

import { openDatabase } from '../../../db/openDatabase.ts';
import { inTransaction, type WritableDb } from '../../../db/sql.ts';
import { setMeta } from '../../../db/workstation/deskMeta.ts';
import { saveSignIn } from '../../../db/workstation/signIns.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import type { Page } from '../../../electron/engine/page.ts';
import { openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import { idsFrom } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { EngineMessage } from '../../../shared/protocol/deskProtocol.ts';
import type { CompiledScript } from '../../../shared/script/compileScript.ts';
import { lastLocal, readDeskLog, readHoldsForeign } from '../check/deskLog.ts';
import type { Ledger } from '../check/ledger.ts';
import type { SeededRandom } from '../seededRandom.ts';
import { type CommitWatch, type MortalDatabase, mortal, ProcessDied } from './mortalDatabase.ts';
import type { SimNetwork } from './simNetwork.ts';
import type { SimPerson } from './simPeople.ts';
import type { SimRegion } from './simRegion.ts';
import { SimScreens } from './simScreens.ts';
import { createSimTransport } from './simTransport.ts';
import type { Versions } from './versions.ts';
import { type MachineClock, MortalScheduler, type VirtualTime } from './virtualTime.ts';

export interface SimDeskParts {
  readonly name: string;
  readonly person: SimPerson;
  readonly time: VirtualTime;
  readonly clock: MachineClock;
  readonly random: SeededRandom;
  readonly network: SimNetwork;
  readonly region: SimRegion;
  readonly ledger: Ledger;
  readonly versions: Versions;
  readonly scripts: readonly CompiledScript[];
  readonly log: Logger;
  readonly watch: CommitWatch;
  readonly onBug: (error: unknown) => void;
  /** Whether windows are open that follow what there is. */
  readonly hasScreens: boolean;
}

export type Reply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'fault'; readonly code: string }
  | { readonly kind: 'silence' };

interface Living {
  readonly database: MortalDatabase;
  readonly scheduler: MortalScheduler;
  readonly engine: Engine;
  readonly page: Page;
  readonly screens: SimScreens | null;
  /** What somebody has before their eyes while they write, as it was when they began. */
  readonly glances: Map<string, unknown>;
  readonly replies: Map<number, Reply>;
}

export class SimDesk {
  readonly #parts: SimDeskParts;
  #db: WritableDb = openDatabase({ kind: 'memory' });
  #living: Living | null = null;
  #asked = 0;
  /** What people at this desk wrote, whatever became of its disks. */
  readonly #wrote = new Set<string>();
  /** The program of before, which cannot read the newest kind of op. */
  isOld = false;

  constructor(parts: SimDeskParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.name;
  }

  get person(): SimPerson {
    return this.#parts.person;
  }

  get clock(): MachineClock {
    return this.#parts.clock;
  }

  get hasScreens(): boolean {
    return this.#parts.hasScreens;
  }

  /** The disk: read by checks, past the code under test. */
  get disk(): WritableDb {
    return this.#db;
  }

  get isUp(): boolean {
    return this.#living !== null && !this.#living.database.dead;
  }

  /** The first morning: the region granted a sign-in, and the desk remembers it. */
  async enrol(): Promise<void> {
    const { name, person, region, clock } = this.#parts;
    openMemoryVault(name, this.#db);
    const grant = await region.grant(person, name);
    if (grant === null) throw new Error('the region must be up on the first morning');
    inTransaction(this.#db, () => {
      const lastAt = new Date(clock.now()).toISOString();
      saveSignIn(this.#db, { user: person.user, verifier: '', grant: JSON.stringify(grant), lastAt });
      setMeta(this.#db, 'signedIn', person.user);
    });
  }

  start(): void {
    const { name, time, clock, random, log, scripts, watch, onBug, versions } = this.#parts;
    if (!this.isOld) versions.upgradeDesk(this.#db);
    const scheduler = new MortalScheduler(time);
    const database = mortal(this.#db, watch, () => scheduler.die());
    const source = random.fork();
    const replies = new Map<number, Reply>();
    const engine = createEngine({
      vault: openMemoryVault(name, database.db),
      clock,
      scheduler,
      random: source,
      ids: idsFrom(clock, source),
      scripts,
      transport: createSimTransport({ ...this.#parts, desk: name, scheduler, machine: this }),
      log,
      runtime: 'simulator',
      onBug: (error) => {
        if (!database.dead && !(error instanceof ProcessDied)) onBug(error);
      },
    });
    const page = engine.openPage((message) => keepReply(replies, message));
    engine.begin({ resume: true });
    const screens = this.#parts.hasScreens ? new SimScreens((send) => engine.openPage(send)) : null;
    this.#living = { database, scheduler, engine, page, screens, glances: new Map(), replies };
  }

  crash(): void {
    const living = this.#living;
    if (living === null) return;
    this.#living = null;
    living.database.die();
  }

  replaceDisk(db: WritableDb): void {
    this.crash();
    this.#db = db;
  }

  /** Whether records of scopes that were lost wait for the next hello. */
  holdsForeign(): boolean {
    return readHoldsForeign(this.#db);
  }

  /** On the line, with nothing left to send. */
  isLevel(): boolean {
    const status = this.#living?.engine.status();
    return status?.connected === true && status.pending === 0;
  }

  /** What stands in its windows otherwise than whoever asks now is told. */
  staleScreens(): readonly string[] {
    return this.isUp ? (this.#living?.screens?.look() ?? []) : [];
  }

  /** Asks as a page does; what was answered is promised, and the ledger remembers it. */
  command(command: string, args: object, seen?: ReadonlySet<string>): Reply {
    // Asked each time: a desk that begins another history lets go of rows, and their numbers come again.
    const afterLocal = lastLocal(this.#db);
    const reply = this.#ask({ command, args, ...(seen === undefined ? {} : { seen: [...seen] }) });
    this.#record(reply, { afterLocal, seen });
    return reply;
  }

  query(query: string, args: object): unknown {
    const reply = this.#ask({ query, args });
    return reply.kind === 'result' ? reply.result : null;
  }

  /** Something that may have been read some time ago: people write for a while on what they saw as they began. */
  glance<T>(name: string, random: SeededRandom, read: () => T): T {
    const glances = this.#living?.glances;
    const before = glances?.get(name);
    if (before !== undefined && random.chance(0.3)) return before as T;
    const now = read();
    if (now === null) glances?.delete(name);
    else glances?.set(name, now);
    return now;
  }

  #ask(message: { command: string; args: object; seen?: string[] } | { query: string; args: object }): Reply {
    const living = this.#living;
    if (living === null) return { kind: 'silence' };
    this.#asked += 1;
    const id = this.#asked;
    void living.page.receive({ id, ...message });
    const reply = living.replies.get(id) ?? { kind: 'silence' };
    living.replies.delete(id);
    return living.database.dead ? { kind: 'silence' } : reply;
  }

  #record(
    reply: Reply,
    { afterLocal, seen }: { readonly afterLocal: number; readonly seen: ReadonlySet<string> | undefined },
  ): void {
    const { ledger, name } = this.#parts;
    for (const op of readDeskLog(this.#db, afterLocal)) {
      if (op.deskSeq === null) continue;
      const { id: opId, record, type } = op;
      if (seen !== undefined) ledger.saw({ opId, seen: new Set([...seen, ...this.#wrote]) });
      this.#wrote.add(opId);
      if (reply.kind === 'result') ledger.promise({ opId, desk: name, record, type });
    }
  }
}

function keepReply(replies: Map<number, Reply>, message: EngineMessage): void {
  if (!('id' in message) || typeof message.id !== 'number') return;
  if ('result' in message) replies.set(message.id, { kind: 'result', result: message.result });
  else if ('refused' in message) replies.set(message.id, { kind: 'refused', reason: message.reason });
  else replies.set(message.id, { kind: 'fault', code: message.code });
}

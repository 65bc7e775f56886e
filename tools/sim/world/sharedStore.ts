// A database server behind several region processes: every method is a round trip that takes its time, connections break
// in the middle, and notices come late or never. The rows themselves are the real store's.

import { getMarkAt, readOp } from '../../../db/region/ops.ts';
import { allRows, oneRow, type WritableDb } from '../../../db/sql.ts';
import type { AppendResult, LoadAsk, Loaded, RegionStore } from '../../../server/store/regionStore.ts';
import type { Hearing, NewsOp, SharedLog, SharedNews } from '../../../server/store/sharedLog.ts';
import { createSqliteStore } from '../../../server/store/sqliteStore.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { SeededRandom } from '../seededRandom.ts';
import type { MortalDatabase } from './mortalDatabase.ts';
import type { MortalScheduler, VirtualTime } from './virtualTime.ts';

const lateMsMax = 4_000;

/** What the processes of one region have in common beside the rows. */
export class SharedPlace {
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #hearers = new Map<string, Hearing>();
  #keeper: string | null = null;
  #late = 0;
  /** Changes when the database server starts anew: whatever was under way there is undone. */
  #life = 0;
  /** How bad the wire between processes and database is: 0 is good. */
  trouble = 0;

  constructor(time: VirtualTime, random: SeededRandom) {
    this.#time = time;
    this.#random = random;
  }

  hear(process: string, hearing: Hearing): void {
    this.#hearers.set(process, hearing);
  }

  /** A process that is gone hears no more, and its lock with it. */
  gone(process: string): void {
    this.#hearers.delete(process);
    this.letGo(process);
  }

  keep(process: string): boolean {
    this.#keeper ??= process;
    return this.#keeper === process;
  }

  letGo(process: string): void {
    if (this.#keeper === process) this.#keeper = null;
  }

  /** The connection breaks while the server works: it goes on, holding the lock, and commits when nobody waits any more. */
  losesCommit(): boolean {
    return this.#random.chance(this.trouble);
  }

  commitLate(process: string, work: () => void): void {
    const life = this.#life;
    this.#late += 1;
    const self = `late_${this.#late}`;
    if (this.#keeper === process) this.#keeper = self;
    this.#time.after(this.#random.below(lateMsMax), () => {
      this.letGo(self);
      if (life === this.#life) work();
    });
  }

  serverGone(): void {
    this.#life += 1;
    this.#keeper = null;
  }

  /** To every process, the sender's own hearing included; some never get it, some long after. */
  notify(what: (hearing: Hearing) => void): void {
    for (const process of [...this.#hearers.keys()]) {
      if (this.#random.chance(this.trouble * 2)) continue;
      const late = this.#random.chance(0.1) ? 5_000 : 20;
      this.#time.after(this.#random.below(late), () => {
        const hearing = this.#hearers.get(process);
        if (hearing !== undefined) what(hearing);
      });
    }
  }

  /** The listener's connection was cut and came back: what was said meanwhile is lost. */
  hearAgain(process: string): void {
    this.#hearers.get(process)?.again();
  }

  latencyMs(): number {
    return this.#random.chance(0.02) ? this.#random.below(2_000) : this.#random.below(4);
  }

  breaks(): 'before' | 'after' | 'not' {
    if (!this.#random.chance(this.trouble)) return 'not';
    return this.#random.chance(0.5) ? 'before' : 'after';
  }
}

export interface SharedStoreParts {
  readonly process: string;
  readonly place: SharedPlace;
  readonly database: MortalDatabase;
  readonly disk: WritableDb;
  readonly scheduler: MortalScheduler;
  readonly firstEpoch: string;
}

export function createSharedStore(parts: SharedStoreParts): RegionStore {
  const { database, place, process } = parts;
  const rows = createSqliteStore(database.db, parts.firstEpoch);
  // What the server does, it does also for a process that died meanwhile.
  const atServer = createSqliteStore(parts.disk, parts.firstEpoch);
  const trip = <T>(work: () => Promise<T>): Promise<T> => roundTrip(parts, work);
  const { append } = rows;
  const told = (result: AppendResult, head: number): void => {
    if (result === 'ok') place.notify((hearing) => hearing.head(head));
  };
  return {
    ...rows,
    async load(ask) {
      if (ask.hold === true) await keepLog(parts);
      return trip(() => loadSince(parts, rows, ask));
    },
    release: async () => place.letGo(process),
    async append(head, commit, epoch) {
      await keepLog(parts);
      if (place.losesCommit()) {
        place.commitLate(process, () => {
          void atServer.append(head, commit, epoch).then((result) => told(result, head + commit.ops.length));
        });
        throw new Fault('regionBusy');
      }
      const result = await trip(() => append(head, commit, epoch)).finally(() => place.letGo(process));
      told(result, head + commit.ops.length);
      return result;
    },
    readFeed: (ask) => trip(() => rows.readFeed(ask)),
    readSnapshot: (ask) => trip(() => rows.readSnapshot(ask)),
    readOutcomes: (ask) => trip(() => rows.readOutcomes(ask)),
    getDesk: (desk) => trip(() => rows.getDesk(desk)),
    shared: sharedLog(parts, trip),
  };
}

const askAgainMs = 3;

/** One writer at a time, as by the lock of a row; whoever waits looks again. */
function keepLog({ process, place, scheduler }: SharedStoreParts): Promise<void> {
  return new Promise((resolve) => {
    const attempt = (): void => {
      if (place.keep(process)) resolve();
      else scheduler.after(askAgainMs, attempt);
    };
    attempt();
  });
}

/** With what others committed of the same records since the asker last looked. */
async function loadSince(
  { database: { db } }: SharedStoreParts,
  rows: RegionStore,
  { since, ...ask }: LoadAsk,
): Promise<Loaded> {
  if (since === undefined) return rows.load(ask);
  const touched = allRows<{ record: string; desk: string }>(
    db,
    'select record, desk from ops where seq > ?',
    [since.head],
  );
  const records = [...new Set(touched.map((row) => row.record))];
  const again = since.records.filter((record) => records.includes(record));
  const loaded = await rows.load({ ...ask, records: [...new Set([...ask.records, ...again])] });
  return { ...loaded, touched: { records, desks: [...new Set(touched.map((row) => row.desk))] } };
}

/** A process that dies while it waits never hears the answer. */
function roundTrip<T>({ scheduler, place }: SharedStoreParts, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const broken = place.breaks();
    scheduler.after(place.latencyMs(), () => {
      if (broken === 'before') return reject(new Fault('regionBusy'));
      work().then(
        (answer) =>
          void scheduler.after(place.latencyMs(), () =>
            broken === 'after' ? reject(new Fault('regionBusy')) : resolve(answer),
          ),
        reject,
      );
    });
  });
}

function sharedLog(
  { process, place, database }: SharedStoreParts,
  trip: <T>(work: () => Promise<T>) => Promise<T>,
): SharedLog {
  const { db } = database;
  return {
    readNews: ({ after, limit }) => trip(async () => readNews(database, after, limit)),
    listen(hearing) {
      place.hear(process, hearing);
      return async () => place.gone(process);
    },
    async tell(text) {
      place.notify((hearing) => hearing.told(text));
    },
    takeDuty: async () => db.open,
    tries: { count: async () => 0, add: async () => {}, forget: async () => {} },
  };
}

interface NewsRow {
  readonly seq: number;
  readonly op: string;
  readonly fed: string | null;
  readonly entered: string | null;
}

function readNews({ db }: MortalDatabase, after: number, limit: number): SharedNews {
  const epoch = oneRow<{ value: string }>(db, "select value from region_values where name = 'epoch'");
  const head = oneRow<{ head: number | null }>(db, 'select max(seq) as head from ops')?.head ?? 0;
  const ops = allRows<NewsRow>(
    db,
    `select seq, op,
       (select group_concat(scope, char(9)) from feed where feed.seq = ops.seq and feed.pos = ops.seq) as fed,
       (select group_concat(scope, char(9)) from
         (select distinct scope from feed where feed.pos = ops.seq and feed.seq < ops.seq)) as entered
     from ops where seq > ? order by seq limit ?`,
    [after, limit],
  ).map(
    (row): NewsOp => ({
      op: readOp(row.op),
      chars: row.op.length,
      scopes: row.fed === null ? [] : row.fed.split('\t'),
      entered: row.entered === null ? [] : row.entered.split('\t'),
    }),
  );
  const headMark = getMarkAt(db, head) ?? null;
  return { epoch: epoch?.value ?? '', head, headMark, ops };
}

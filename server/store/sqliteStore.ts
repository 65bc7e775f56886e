import { migrate } from '../../db/migrate.ts';
import { closeDatabase, type DatabasePlace, openDatabase } from '../../db/openDatabase.ts';
import { addCopiedDesk, getDesk, saveHighWater } from '../../db/region/desks.ts';
import { appendFeed, countFeed, type FeedAsk, readFeed } from '../../db/region/feed.ts';
import { regionMigrations } from '../../db/region/migrations/migrationList.ts';
import {
  appendEchoes,
  appendOps,
  getHead,
  getMarkAt,
  getOpById,
  getOwnOpId,
  isLogged,
  listAcceptedAbout,
  listOutcomes,
} from '../../db/region/ops.ts';
import { countRecords, getRecord, saveRecords } from '../../db/region/records.ts';
import { getValue, saveValue } from '../../db/region/regionValues.ts';
import {
  getSession,
  getUnitNames,
  getUser,
  saveSession,
  saveUnit,
  saveUser,
} from '../../db/region/sessions.ts';
import { getStateIn } from '../../db/region/sliceRows.ts';
import { inSnapshot, inTransaction, type WritableDb } from '../../db/sql.ts';
import { readSlice } from './readSlice.ts';
import { noteUnread, readUnread } from './readUnread.ts';
import {
  type AppendResult,
  type FeedPage,
  type LoadAsk,
  type Loaded,
  type RecordView,
  type RegionStore,
  recordKey,
  type SnapshotAsk,
  type SnapshotSlice,
} from './regionStore.ts';
import { longEntryOf } from './snapshotSlice.ts';

/**
 * The largest group of pushes writes some 5 MB: with a smaller cache its pages would be written and encrypted twice,
 * with a larger one a storm keeps memory that nothing needs after it.
 */
const cacheKib = 8 * 1024;
/**
 * While a snapshot is read: its records come kind by kind, but stand as they were made, so a page with a call and its
 * plan is needed for the calls and again for the plans.
 */
const snapshotCacheKib = 32 * 1024;
/**
 * 55 MB, below 64 with the largest group on top: in a storm the log just grows, and is folded into the file when it is
 * quiet ({@link RegionStore.tidyUp}).
 */
const checkpointPages = 14_000;
/** A wait for a lock stops everything else here, and a desk that gets `busy` comes again by itself. */
const lockWaitMs = 200;

/** The embedded store: one process, one file. `firstEpoch` names the history of a file that has none yet. */
export function openSqliteStore(place: DatabasePlace, firstEpoch: string): RegionStore {
  const db = openDatabase(place);
  try {
    db.pragma(`cache_size = -${cacheKib}`);
    db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    db.pragma(`busy_timeout = ${lockWaitMs}`);
    return createSqliteStore(db, firstEpoch);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The same over a database that is open already: the simulator keeps its own hand on it. */
export function createSqliteStore(db: WritableDb, firstEpoch: string): RegionStore {
  migrate(db, regionMigrations);
  if (getValue(db, 'epoch') === undefined) inTransaction(db, () => saveValue(db, 'epoch', firstEpoch));
  return storeOver(db);
}

function storeOver(db: WritableDb): RegionStore {
  const write = async <T>(work: () => T): Promise<T> => inTransaction(db, work);
  const read = async <T>(work: () => T): Promise<T> => work();
  return {
    load: (ask) => read(() => inSnapshot(db, () => load(db, ask))),
    append: async (...commit) => append(db, ...commit),
    release: async () => {},
    readFeed: (ask) => read(() => inSnapshot(db, () => readPage(db, ask))),
    countFeed: (ask) => read(() => countFeed(db, ask)),
    getMarkAt: (seq) => read(() => getMarkAt(db, seq)),
    getOwnOpId: (ask) => read(() => getOwnOpId(db, ask)),
    readOutcomes: (ask) => read(() => listOutcomes(db, ask)),
    countRecords: (scope) => read(() => countRecords(db, scope)),
    readSnapshot: (ask) => read(() => readPart(db, ask)),
    getDesk: (desk) => read(() => getDesk(db, desk)),
    addCopiedDesk: (desk, copiedFrom) => write(() => addCopiedDesk(db, desk, copiedFrom)),
    getEpoch: () => read(() => getValue(db, 'epoch') ?? ''),
    saveEpoch: (epoch, instead) =>
      write(() => {
        const stands = getValue(db, 'epoch') ?? '';
        if (instead !== undefined && stands !== instead) return stands;
        saveValue(db, 'epoch', epoch);
        return epoch;
      }),
    getTokenKey: (proposal) => write(() => keepFirst(db, 'tokenKey', proposal)),
    getReleaseKeys: (proposal) => write(() => keepFirst(db, 'releaseKeys', proposal)),
    saveReleaseKeys: (keys) => write(() => saveValue(db, 'releaseKeys', keys)),
    getSession: (id) => read(() => getSession(db, id)),
    saveSession: (session) => write(() => saveSession(db, session)),
    getUser: (user) => read(() => getUser(db, user)),
    saveUser: (user) => write(() => saveUser(db, user)),
    getUnitNames: (unit) => read(() => getUnitNames(db, unit)),
    saveUnit: (unit, names) => write(() => saveUnit(db, unit, names)),
    readUnread: async () => readUnread(db),
    tidyUp: async () => void db.pragma('wal_checkpoint(PASSIVE)'),
    probe: (stamp) => write(() => saveValue(db, 'probe', stamp)),
    close: async () => closeDatabase(db),
  };
}

function keepFirst(db: WritableDb, name: 'tokenKey' | 'releaseKeys', proposal: string): string {
  const known = getValue(db, name);
  if (known === undefined) saveValue(db, name, proposal);
  return known ?? proposal;
}

function load(db: WritableDb, ask: LoadAsk): Loaded {
  const ops = ask.opIds.flatMap((id) => {
    const op = getOpById(db, id);
    return op === undefined ? [] : ([[id, op]] as const);
  });
  const sessions = ask.sessions.flatMap((id) => {
    const session = getSession(db, id);
    return session === undefined ? [] : ([[id, session]] as const);
  });
  return {
    head: getHead(db),
    records: new Map(ask.records.map((record) => [record, viewOf(db, record)])),
    desks: new Map(ask.desks.map((desk) => [desk, getDesk(db, desk)])),
    sessions: new Map(sessions),
    ops: new Map(ops),
  };
}

function viewOf(db: WritableDb, record: string): RecordView {
  const row = getRecord(db, record);
  if (row === undefined) {
    const early = listAcceptedAbout(db, record).map((op) => ({ ...op, refused: null }));
    const waiting = early.length === 0 ? {} : { early };
    return { state: undefined, seq: 0, scopes: [], logged: isLogged(db, record), ...waiting };
  }
  return { state: row.state, seq: row.seq, scopes: row.scopes, logged: true };
}

function append(
  db: WritableDb,
  ...[expectedHead, rows, epoch]: Parameters<RegionStore['append']>
): AppendResult {
  try {
    return inTransaction(db, () => {
      if (getHead(db) !== expectedHead) return 'moved';
      if (epoch !== undefined && getValue(db, 'epoch') !== epoch) return 'renamed';
      appendOps(db, rows.ops);
      noteUnread(db, rows);
      appendEchoes(db, rows.echoes);
      appendFeed(db, rows.feed, rows.widened);
      saveRecords(db, rows.records);
      for (const [desk, highWater] of rows.highWaters) saveHighWater(db, desk, highWater);
      return 'ok';
    });
  } catch (error) {
    // Nobody looks an id up before: it is almost always new, and the index knows.
    if (isTakenId(error)) return 'opIdTaken';
    throw error;
  }
}

function isTakenId(error: unknown): boolean {
  return error instanceof Error && error.message === 'UNIQUE constraint failed: ops.id';
}

function readPage(db: WritableDb, ask: FeedAsk): FeedPage {
  const { ops, cutAt, tooLong } = readFeed(db, ask);
  const upto = cutAt ?? getHead(db);
  const page = { upto, more: cutAt !== null, own: getDesk(db, ask.exceptDesk).highWater, ops };
  if (tooLong === undefined) return page;
  const record = recordKey(tooLong.record);
  const scope = ask.scopes.find((one) => getStateIn(db, { scope: one, record }) !== undefined);
  return { ...page, ...longEntryOf(scope, record) };
}

function readPart(db: WritableDb, ask: SnapshotAsk): SnapshotSlice {
  if (ask.afterKey === null) db.pragma(`cache_size = -${snapshotCacheKib}`);
  const slice = inSnapshot(db, () => readSlice(db, ask));
  if (slice.nextKey === null) db.pragma(`cache_size = -${cacheKib}`);
  return slice;
}

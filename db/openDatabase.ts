import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { assert } from '../shared/base/assert.ts';
import { Fault } from '../shared/base/refusal.ts';
import type { SqliteHandle, WritableDb } from './sql.ts';
import { mapSqliteError } from './sqliteFault.ts';

/** Both authenticate every page, which is also the only checksum SQLite has. */
export type Cipher = 'sqlcipher' | 'chacha20';

/** Of every new file; it writes a page in two thirds of the other one's time. */
const ofNewFiles: Cipher = 'chacha20';
/** Of files that earlier programs made: they keep it. */
const ofOldFiles: Cipher = 'sqlcipher';

export type DatabasePlace =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly key: Uint8Array;
      readonly cipher?: Cipher;
      /** Nobody else may open it meanwhile. Without a file of shared memory it opens on a full disk too. */
      readonly alone?: boolean;
    }
  /** Unencrypted and gone at close: for the simulator and tests only. `image`: what it begins with; see {@link imageOf}. */
  | { readonly kind: 'memory'; readonly image?: Uint8Array };

export const keyBytes = 32;
const busyTimeoutMs = 5_000;
/** Older ones can corrupt a WAL database when a checkpoint and a reset meet. */
const sqliteVersionMin = [3, 51, 3] as const;

// A WAL database that is opened again comes back with synchronous=NORMAL, which loses acknowledged commits at power loss.
const settings: readonly (readonly [name: string, set: string, reads: string | number])[] = [
  ['synchronous', 'FULL', 2],
  ['temp_store', 'MEMORY', 2],
  ['foreign_keys', 'ON', 1],
  ['busy_timeout', String(busyTimeoutMs), busyTimeoutMs],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
];

/**
 * Opens or creates a database with every setting we rely on, and reads each one back.
 * A wrong key, a damaged file, a read-only folder and a full disk come out as a {@link Fault}; nothing is ever deleted.
 */
export function openDatabase(place: DatabasePlace): WritableDb {
  if (place.kind === 'memory') return openWith(place, ofNewFiles);
  createPrivateFile(place.path);
  if (place.cipher !== undefined) return openWith(place, place.cipher);
  try {
    return openWith(place, ofNewFiles);
  } catch (error) {
    // Nothing beside the file names its cipher: a page cannot be read, and that is all.
    if (!(error instanceof Fault && error.code === 'databaseWrongKey')) throw error;
    return openWith(place, ofOldFiles);
  }
}

function openWith(place: DatabasePlace, cipher: Cipher): WritableDb {
  let db: SqliteHandle | undefined;
  try {
    db = new Database(place.kind === 'file' ? place.path : (place.image ?? ':memory:'));
    if (place.kind === 'file' && place.alone === true) keepToOneself(db);
    if (place.kind === 'file') unlock(db, place.key, cipher);
    const journal = db.pragma('journal_mode = WAL', { simple: true });
    assert(journal === (place.kind === 'file' ? 'wal' : 'memory'), `journal_mode is ${String(journal)}`);
    for (const [name, set] of settings) db.pragma(`${name} = ${set}`);
    assertSettings(db);
    assertVersion(db);
    return db as WritableDb;
  } catch (error) {
    db?.close();
    throw asOpenFault(error, place);
  }
}

/** Every byte of a database in memory: another may begin with it. */
export function imageOf(db: WritableDb): Uint8Array {
  assert(db instanceof Database, 'an image of an open database');
  return db.serialize();
}

/** Reads the settings of an open database back; also for tests that open a file a second time. */
export function assertSettings(db: SqliteHandle): void {
  for (const [name, , reads] of settings) {
    const now = db.pragma(name, { simple: true });
    assert(now === reads, `${name} is ${String(now)}, not ${String(reads)}`);
  }
}

/** Reads every page, so a damaged one is found before anything is built on it. Slow on a large file. */
export function assertSound(db: SqliteHandle): void {
  let found: unknown;
  try {
    found = db.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    throw mapSqliteError(error);
  }
  if (found !== 'ok') throw new Fault('databaseCorrupt');
}

/** Folds the WAL into the file, so a closed database is one file. */
export function closeDatabase(db: WritableDb): void {
  if (!db.open) return;
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // A full or broken disk must not keep the program from ending; the WAL holds everything that was committed.
  }
  db.close();
}

export function createPrivateFile(path: string): void {
  try {
    // Appending creates a missing file with the right mode and never changes an existing one.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    else if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  } catch (error) {
    throw mapSqliteError(error);
  }
}

/** Before the first read: from then on the index of the log is in memory or it is in a file. */
function keepToOneself(db: SqliteHandle): void {
  db.pragma('locking_mode = EXCLUSIVE');
  // Whoever holds the lock is another engine, not a writer that is done in a moment.
  db.pragma('busy_timeout = 500');
}

function unlock(db: SqliteHandle, key: Uint8Array, cipher: Cipher): void {
  assert(key.byteLength === keyBytes, `a key has ${keyBytes} bytes`);
  db.pragma(`cipher = '${cipher}'`);
  db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
  try {
    // Only the first real read tells whether the key fits.
    db.prepare('select count(*) from sqlite_schema').get();
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB')
      throw new Fault('databaseWrongKey', { cause: error });
    throw error;
  }
}

function assertVersion(db: SqliteHandle): void {
  const version = String(db.prepare('select sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const difference = sqliteVersionMin.map((min, at) => (parts[at] ?? 0) - min).find((one) => one !== 0) ?? 0;
  assert(difference >= 0, `SQLite ${version} is older than ${sqliteVersionMin.join('.')}`);
}

function asOpenFault(error: unknown, place: DatabasePlace): unknown {
  const fault = mapSqliteError(error);
  // SQLite says "cannot open" when it may not create the WAL beside the file.
  if (
    place.kind === 'file' &&
    fault instanceof Fault &&
    fault.code === 'diskBroken' &&
    isReadOnly(place.path)
  )
    return new Fault('diskReadOnly', { cause: error });
  return fault;
}

function isReadOnly(path: string): boolean {
  try {
    accessSync(dirname(path), constants.F_OK);
  } catch {
    return false;
  }
  try {
    accessSync(dirname(path), constants.W_OK);
    accessSync(path, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

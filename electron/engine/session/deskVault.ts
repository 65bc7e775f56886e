// Where the workstation's database is and how it is opened.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../../db/migrate.ts';
import { closeDatabase, keyBytes, openDatabase } from '../../../db/openDatabase.ts';
import { lockPlace } from '../../../db/placeLock.ts';
import { inTransaction, type WritableDb } from '../../../db/sql.ts';
import { mapSqliteError } from '../../../db/sqliteFault.ts';
import { readMeta, setMeta } from '../../../db/workstation/deskMeta.ts';
import { workstationMigrations } from '../../../db/workstation/migrations/workstationMigrations.ts';
import type { RandomSource } from '../../../platform/ids.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import type { SessionView } from '../../../shared/protocol/deskViews.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { finishRebuild, type Rebuilt, rebuildDesk } from './rebuildDesk.ts';

export interface DeskVault {
  readonly custody: () => SessionView['keyCustody'];
  /** People whose passphrase opens the database. */
  users(): readonly string[];
  /** Whether there is a database to open; false on a desk that was never signed in to. */
  exists(): boolean;
  /** Opens without asking when the key is at hand; null when a passphrase must open it first. */
  open(): WritableDb | null;
  /** Opens with a person's passphrase: databaseLocked without a slot, databaseWrongKey when it does not fit. */
  unlock(user: string, passphrase: string): Promise<WritableDb>;
  /** The first start: makes the data key, its first slot and the database of this desk, in that order. */
  create(first: {
    readonly user: string;
    readonly passphrase: string;
    readonly deskId: string;
  }): Promise<WritableDb>;
  /** One more person may open the database from now on. */
  admit(user: string, passphrase: string): Promise<void>;
  /** After a failed write to the disk: the old handle may lie about what it stored, so a new one reads the file. */
  reopen(): WritableDb;
  /** The file cannot be read: it is put aside, and what could be read of the desk's own goes into a fresh one. */
  rebuild(at: string): WritableDb;
  close(): void;
}

export interface VaultParts {
  readonly dir: string;
  readonly random: RandomSource;
  readonly newDeskId: () => string;
  /** From the OS keychain, or from the shell's memory of a key this desk opened before. */
  readonly key: Uint8Array | null;
  /** Told once when a passphrase gave the key, so the shell can seal or remember it. */
  readonly onKey: (key: Uint8Array) => void;
  /** Told after a damaged database was replaced. */
  readonly onRebuilt?: (rebuilt: Rebuilt) => void;
}

export function databasePath(dir: string): string {
  return join(dir, 'desk.sqlite');
}

export function openFileVault({
  dir,
  random,
  newDeskId,
  key: given,
  onKey,
  onRebuilt = () => {},
}: VaultParts): DeskVault {
  const path = databasePath(dir);
  const keyring: Keyring = openKeyring(join(dir, 'keyring.json'), random);
  let key = given;
  let db: WritableDb | null = null;
  const exists = (): boolean => keyring.exists() || (existsSync(path) && statSync(path).size > 0);
  const openWith = (dataKey: Uint8Array): WritableDb => {
    finishRebuild(path);
    const opened = openDatabase({ kind: 'file', path, key: dataKey, alone: true });
    // It fits, whatever else is wrong with the file.
    key = dataKey;
    db = prepare(opened, newDeskId);
    return db;
  };
  return {
    custody: () => (key !== null && key === given ? 'keychain' : keyring.exists() ? 'passphrase' : 'none'),
    users: () => keyring.users(),
    exists,
    open() {
      if (key === null || !exists()) return null;
      try {
        return openWith(key);
      } catch (error) {
        // The keychain was reset or belongs to another desk: a passphrase may still open what is there.
        if (!(error instanceof Fault && error.code === 'databaseWrongKey' && keyring.exists())) throw error;
        key = null;
        return null;
      }
    },
    async unlock(user, passphrase) {
      const found = await keyring.open(user, passphrase);
      if (found === null) throw new Fault('databaseLocked');
      try {
        return openWith(found);
      } finally {
        if (key === found) onKey(found);
      }
    },
    async create({ user, passphrase, deskId }) {
      makeFolder(dir);
      // Of two first starts in one folder, the later one would replace the key of the earlier one's database.
      const lock = lockPlace(path);
      try {
        if (exists()) throw new Fault('databaseLocked');
        const fresh = key ?? random.bytes(keyBytes);
        await keyring.seal(user, passphrase, fresh);
        db = prepare(openDatabase({ kind: 'file', path, key: fresh, alone: true }), () => deskId);
        if (key === null) onKey(fresh);
        key = fresh;
        return db;
      } finally {
        lock.release();
      }
    },
    async admit(user, passphrase) {
      if (key !== null) await keyring.seal(user, passphrase, key);
    },
    reopen() {
      if (key === null) throw new Fault('databaseLocked');
      db?.close();
      return openWith(key);
    },
    rebuild(at) {
      if (key === null) throw new Fault('databaseLocked');
      db?.close();
      const fresh = (building: string): WritableDb =>
        prepare(
          openDatabase({ kind: 'file', path: building, key: key ?? new Uint8Array(), alone: true }),
          newDeskId,
        );
      onRebuilt(rebuildDesk({ path, key, fresh, at }));
      return openWith(key);
    },
    close() {
      if (db !== null) closeDatabase(db);
      db = null;
    },
  };
}

/** For the simulator and tests: gone with the process, open from the start. */
export function openMemoryVault(deskId: string, db = openDatabase({ kind: 'memory' })): DeskVault {
  prepare(db, () => deskId);
  return {
    custody: () => 'none',
    users: () => [],
    exists: () => true,
    open: () => db,
    unlock: async () => db,
    create: async () => db,
    admit: async () => {},
    reopen: () => db,
    rebuild: () => db,
    close: () => {},
  };
}

/** Whoever holds the lock is another engine, not a writer that is done in a moment. */
const busyTimeoutMs = 500;

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw mapSqliteError(error);
  }
}

/** Brings the schema forward and gives a fresh database its desk. */
function prepare(db: WritableDb, newDeskId: () => string): WritableDb {
  try {
    // Two engines on one folder would both number their ops from the same place.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma(`busy_timeout = ${busyTimeoutMs}`);
    migrate(db, workstationMigrations);
    if (readMeta(db) === null) inTransaction(db, () => setMeta(db, 'deskId', newDeskId()));
    return db;
  } catch (error) {
    db.close();
    throw mapSqliteError(error);
  }
}

// One owner of a database's folder at a time, also before there is a key or a database in it.
import Database from 'better-sqlite3';
import { createPrivateFile } from './openDatabase.ts';
import { mapSqliteError } from './sqliteFault.ts';

export interface PlaceLock {
  release(): void;
}

/**
 * Takes the place of a database for this process, or throws databaseLocked at once. The operating system lets go of the
 * lock of a process however it ends, so nothing has to be cleared away after a kill or a power cut.
 */
export function lockPlace(databasePath: string): PlaceLock {
  const path = `${databasePath}.lock`;
  createPrivateFile(path);
  const db = new Database(path);
  try {
    db.pragma('busy_timeout = 0');
    db.pragma('journal_mode = MEMORY');
    // Nothing is ever written: the lock of the empty file is all that is wanted.
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    throw mapSqliteError(error);
  }
  return { release: () => void db.close() };
}

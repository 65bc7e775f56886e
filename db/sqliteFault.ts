import Database from 'better-sqlite3';
import { Fault, type FaultCode } from '../shared/base/refusal.ts';

// Constraint and syntax errors are missing on purpose: those are our own mistakes and must surface as such.
const families: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['SQLITE_FULL', 'diskFull'],
  ['SQLITE_READONLY', 'diskReadOnly'],
  ['SQLITE_PERM', 'diskReadOnly'],
  ['SQLITE_IOERR', 'diskBroken'],
  ['SQLITE_CANTOPEN', 'diskBroken'],
  ['SQLITE_CORRUPT', 'databaseCorrupt'],
  ['SQLITE_NOTADB', 'databaseCorrupt'],
  ['SQLITE_BUSY', 'databaseLocked'],
  ['SQLITE_LOCKED', 'databaseLocked'],
];
const fileSystem: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EROFS: 'diskReadOnly',
  EACCES: 'diskReadOnly',
  EPERM: 'diskReadOnly',
  EIO: 'diskBroken',
  ENOENT: 'diskBroken',
  ENOTDIR: 'diskBroken',
  EISDIR: 'diskBroken',
  EEXIST: 'diskBroken',
  EMFILE: 'diskBroken',
};

/** The driver has no code for it. */
const closedWords = 'The database connection is not open';

/**
 * Turns troubles of disk and file into a {@link Fault}; anything else comes back as it was.
 * Once a database has been read with its key, SQLITE_NOTADB means a damaged page, not a wrong key.
 */
export function mapSqliteError(error: unknown): unknown {
  // A handle that could not be opened anew after a trouble of the disk, which is still there.
  if (error instanceof TypeError && error.message === closedWords)
    return new Fault('diskBroken', { cause: error });
  const code = codeOf(error);
  if (code === undefined) return error;
  const fault = families.find(([prefix]) => code.startsWith(prefix))?.[1] ?? fileSystem[code];
  return fault === undefined ? error : new Fault(fault, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Database.SqliteError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return Object.hasOwn(fileSystem, error.code) ? error.code : undefined;
  }
  return undefined;
}

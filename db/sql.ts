import { assert } from '../shared/base/assert.ts';
import { mapSqliteError } from './sqliteFault.ts';

/** What we use of the driver; spelled out here so that other folders need not find the driver's own types. */
export interface SqliteStatement {
  all(parameters: unknown): unknown[];
  get(parameters?: unknown): unknown;
  run(parameters?: unknown): { changes: number };
  pluck(): SqliteStatement;
}
export interface SqliteHandle {
  readonly open: boolean;
  readonly inTransaction: boolean;
  prepare(text: string): SqliteStatement;
  exec(text: string): unknown;
  pragma(text: string, options?: { simple: boolean }): unknown;
  close(): unknown;
}

declare const reads: unique symbol;
declare const writes: unique symbol;
/** A function that takes a ReadableDb cannot hand it to one that writes. */
export type ReadableDb = SqliteHandle & { readonly [reads]: true };
export type WritableDb = ReadableDb & { readonly [writes]: true };

export type SqlValue = string | number | bigint | Uint8Array | null;
/** Positional values, or one object for `@name` parameters. */
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

const prepared = new WeakMap<SqliteHandle, Map<string, SqliteStatement>>();

/** One prepared statement per text and database: texts are literals, so the map stays as small as the source. */
function prepare(db: ReadableDb, text: string): SqliteStatement {
  let known = prepared.get(db);
  if (known === undefined) {
    known = new Map();
    prepared.set(db, known);
  }
  let statement = known.get(text);
  if (statement === undefined) {
    statement = db.prepare(text);
    known.set(text, statement);
  }
  return statement;
}

/** The row type is the caller's promise about its own SQL: column names and kinds of the text it passes. */
export function allRows<Row>(db: ReadableDb, text: string, parameters: SqlParameters = []): Row[] {
  try {
    return prepare(db, text).all(parameters) as Row[];
  } catch (error) {
    throw mapSqliteError(error);
  }
}

export function oneRow<Row>(db: ReadableDb, text: string, parameters: SqlParameters = []): Row | undefined {
  try {
    return prepare(db, text).get(parameters) as Row | undefined;
  } catch (error) {
    throw mapSqliteError(error);
  }
}

/** Runs one writing statement and says how many rows it changed. */
export function runSql(db: WritableDb, text: string, parameters: SqlParameters = []): number {
  try {
    if (hurried.has(db) && !db.inTransaction) waitForDisk(db);
    return prepare(db, text).run(parameters).changes;
  } catch (error) {
    throw mapSqliteError(error);
  }
}

/** Several statements without parameters, for migrations. */
export function runScript(db: WritableDb, text: string): void {
  waitForDisk(db);
  guarded(() => db.exec(text));
}

export function setPragma(db: WritableDb, text: string): void {
  guarded(() => db.pragma(text));
}

/** Databases whose commits do not wait for the disk at the moment. */
const hurried = new WeakSet<SqliteHandle>();

/** Whether the next write that must wait has to change the setting first. */
export function isHurried(db: WritableDb): boolean {
  return hurried.has(db);
}

/** From here on commits wait for the disk again. */
export function waitForDisk(db: WritableDb): void {
  if (!hurried.has(db)) return;
  setPragma(db, 'synchronous = FULL');
  hurried.delete(db);
}

/**
 * One decision, one transaction: it takes the write lock first, so nothing read inside can go stale. It must be
 * synchronous; nothing in memory may change inside it that a rollback would not undo.
 */
export function inTransaction<T>(db: WritableDb, work: () => T): T {
  assert(!db.inTransaction, 'a transaction inside a transaction');
  waitForDisk(db);
  return transact(db, work);
}

/**
 * A transaction of what can be had again: it does not wait for the disk. The setting stays until the next write that must
 * wait, because changing it costs as much as a small write.
 */
export function inHurriedTransaction<T>(db: WritableDb, work: () => T): T {
  assert(!db.inTransaction, 'a transaction inside a transaction');
  if (!hurried.has(db)) {
    hurried.add(db);
    setPragma(db, 'synchronous = NORMAL');
  }
  return transact(db, work);
}

function transact<T>(db: WritableDb, work: () => T): T {
  return guarded(() => {
    prepare(db, 'begin immediate').run();
    try {
      const result = work();
      assert(!(result instanceof Promise), 'a transaction must not wait');
      prepare(db, 'commit').run();
      return result;
    } catch (error) {
      // SQLite ends some failed transactions by itself (a full disk, for one).
      if (db.inTransaction) prepare(db, 'rollback').run();
      throw error;
    }
  });
}

/** Reads that must agree with each other: all see the database as it was at the first of them. */
export function inSnapshot<T>(db: ReadableDb, work: () => T): T {
  assert(!db.inTransaction, 'a snapshot inside a transaction');
  return guarded(() => {
    prepare(db, 'begin deferred').run();
    try {
      return work();
    } finally {
      if (db.inTransaction) prepare(db, 'rollback').run();
    }
  });
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw mapSqliteError(error);
  }
}

// A database handle that can die in the middle: what was committed stays, what was not is rolled back, and the
// program that held the handle can do no more with it.
import type { SqliteHandle, SqliteStatement, WritableDb } from '../../../db/sql.ts';

/** The machine stopped here. Nothing may catch this and go on. */
export class ProcessDied extends Error {
  override name = 'ProcessDied';
}

export interface MortalDatabase {
  readonly db: WritableDb;
  /** Called around each commit; when it says so the process dies there. */
  die(): void;
  readonly dead: boolean;
}

export type CommitWatch = (moment: 'before' | 'after') => 'live' | 'die';

/** `died` is called at once: whatever else the process had going stops with it. */
export function mortal(real: WritableDb, watch: CommitWatch, died: () => void): MortalDatabase {
  let dead = false;
  const die = (): void => {
    if (dead) return;
    dead = true;
    if (real.inTransaction) real.exec('rollback');
    died();
  };
  const meet = (moment: 'before' | 'after'): void => {
    if (watch(moment) === 'live') return;
    die();
    throw new ProcessDied(`${moment} a commit`);
  };
  const check = (): void => {
    if (dead) throw new ProcessDied('used after death');
  };
  const wrap = (statement: SqliteStatement): SqliteStatement => ({
    all(parameters) {
      check();
      return statement.all(parameters);
    },
    get(parameters) {
      check();
      return parameters === undefined ? statement.get() : statement.get(parameters);
    },
    run(parameters) {
      check();
      return parameters === undefined ? statement.run() : statement.run(parameters);
    },
    pluck: () => wrap(statement.pluck()),
  });
  const commit = (statement: SqliteStatement): SqliteStatement => ({
    ...wrap(statement),
    run() {
      check();
      meet('before');
      const result = statement.run();
      meet('after');
      return result;
    },
  });
  const handle: SqliteHandle = {
    get open() {
      return !dead && real.open;
    },
    get inTransaction() {
      return !dead && real.inTransaction;
    },
    prepare(text) {
      check();
      const statement = real.prepare(text);
      return /^\s*commit\b/i.test(text) ? commit(statement) : wrap(statement);
    },
    exec(text) {
      check();
      return real.exec(text);
    },
    pragma(text, options) {
      check();
      return options === undefined ? real.pragma(text) : real.pragma(text, options);
    },
    close() {
      // The simulator closes the real one; a stopping program only lets go of it.
      dead = true;
    },
  };
  return {
    db: handle as WritableDb,
    die,
    get dead() {
      return dead;
    },
  };
}

import { describe, expect, it } from 'vitest';
import { type Migration, migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/openDatabase.ts';
import { allRows } from '../../db/sql.ts';

const first: Migration = {
  number: 10,
  name: 'create-a',
  up: 'create table a (x integer) strict; insert into a values (1);',
};
const second: Migration = { number: 20, name: 'add-y', up: 'alter table a add column y integer;' };
const broken: Migration = { number: 30, name: 'broken', up: 'drop table a; select nonsense;' };

describe('migrations', () => {
  it('[DB4] run once, in order, and only the missing ones', () => {
    const db = openDatabase({ kind: 'memory' });
    expect(migrate(db, [first])).toEqual({ from: 0, to: 10 });
    expect(migrate(db, [first, second])).toEqual({ from: 10, to: 20 });
    expect(migrate(db, [first, second])).toEqual({ from: 20, to: 20 });
    expect(allRows(db, 'select x, y from a')).toEqual([{ x: 1, y: null }]);
  });

  it('[DB4] a failed one takes back all of its round', () => {
    const db = openDatabase({ kind: 'memory' });
    migrate(db, [first]);
    expect(() => migrate(db, [first, second, broken])).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    expect(allRows(db, 'select * from a')).toEqual([{ x: 1 }]);
  });

  it('[DB3] a database of a newer program is refused untouched', () => {
    const db = openDatabase({ kind: 'memory' });
    migrate(db, [first, second]);
    expect(() => migrate(db, [first])).toThrow('databaseNewer');
    expect(db.pragma('user_version', { simple: true })).toBe(20);
  });

  it('[DB4] numbers that do not rise are our own mistake', () => {
    expect(() => migrate(openDatabase({ kind: 'memory' }), [second, first])).toThrow('does not follow');
  });
});

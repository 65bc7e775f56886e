import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import { inHurriedTransaction, inTransaction, runScript, runSql, type WritableDb } from '../../../db/sql.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';

const waits = 2;
const hurries = 1;

function open(): { db: WritableDb; how: () => unknown; hurry: () => unknown } {
  const db = openDatabase({ kind: 'file', path: join(scratchFolder(), 'a.db'), key: Buffer.alloc(32, 7) });
  const how = (): unknown => db.pragma('synchronous', { simple: true });
  runScript(db, 'create table notes (id integer primary key) strict');
  const hurry = (): unknown =>
    inHurriedTransaction(db, () => [how(), runSql(db, 'insert into notes default values')]);
  return { db, how, hurry };
}

it('[DB7] every write waits for the disk but those of what can be had again, in whatever order they come', () => {
  const { db, how, hurry } = open();
  expect(how()).toBe(waits);
  expect(hurry()).toEqual([hurries, 1]);
  expect(hurry()).toEqual([hurries, 1]);
  expect(inTransaction(db, how)).toBe(waits);
  expect(inTransaction(db, how)).toBe(waits);
  hurry();
  runSql(db, 'insert into notes default values');
  expect(how()).toBe(waits);
  hurry();
  runScript(db, 'create table more (id integer primary key) strict');
  expect(how()).toBe(waits);
});

it('[DB7] a hurried write that failed leaves the next one waiting all the same', () => {
  const { db, how } = open();
  expect(() => inHurriedTransaction(db, () => runSql(db, 'insert into nothing default values'))).toThrow();
  expect(inTransaction(db, how)).toBe(waits);
});

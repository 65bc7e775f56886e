import { chmodSync, copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  assertSettings,
  assertSound,
  type Cipher,
  closeDatabase,
  openDatabase,
} from '../../../db/openDatabase.ts';
import { allRows, inTransaction, oneRow, runScript, runSql, type WritableDb } from '../../../db/sql.ts';
import { mapSqliteError } from '../../../db/sqliteFault.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';

const key = Buffer.alloc(32, 7);
const canary = 'Kanarialintu-Ääkkönen';

const ciphers: readonly Cipher[] = ['chacha20', 'sqlcipher'];

function filled(path: string, cipher?: Cipher): WritableDb {
  const db = openDatabase({ kind: 'file', path, key, ...(cipher === undefined ? {} : { cipher }) });
  runScript(db, 'create table notes (id integer primary key, text text not null) strict');
  for (let id = 1; id <= 50; id += 1) runSql(db, 'insert into notes values (?, ?)', [id, `${canary} ${id}`]);
  return db;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Fault ? error.code : String(error);
  }
  return 'nothing thrown';
}

describe('opening a database', () => {
  it.each(ciphers)('[DB1] %s leaves no plain text in file or WAL', (cipher) => {
    const folder = scratchFolder();
    const db = filled(join(folder, 'a.db'), cipher);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name)).includes('Kanarialintu')).toBe(false);
    }
    closeDatabase(db);
    expect(readdirSync(folder)).toEqual(['a.db']);
    expect(readFileSync(join(folder, 'a.db')).includes('Kanarialintu')).toBe(false);
    expect(statSync(join(folder, 'a.db')).mode & 0o077).toBe(0);
  });

  it.each(ciphers)('[DB1] %s: a changed bit anywhere is found', (cipher) => {
    const path = join(scratchFolder(), 'a.db');
    closeDatabase(filled(path, cipher));
    const whole = readFileSync(path);
    for (let at = 5; at < whole.length; at += 397) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 0x10;
      writeFileSync(path, broken);
      const found = codeOf(() => {
        const db = openDatabase({ kind: 'file', path, key });
        try {
          assertSound(db);
        } finally {
          db.close();
        }
      });
      expect(found, `bit in byte ${at}`).toMatch(/^database(WrongKey|Corrupt)$/);
      expect(readFileSync(path).equals(broken)).toBe(true);
    }
  });

  it('[DB2] a reopened file has the settings of a new one', () => {
    const path = join(scratchFolder(), 'a.db');
    closeDatabase(filled(path));
    for (const db of [openDatabase({ kind: 'file', path, key }), openDatabase({ kind: 'memory' })]) {
      expect(db.pragma('synchronous', { simple: true })).toBe(2);
      expect(db.pragma('temp_store', { simple: true })).toBe(2);
      assertSettings(db);
      db.pragma('synchronous = NORMAL');
      expect(() => assertSettings(db)).toThrow('synchronous is 1');
      db.close();
    }
  });

  it.each(ciphers)(
    '[DB3] %s: a wrong key changes nothing, what stands in the log alone neither',
    (cipher) => {
      const from = join(scratchFolder(), 'a.db');
      const writing = filled(from, cipher);
      const path = join(scratchFolder(), 'a.db');
      for (const end of ['', '-wal']) copyFileSync(from + end, path + end);
      writing.close();
      const before = ['', '-wal'].map((end) => readFileSync(path + end));
      expect(before[1]?.byteLength).toBeGreaterThan(50_000);
      const wrong = Buffer.alloc(32, 8);
      expect(codeOf(() => openDatabase({ kind: 'file', path, key: wrong, alone: true }))).toBe(
        'databaseWrongKey',
      );
      expect(['', '-wal'].map((end) => readFileSync(path + end))).toEqual(before);
      expect(allRows(openDatabase({ kind: 'file', path, key }), 'select id from notes')).toHaveLength(50);
    },
  );

  it('[DB8] a new file has the quick cipher, and one of an earlier program opens with its own', () => {
    for (const cipher of ciphers) {
      const path = join(scratchFolder(), 'a.db');
      closeDatabase(filled(path, cipher));
      const db = openDatabase({ kind: 'file', path, key, alone: true });
      expect(allRows(db, 'select id from notes')).toHaveLength(50);
      runSql(db, 'delete from notes where id > 10');
      closeDatabase(db);
      const other = ciphers.find((one) => one !== cipher) ?? cipher;
      expect(codeOf(() => openDatabase({ kind: 'file', path, key, cipher: other }))).toBe('databaseWrongKey');
      const again = openDatabase({ kind: 'file', path, key, cipher });
      expect(allRows(again, 'select id from notes')).toHaveLength(10);
    }
    const fresh = join(scratchFolder(), 'a.db');
    closeDatabase(filled(fresh));
    expect(codeOf(() => openDatabase({ kind: 'file', path: fresh, key, cipher: 'chacha20' }))).toBe(
      'nothing thrown',
    );
  });

  it('[DB3] a folder that does not exist is a broken disk, a full disk is a full disk', () => {
    expect(codeOf(() => openDatabase({ kind: 'file', path: join(scratchFolder(), 'no', 'a.db'), key }))).toBe(
      'diskBroken',
    );
    const db = filled(join(scratchFolder(), 'a.db'));
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const fill = () =>
      inTransaction(db, () => runSql(db, 'insert into notes values (?, ?)', [99, 'x'.repeat(99_999)]));
    expect(codeOf(fill)).toBe('diskFull');
    expect(oneRow(db, 'select count(*) as many from notes')).toEqual({ many: 50 });
    db.pragma('max_page_count = 100000');
    expect(codeOf(fill)).toBe('nothing thrown');
  });

  it('[DB3] troubles of the file system keep their kind, our own mistakes stay mistakes', () => {
    for (const [code, fault] of [
      ['EROFS', 'diskReadOnly'],
      ['EACCES', 'diskReadOnly'],
      ['ENOSPC', 'diskFull'],
      ['EIO', 'diskBroken'],
    ] as const) {
      expect(mapSqliteError(Object.assign(new Error('x'), { code }))).toMatchObject({ code: fault });
    }
    const db = openDatabase({ kind: 'memory' });
    expect(codeOf(() => runSql(db, 'insert into nowhere values (1)'))).toMatch(/no such table/);
    const readOnly = filled(join(scratchFolder(), 'a.db'));
    readOnly.pragma('query_only = ON');
    expect(codeOf(() => runSql(readOnly, 'delete from notes'))).toBe('diskReadOnly');
  });

  it('[DB1] a file that others could read is closed to them at open', () => {
    const path = join(scratchFolder(), 'a.db');
    closeDatabase(filled(path));
    chmodSync(path, 0o644);
    closeDatabase(openDatabase({ kind: 'file', path, key }));
    expect(statSync(path).mode & 0o077).toBe(0);
  });
});

describe('transactions', () => {
  it('[DB6] a failed one leaves nothing, and the next one works', () => {
    const db = filled(join(scratchFolder(), 'a.db'));
    expect(() =>
      inTransaction(db, () => {
        runSql(db, 'delete from notes');
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(oneRow(db, 'select count(*) as many from notes')).toEqual({ many: 50 });
    expect(inTransaction(db, () => runSql(db, 'delete from notes where id <= ?', [10]))).toBe(10);
  });

  it('[DB6] one that would wait is refused and rolled back', () => {
    const db = filled(join(scratchFolder(), 'a.db'));
    expect(() =>
      inTransaction(db, async () => {
        runSql(db, 'delete from notes');
      }),
    ).toThrow('must not wait');
    expect(oneRow(db, 'select count(*) as many from notes')).toEqual({ many: 50 });
    expect(() => inTransaction(db, () => inTransaction(db, () => 1))).toThrow('inside a transaction');
  });
});

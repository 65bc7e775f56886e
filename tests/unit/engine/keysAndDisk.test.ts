import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import type { SqliteHandle, SqliteStatement, WritableDb } from '../../../db/sql.ts';
import { type DeskVault, databasePath, openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';
import { laine, signInOnly, virta } from '../../kit/signInOnly.ts';
import { type DeskOptions, fileVault, startDesk, type TestDesk, until } from '../../kit/startDesk.ts';

const open: TestDesk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

function desk(options: DeskOptions): TestDesk {
  const started = startDesk(options);
  open.push(started);
  return started;
}

function close(started: TestDesk): void {
  open.splice(open.indexOf(started), 1);
  started.close();
}

const signInArgs = { user: laine.user, password: 'demo' };

/** Contents of a folder by name. */
function fingerprint(dir: string): Record<string, string> {
  const names = readdirSync(dir).filter((name) => !name.endsWith('-shm'));
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}

async function deskWithContact(dir: string): Promise<string> {
  const first = desk({ vault: fileVault(dir) });
  await first.signIn();
  const { contactId } = await first.command('contact.open', {});
  await first.command('contact.addNote', { contactId, text: 'kaunis päivä' });
  await first.command('assessment.start', { contactId, scriptId: 'chest_pain' });
  await first.command('assessment.answer', { contactId, questionId: 'o_awake', answer: 'yes' });
  close(first);
  return contactId;
}

describe('keys', () => {
  it('[EN17] what is stored is encrypted, and only the passphrase opens it', async () => {
    const dir = scratchFolder();
    const contactId = await deskWithContact(dir);
    for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name)).includes('kaunis')).toBe(false);
    const before = fingerprint(dir);
    const locked = desk({ vault: fileVault(dir) });
    expect((await locked.query('session.current', {})).knownUsers).toEqual([laine.user]);
    expect(await locked.trouble('session.signIn', { ...signInArgs, password: 'wrong' })).toBe(
      'databaseWrongKey',
    );
    expect(await locked.trouble('session.signIn', { user: virta.user, password: 'demo' })).toBe(
      'databaseLocked',
    );
    expect(fingerprint(dir)).toEqual(before);
    await locked.signIn();
    expect((await locked.query('contact.get', { contactId })).notes).toHaveLength(1);
    await locked.signIn(virta);
    close(locked);
    const second = desk({ vault: fileVault(dir) });
    await second.signIn(virta);
    expect((await second.query('contact.list', {})).map((row) => row.contactId)).toEqual([contactId]);
  });

  it('[EN17] a broken keyring is never replaced', async () => {
    const dir = scratchFolder();
    await deskWithContact(dir);
    writeFileSync(join(dir, 'keyring.json'), '{"version":1,"slots":[{"kind":"other"}]}');
    const before = fingerprint(dir);
    const broken = desk({ vault: fileVault(dir) });
    expect(await broken.trouble('session.signIn', signInArgs)).toBe('databaseLocked');
    expect(fingerprint(dir)).toEqual(before);
  });

  it('[EN17] a key of another desk falls back to the passphrase', async () => {
    const dir = scratchFolder();
    await deskWithContact(dir);
    const other = desk({ vault: fileVault(dir, new Uint8Array(32).fill(9)) });
    expect((await other.query('session.current', {})).session).toBeNull();
    await other.signIn();
    expect(await other.query('contact.list', {})).toHaveLength(1);
  });

  it('[EN17] two engines on one folder: the second is told that it is locked', async () => {
    const dir = scratchFolder();
    const first = desk({ vault: fileVault(dir) });
    await first.signIn();
    const second = desk({ vault: fileVault(dir) });
    expect(await second.trouble('session.signIn', signInArgs)).toBe('databaseLocked');
    expect(await first.command('contact.open', {})).toHaveProperty('contactId');
  });
});

describe('sign-in', () => {
  it('[EN18] the first one needs the region and leaves nothing behind without it', async () => {
    const dir = join(scratchFolder(), 'desk');
    const region = signInOnly();
    region.isUp = false;
    const fresh = desk({ vault: fileVault(dir), transport: region });
    expect(await fresh.trouble('session.signIn', signInArgs)).toBe('regionUnreachable');
    expect(existsSync(dir)).toBe(false);
    region.isUp = true;
    expect(await fresh.trouble('session.signIn', { ...signInArgs, password: 'wrong' })).toBe('wrongPassword');
    expect(existsSync(dir)).toBe(false);
    await fresh.signIn();
    expect(existsSync(databasePath(dir))).toBe(true);
  });

  it('[EN18] later ones work alone, with the same session, and only with the right password', async () => {
    const region = signInOnly();
    const one = desk({ transport: region });
    await one.signIn();
    const granted = (await one.query('session.current', {})).session;
    await one.command('session.signOut', {});
    region.isUp = false;
    expect(await one.trouble('session.signIn', { ...signInArgs, password: 'wrong' })).toBe('wrongPassword');
    expect(await one.trouble('session.signIn', { user: virta.user, password: 'demo' })).toBe(
      'regionUnreachable',
    );
    await one.signIn();
    expect(await one.query('session.current', {})).toMatchObject({
      mode: 'offline',
      session: { id: granted?.id },
    });
  });

  it('[EN5] an engine that fell goes on where it was, without a question', async () => {
    const dir = scratchFolder();
    let key: Uint8Array | null = null;
    const first = startDesk({
      vault: fileVault(dir, null, (given) => {
        key = given;
      }),
    });
    await first.signIn();
    const { contactId } = await first.command('contact.open', {});
    await first.command('assessment.start', { contactId, scriptId: 'chest_pain' });
    const answered = await first.command('assessment.answer', {
      contactId,
      questionId: 'o_awake',
      answer: 'yes',
    });
    const pending = first.engine.status().pending;
    first.close();
    const again = desk({ vault: fileVault(dir, key) });
    again.engine.begin({ resume: true });
    const view = await again.query('contact.get', { contactId });
    expect(view.assessment?.view.next).toBe(answered.assessment.view.next);
    expect(view.assessment).toEqual(answered.assessment);
    expect(again.engine.status().pending).toBe(pending);
    await again.command('session.signOut', {});
    close(again);
    const cold = desk({ vault: fileVault(dir, key) });
    cold.engine.begin({ resume: true });
    expect((await cold.query('session.current', {})).session).toBeNull();
  });
});

/** A database whose next statements of a kind fail as the driver says it. */
function troubled(db: WritableDb): { db: WritableDb; fail: (text: RegExp, code: string) => void } {
  let trouble: { text: RegExp; code: string } | null = null;
  const handle: SqliteHandle = {
    get open() {
      return db.open;
    },
    get inTransaction() {
      return db.inTransaction;
    },
    exec: (text) => db.exec(text),
    pragma: (text, options) => db.pragma(text, options),
    close: () => db.close(),
    prepare(text): SqliteStatement {
      const real = db.prepare(text);
      const guarded: SqliteStatement = {
        all: (values) => real.all(values),
        get: (values) => (values === undefined ? real.get() : real.get(values)),
        pluck: () => real.pluck(),
        run(values) {
          if (trouble?.text.test(text)) {
            const { code } = trouble;
            trouble = null;
            throw new Database.SqliteError('trouble', code);
          }
          return values === undefined ? real.run() : real.run(values);
        },
      };
      return guarded;
    },
  };
  return {
    db: handle as WritableDb,
    fail: (text, code) => {
      trouble = { text, code };
    },
  };
}

describe('a disk in trouble', () => {
  async function troubledDesk() {
    const { db, fail } = troubled(openDatabase({ kind: 'memory' }));
    let reopened = 0;
    const plain = openMemoryVault('desk_a', db);
    const vault: DeskVault = {
      ...plain,
      reopen() {
        reopened += 1;
        return plain.reopen();
      },
    };
    const one = desk({ vault });
    await one.signIn();
    const { contactId } = await one.command('contact.open', {});
    return { one, fail, contactId, reopened: () => reopened };
  }

  it.each([
    ['SQLITE_FULL', /^insert into ops/, 'diskFull'],
    ['SQLITE_READONLY', /^insert into ops/, 'diskReadOnly'],
    ['SQLITE_IOERR_FSYNC', /^commit/, 'diskBroken'],
  ])('[EN19] %s leaves nothing half-written and is over when the disk is well', async (code, text, fault) => {
    const { one, fail, contactId, reopened } = await troubledDesk();
    fail(text, code);
    expect(await one.trouble('contact.addNote', { contactId, text: 'kadonnut?' })).toBe(fault);
    const shown = await one.query('contact.get', { contactId });
    expect([shown.notes, shown.noteCount, shown.signs.pending]).toEqual([[], 0, 1]);
    expect(reopened()).toBe(0);
    await one.command('contact.addNote', { contactId, text: 'tallessa' });
    expect(reopened()).toBe(1);
    expect((await one.query('contact.get', { contactId })).notes.map((note) => note.text)).toEqual([
      'tallessa',
    ]);
    expect((await one.query('sync.status', {})).pending).toBe(2);
    expect(one.bugs).toEqual([]);
  });

  it('[EN19] a handle that cannot be opened anew yet is a fault too, never the end of the engine', async () => {
    const vault = fileVault(scratchFolder());
    let isGone = false;
    let fail: ReturnType<typeof troubled>['fail'] = () => {};
    const watching: DeskVault = {
      ...vault,
      reopen() {
        if (!isGone) return vault.reopen();
        vault.close();
        throw new Fault('diskBroken');
      },
      async create(first) {
        const made = troubled(await vault.create(first));
        fail = made.fail;
        return made.db;
      },
    };
    const one = desk({ vault: watching });
    await one.signIn();
    const { contactId } = await one.command('contact.open', {});
    fail(/^insert into ops/, 'SQLITE_IOERR');
    isGone = true;
    for (const text of ['a', 'b'])
      expect(await one.trouble('contact.addNote', { contactId, text })).toBe('diskBroken');
    expect(await one.send({ id: 'q', query: 'contact.list', args: {} })).toMatchObject({
      code: 'diskBroken',
    });
    isGone = false;
    await one.command('contact.addNote', { contactId, text: 'tallessa' });
    expect((await one.query('contact.get', { contactId })).notes).toHaveLength(1);
    expect(one.bugs).toEqual([]);
  });

  it('[EN19] a desk opens without a file of shared memory, which a full disk could not take', async () => {
    const dir = scratchFolder();
    const one = desk({ vault: fileVault(dir) });
    await one.signIn();
    expect(existsSync(`${databasePath(dir)}-wal`)).toBe(true);
    expect(existsSync(`${databasePath(dir)}-shm`)).toBe(false);
  });

  it('[EN19] a really full file says so and takes the next note when there is room again', async () => {
    const vault = fileVault(scratchFolder());
    let db: WritableDb | undefined;
    const watching: DeskVault = {
      ...vault,
      async create(first) {
        db = await vault.create(first);
        return db;
      },
      reopen() {
        db = vault.reopen();
        return db;
      },
    };
    const one = desk({ vault: watching });
    await one.signIn();
    const { contactId } = await one.command('contact.open', {});
    const pages = Number(db?.pragma('page_count', { simple: true }));
    db?.pragma(`max_page_count = ${pages + 4}`);
    let stored = 0;
    let trouble = '';
    while (trouble === '' && stored < 100) {
      const answer = await one.send({
        id: 'n',
        command: 'contact.addNote',
        args: { contactId, text: 'x'.repeat(4_000) },
      });
      if ('code' in answer) trouble = answer.code;
      else stored += 1;
    }
    expect(trouble).toBe('diskFull');
    expect((await one.query('contact.get', { contactId })).notes).toHaveLength(stored);
    await until(
      'room again',
      async () =>
        (await one.send({ id: 'm', command: 'contact.addNote', args: { contactId, text: 'mahtuu' } })) !==
        undefined,
    );
    expect((await one.query('contact.get', { contactId })).notes).toHaveLength(stored + 1);
  });
});

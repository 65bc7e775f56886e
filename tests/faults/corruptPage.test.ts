import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../db/openDatabase.ts';
import { allRows } from '../../db/sql.ts';
import { scrubSome, scrubStart } from '../../db/workstation/scrub.ts';
import { databasePath } from '../../electron/engine/session/deskVault.ts';
import { texts as en } from '../../renderer/texts/en.ts';
import { texts as fi } from '../../renderer/texts/fi.ts';
import { texts as sv } from '../../renderer/texts/sv.ts';
import { tellFigure, timesOf } from '../../tools/trust/trustFigure.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDesk, startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const pageBytes = 4_096;
const contacts = 12;
const notesEach = 8;

const open: TestDesk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

function started(desk: TestDesk): TestDesk {
  open.push(desk);
  return desk;
}

/** A desk whose whole shift waits in its outbox, closed; its key, and the ids of what it was answered for. */
async function deskWithShift(dir: string): Promise<{ key: Uint8Array; ids: string[] }> {
  let key: Uint8Array | null = null;
  const desk = startDesk({
    vault: fileVault(dir, null, (given) => {
      key = given;
    }),
  });
  await desk.signIn();
  for (let contact = 0; contact < contacts; contact += 1) {
    const { contactId } = await desk.command('contact.open', {});
    for (let note = 0; note < notesEach; note += 1)
      await desk.command('contact.addNote', {
        contactId,
        text: `huomio ${contact}.${note} ${'x'.repeat(300)}`,
      });
  }
  desk.close();
  if (key === null) throw new Error('no key');
  return { key, ids: outboxIds(databasePath(dir), key) };
}

function outboxIds(path: string, key: Uint8Array): string[] {
  const db = openDatabase({ kind: 'file', path, key, alone: true });
  const rows = allRows<{ id: string }>(db, 'select id from ops where open = 1 order by desk_seq');
  db.close();
  return rows.map((row) => row.id);
}

/** Pages of a table, as `damage` counts them: from 0. */
function pagesOf(table: string, path: string, key: Uint8Array | null): number[] {
  const db = openDatabase({ kind: 'file', path, key: key ?? new Uint8Array() });
  const found = allRows<{ page: number }>(db, 'select pageno - 1 as page from dbstat where name = ?', [
    table,
  ]);
  closeDatabase(db);
  return found.map(({ page }) => page);
}

function damage(path: string, page: number): void {
  const bytes = readFileSync(path);
  const at = page * pageBytes + 1_000;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

let whole: string;
let shift: { key: Uint8Array; ids: string[] };
beforeAll(async () => {
  whole = join(scratchFolder(), 'desk');
  shift = await deskWithShift(whole);
});

function damagedCopy(...pages: number[]): string {
  const dir = join(scratchFolder(), 'desk');
  cpSync(whole, dir, { recursive: true });
  for (const page of pages) damage(databasePath(dir), page);
  return dir;
}

/** What a person does after the door opens: everything is looked at, and one more note is written. */
async function lookAtEverything(desk: TestDesk): Promise<void> {
  desk.engine.begin({ resume: true });
  for (let round = 0; round < 2; round += 1) {
    const list = await desk.send({ id: `l${round}`, query: 'contact.list', args: {} });
    const rows = 'result' in list ? (list.result as { contactId: string }[]) : [];
    for (const { contactId } of rows) await desk.send({ id: 'g', query: 'contact.get', args: { contactId } });
    await new Promise((resume) => setTimeout(resume, 1));
  }
}

/** Null when it says that it cannot be opened. */
function openDamaged(dir: string): TestDesk | null {
  try {
    return started(startDesk({ vault: fileVault(dir, shift.key) }));
  } catch (error) {
    expect(error).toMatchObject({ code: 'databaseCorrupt' });
    return null;
  }
}

function readAll(dir: string): void {
  const db = openDatabase({ kind: 'file', path: databasePath(dir), key: shift.key, alone: true });
  try {
    let place = scrubStart;
    do place = scrubSome(db, place, 7);
    while (place.table !== 0 || place.after[0] !== 0);
  } finally {
    db.close();
  }
}

describe('a page of a desk that cannot be read', () => {
  it('[FT1] whichever it is, what is unsent and readable goes on, the rest is counted, and the file is put aside', async () => {
    const pages = readFileSync(databasePath(whole)).length / pageBytes;
    const step = Math.max(1, Math.floor(pages / timesOf(24, pages)));
    let looked = 0;
    let mended = 0;
    let kept = 0;
    let unreadable = 0;
    let blind = 0;
    for (let page = 1; page < pages; page += step) {
      const dir = damagedCopy(page);
      const damaged = readFileSync(databasePath(dir));
      looked += 1;
      const desk = openDamaged(dir);
      if (desk === null) {
        // Without the schema or the root of the log nothing can be reached: then nothing is replaced either.
        blind += 1;
        expect(readFileSync(databasePath(dir))).toEqual(damaged);
        continue;
      }
      await lookAtEverything(desk);
      expect(desk.bugs).toEqual([]);
      desk.close();
      const aside = `${databasePath(dir)}.damaged-1`;
      if (!existsSync(aside)) continue;
      mended += 1;
      expect(readFileSync(aside)).toEqual(damaged);
      const ids = outboxIds(databasePath(dir), shift.key);
      expect(ids).toEqual(shift.ids.filter((id) => ids.includes(id)));
      const lost = shift.ids.length - ids.length;
      // One page holds a handful of ops.
      expect(lost).toBeLessThan(15);
      kept += ids.length;
      unreadable += lost;
    }
    expect(mended).toBeGreaterThan(looked / 4);
    expect(blind).toBeLessThan(6);
    tellFigure({
      check: 'R08',
      part: 'damaged pages',
      figure: `${looked} pages tried, ${mended} met and mended, ${kept} unsent ops kept, ${unreadable} not readable; ${blind} pages hide the whole log and leave the file as it was`,
    });
  });

  it('[FT1] where it is the one of sign-ins, the desk starts all the same, and asks who is there', async () => {
    const [page = 0] = pagesOf('sign_ins', databasePath(whole), shift.key);
    const desk = started(startDesk({ vault: fileVault(damagedCopy(page), shift.key) }));
    desk.engine.begin({ resume: true });
    expect((await desk.query('session.current', {})).session).toBeNull();
    await desk.signIn();
    expect(await desk.query('contact.list', {})).toHaveLength(contacts);
    expect(await desk.query('desk.repairs', {})).toHaveLength(1);
    expect(desk.bugs).toEqual([]);
  });

  it('[FT1] where it is mended while the region is asked who that is, the sign-in goes on with the file of now', async () => {
    const [page = 0] = pagesOf('sign_ins', databasePath(whole), shift.key);
    const desk = started(startDesk({ vault: fileVault(damagedCopy(page)) }));
    await desk.send({ id: 'follow', follow: 'session.current', args: {} });
    await desk.signIn();
    expect(await desk.query('contact.list', {})).toHaveLength(contacts);
    expect(await desk.query('desk.repairs', {})).toHaveLength(1);
    expect(desk.bugs).toEqual([]);
  });

  it('[FT26] the first page looks like a wrong key: the file stays as it is, and people are told of both', async () => {
    const dir = damagedCopy(0);
    const path = databasePath(dir);
    const damaged = readFileSync(path);
    const names = readdirSync(dir).sort();
    // With the key from the keychain a passphrase is asked for, which may be the one that fits.
    const desk = started(startDesk({ vault: fileVault(dir, shift.key) }));
    for (const word of ['demo', 'wrong'])
      expect(await desk.trouble('session.signIn', { user: 'nurse.laine', password: word })).toBe(
        'databaseWrongKey',
      );
    desk.close();
    expect(readFileSync(path)).toEqual(damaged);
    expect(
      readdirSync(dir)
        .filter((name) => !name.endsWith('.lock'))
        .sort(),
    ).toEqual(names.filter((name) => !name.endsWith('.lock')));
    for (const texts of [fi, sv, en])
      expect(texts.sync['fault.databaseWrongKey']).toMatch(
        /avain.*vaurioitunut|nyckeln.*skadad|key.*damaged/,
      );
  });

  it('[FT26] while the log still holds the first page nothing is missing', async () => {
    const dir = join(scratchFolder(), 'desk');
    let key: Uint8Array | null = null;
    const vault = fileVault(dir, null, (given) => {
      key = given;
    });
    const first = startDesk({ vault });
    await first.signIn();
    const { contactId } = await first.command('contact.open', {});
    const copy = join(scratchFolder(), 'desk');
    cpSync(dir, copy, { recursive: true });
    first.close();
    damage(databasePath(copy), 0);
    const desk = started(startDesk({ vault: fileVault(copy, key) }));
    desk.engine.begin({ resume: true });
    expect((await desk.query('contact.get', { contactId })).contactId).toBe(contactId);
  });

  it('[FT2] a page that nobody asks for is found by reading a little at a time', () => {
    const pages = readFileSync(databasePath(whole)).length / pageBytes;
    let found = 0;
    let tried = 0;
    for (let page = 1; page < pages; page += Math.max(1, Math.floor(pages / 24))) {
      tried += 1;
      try {
        readAll(damagedCopy(page));
      } catch (error) {
        expect(error).toMatchObject({ code: 'databaseCorrupt' });
        found += 1;
      }
    }
    expect(() => readAll(whole)).not.toThrow();
    // Pages of an index are met when something is looked up by it.
    expect(found).toBeGreaterThan(tried / 2);
  });

  it('[FT1] an exchange that was cut short at any of its steps is finished by the next opening', async () => {
    const steps = ['nothing', 'the log put aside', 'the file put aside'] as const;
    for (const step of steps) {
      const dir = damagedCopy();
      const path = databasePath(dir);
      copyFileSync(path, `${path}.fresh`);
      // A log that belongs to the damaged file must never be read beside the fresh one.
      writeFileSync(`${path}-wal`, Buffer.alloc(40_000, 7));
      damage(path, 3);
      if (step !== 'nothing') renameSync(`${path}-wal`, `${path}.damaged-1-wal`);
      if (step === 'the file put aside') renameSync(path, `${path}.damaged-1`);
      const desk = started(startDesk({ vault: fileVault(dir, shift.key) }));
      desk.engine.begin({ resume: true });
      expect(await desk.query('contact.list', {})).toHaveLength(contacts);
      desk.close();
      expect(
        readdirSync(dir)
          .filter((name) => name.includes('.damaged-1'))
          .sort(),
      ).toEqual(['desk.sqlite.damaged-1', 'desk.sqlite.damaged-1-wal']);
    }
  });
});

describe('a damaged desk and its region', () => {
  let region: RegionProcess;
  beforeAll(async () => {
    region = await startRegion();
    return () => region.kill();
  });

  it('[FT3] it is rebuilt from the region, and what was unsent arrives there once', async () => {
    const dir = join(scratchFolder(), 'desk');
    let key: Uint8Array | null = null;
    const vault = fileVault(dir, null, (given) => {
      key = given;
    });
    const first = started(await startDeskAt(region.url, 'nurse.laine', { vault }));
    const synced: string[] = [];
    for (let contact = 0; contact < 6; contact += 1)
      synced.push((await first.command('contact.open', {})).contactId);
    await until('all is sent', () => first.engine.status().pending === 0);
    first.engine.cutLink(true);
    const unsent: string[] = [];
    for (let contact = 0; contact < 20; contact += 1) {
      const { contactId } = await first.command('contact.open', {});
      await first.command('contact.addNote', { contactId, text: 'kirjattu ilman yhteyttä '.repeat(20) });
      unsent.push(contactId);
    }
    first.close();
    const path = databasePath(dir);
    const pages = readFileSync(path).length / pageBytes;
    // Every page hangs on those of the schema: without one nothing is salvaged, and the file stays as it is.
    const schema = pagesOf('sqlite_schema', path, key);
    for (let page = 4; page < pages; page += 5) if (!schema.includes(page)) damage(path, page);
    const startedAt = performance.now();
    const again = started(
      await startDeskAt(region.url, 'nurse.laine', { vault: fileVault(dir, key), deskId: 'unused' }),
    );
    await lookAtEverything(again);
    await until('everything went out', () => {
      const { pending, connected } = again.engine.status();
      return pending === 0 && connected;
    });
    const ms = Math.round(performance.now() - startedAt);
    expect(existsSync(`${path}.damaged-1`)).toBe(true);
    const reader = started(await startDeskAt(region.url, 'nurse.virta'));
    await until(
      'the reader has all of the region',
      async () => (await reader.query('contact.list', {})).length >= synced.length,
    );
    const has = async (desk: TestDesk): Promise<string[]> =>
      (await desk.query('contact.list', {})).map((row) => row.contactId).sort();
    await until('both agree', async () => `${await has(reader)}` === `${await has(again)}`);
    const there = await has(again);
    for (const contactId of synced) expect(there).toContain(contactId);
    const arrived = unsent.filter((contactId) => there.includes(contactId));
    expect(arrived.length).toBeGreaterThan(0);
    for (const contactId of arrived)
      expect((await reader.query('contact.get', { contactId })).notes.length).toBeLessThanOrEqual(1);
    expect(again.bugs).toEqual([]);
    tellFigure({
      check: 'R08',
      part: 'rebuilt from the region',
      figure: `${arrived.length} of ${unsent.length} unsent contacts salvaged from a file with every fifth page gone, level again in ${ms} ms`,
    });
  });
});

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../db/openDatabase.ts';
import { allRows } from '../../db/sql.ts';
import { databasePath } from '../../electron/engine/session/deskVault.ts';
import { createSeededRandom } from '../../tools/sim/seededRandom.ts';
import { tellFigure } from '../../tools/trust/trustFigure.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDesk, startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const sectorBytes = 512;
const tailBytes = 64 * 1024;
const seed = 512;

/** Each way to damage a log at an offset: nothing after it, other bytes after it, or one sector of others. */
const damages = {
  cut: (log: Buffer, at: number) => log.subarray(0, at),
  garbled: (log: Buffer, at: number) => {
    const noise = Buffer.from(createSeededRandom(BigInt(seed + at)).bytes(log.length - at));
    return Buffer.concat([log.subarray(0, at), noise]);
  },
  'one sector garbled': (log: Buffer, at: number) => {
    const bytes = Buffer.from(log);
    bytes.fill(0xa5, at, Math.min(bytes.length, at + sectorBytes));
    return bytes;
  },
} as const;
type Damage = keyof typeof damages;

interface Torn {
  readonly folder: string;
  readonly file: Buffer;
  readonly log: Buffer;
  readonly key: Uint8Array;
}

function* sectorsOfTail(log: Buffer): Generator<number> {
  const first = Math.max(sectorBytes, log.length - tailBytes);
  for (let at = first - (first % sectorBytes); at < log.length; at += sectorBytes) yield at;
}

/** What each damaged copy opens to, oldest first. */
function openEach(torn: Torn, damage: Damage, text: string): string[][] {
  const path = join(torn.folder, 'torn.db');
  return [...sectorsOfTail(torn.log)].map((at) => {
    writeFileSync(path, torn.file);
    writeFileSync(`${path}-wal`, damages[damage](torn.log, at));
    rmSync(`${path}-shm`, { force: true });
    const db = openDatabase({ kind: 'file', path, key: torn.key, alone: true });
    try {
      return allRows<{ id: string }>(db, text).map((row) => row.id);
    } finally {
      closeDatabase(db);
    }
  });
}

function expectPrefixes(found: readonly string[][], all: readonly string[]): void {
  for (const ids of found) expect(ids).toEqual(all.slice(0, ids.length));
  expect(found.length).toBeGreaterThanOrEqual(tailBytes / sectorBytes);
  // The cuts really bit: some of them took something.
  expect(Math.min(...found.map((ids) => ids.length))).toBeLessThan(all.length);
}

describe('a desk’s log with a torn tail', () => {
  let torn: Torn;
  let ids: string[];
  beforeAll(async () => {
    const folder = scratchFolder();
    const dir = join(folder, 'desk');
    let key: Uint8Array | null = null;
    const desk = startDesk({
      vault: fileVault(dir, null, (given) => {
        key = given;
      }),
    });
    await desk.signIn();
    const { contactId } = await desk.command('contact.open', {});
    ids = [];
    for (let note = 0; note < 120; note += 1)
      ids.push(
        (await desk.command('contact.addNote', { contactId, text: `note ${note} ${'y'.repeat(120)}` })).opId,
      );
    const path = databasePath(dir);
    if (key === null) throw new Error('no key');
    torn = { folder, file: readFileSync(path), log: readFileSync(`${path}-wal`), key };
    desk.close();
  });

  it.each(Object.keys(damages) as Damage[])('[FT6] %s at every 512 bytes: it opens to a prefix', (damage) => {
    const text = "select id from ops where type = 'contact.noteAdded' order by desk_seq";
    const found = openEach(torn, damage, text);
    expectPrefixes(found, ids);
    tellFigure({
      check: 'R05',
      part: `desk, ${damage}`,
      figure: `${found.length} logs opened to a prefix, the shortest of ${Math.min(...found.map((one) => one.length))} of ${ids.length}`,
      seed,
    });
  });
});

describe('a torn log and the region', () => {
  let region: RegionProcess;
  const open: TestDesk[] = [];
  beforeAll(async () => {
    region = await startRegion();
  });
  afterAll(async () => {
    for (const desk of open) desk.close();
    await region.kill();
  });

  it.each(['the end of the log', 'the whole log'])(
    '[FT6] a desk that lost %s knows it from the region and goes on without a gap',
    async (what) => {
      const dir = join(scratchFolder(), 'desk');
      let key: Uint8Array | null = null;
      const vault = fileVault(dir, null, (given) => {
        key = given;
      });
      const first = await startDeskAt(region.url, 'nurse.laine', { vault });
      const { contactId } = await first.command('contact.open', {});
      const path = databasePath(dir);
      const early = readFileSync(`${path}-wal`).length;
      for (const text of ['a', 'b', 'c', 'd']) await first.command('contact.addNote', { contactId, text });
      await until('all is sent', () => first.engine.status().pending === 0);
      const copy = join(scratchFolder(), 'desk');
      mkdirSync(copy, { recursive: true });
      for (const name of ['desk.sqlite', 'keyring.json']) copyFileSync(join(dir, name), join(copy, name));
      const log = readFileSync(`${path}-wal`);
      if (what === 'the end of the log') writeFileSync(`${databasePath(copy)}-wal`, log.subarray(0, early));
      const before = first.engine.status().deskId;
      first.close();
      const again = await startDeskAt(region.url, 'nurse.laine', { vault: fileVault(copy, key) });
      open.push(again);
      await until('everything is back', async () => {
        const view = await again.send({ id: 'g', query: 'contact.get', args: { contactId } });
        return 'result' in view && (view.result as { notes: unknown[] }).notes.length === 4;
      });
      await again.command('contact.addNote', { contactId, text: 'after' });
      await until('the new note is sent', () => again.engine.status().pending === 0);
      expect(again.engine.status().deskId).not.toBe(before);
      expect((await again.query('contact.get', { contactId })).notes.map((note) => note.text)).toEqual([
        'a',
        'b',
        'c',
        'd',
        'after',
      ]);
      expect(again.bugs).toEqual([]);
    },
  );
});

describe('a region’s log with a torn tail', () => {
  it.each(Object.keys(damages) as Damage[])(
    '[FT6] %s at every 512 bytes: it opens to a prefix',
    async (damage) => {
      const folder = scratchFolder();
      const region = await startRegion({ folder });
      const desk = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
      const ids: string[] = [];
      for (let batch = 0; batch < 40; batch += 1) {
        const ops = [0, 1].map((at) =>
          desk.op({
            record: 'contact_torn',
            ...(batch + at === 0 ? { type: 'contact.opened', body: opening } : {}),
          }),
        );
        expect(await desk.push(...ops)).toMatchObject({ ok: true });
        ids.push(...ops.map((op) => op.id));
      }
      const path = join(folder, 'region.db');
      const key = readKey(`${path}.key`);
      const torn = { folder, file: readFileSync(path), log: readFileSync(`${path}-wal`), key };
      desk.close();
      await region.kill();
      const found = openEach(torn, damage, "select id from ops where desk = 'desk_a' order by seq");
      expectPrefixes(found, ids);
      tellFigure({
        check: 'R05',
        part: `region, ${damage}`,
        figure: `${found.length} logs opened to a prefix`,
        seed,
      });
    },
  );
});

function readKey(path: string): Uint8Array {
  const text = readFileSync(path);
  return text.length === 32 ? text : Buffer.from(text.toString('utf8').trim(), 'hex');
}

import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assertSound } from '../../db/openDatabase.ts';
import { allRows } from '../../db/sql.ts';
import { tellFigure } from '../../tools/trust/trustFigure.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDesk, startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';
import { requireOwnNamespaces } from './kit/ownNamespaces.ts';

beforeAll(requireOwnNamespaces);
const desks: TestDesk[] = [];
const regions: RegionProcess[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const region of regions.splice(0)) await region.kill();
});

interface TinyDisk {
  readonly path: string;
  /** Takes all the room there is. */
  fill(): void;
  free(): void;
}

function tinyDisk(megabytes: number): TinyDisk {
  const path = join(scratchFolder(), 'disk');
  mkdirSync(path);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill() {
      const file = openSync(ballast, 'w');
      try {
        for (const bytes of [65_536, 4_096]) {
          const block = Buffer.alloc(bytes, 1);
          try {
            for (;;) writeSync(file, block);
          } catch {
            // Full for blocks of this size.
          }
        }
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
  };
}

describe('a file system of 16 MB that fills up', () => {
  it('[FT21] a desk says so, keeps what it answered for, and goes on within five seconds of room', async () => {
    const region = await startRegion();
    regions.push(region);
    const disk = tinyDisk(16);
    const dir = join(disk.path, 'desk');
    let key: Uint8Array | null = null;
    const vault = fileVault(dir, null, (given) => {
      key = given;
    });
    const desk = await startDeskAt(region.url, 'nurse.laine', { vault });
    desks.push(desk);
    const { contactId } = await desk.command('contact.open', {});
    await until('all is sent', () => desk.engine.status().pending === 0);
    const answered: string[] = [];
    const told: string[] = [];
    const add = async (text: string): Promise<boolean> => {
      const answer = await desk.send({ id: 'n', command: 'contact.addNote', args: { contactId, text } });
      if ('result' in answer) answered.push((answer.result as { opId: string }).opId);
      else if ('code' in answer) told.push(answer.code);
      return 'result' in answer;
    };
    let recoveredMs = 0;
    for (let round = 0; round < 5; round += 1) {
      disk.fill();
      let failures = 0;
      for (let note = 0; note < 400 && failures < 5; note += 1)
        if (!(await add(`täynnä ${round}.${note} ${'x'.repeat(500)}`))) failures += 1;
      expect(failures).toBe(5);
      // What is there is shown meanwhile.
      expect((await desk.query('contact.get', { contactId })).contactId).toBe(contactId);
      disk.free();
      const freedAt = performance.now();
      await until('it goes on', () => add(`jatkuu ${round}`), 5_000);
      recoveredMs = Math.max(recoveredMs, performance.now() - freedAt);
    }
    expect(new Set(told)).toEqual(new Set(['diskFull']));
    await until('all is sent', () => desk.engine.status().connected && desk.engine.status().pending === 0);
    expect(desk.bugs).toEqual([]);
    for (const one of desks.splice(0)) one.close();
    const again = fileVault(dir, key);
    const db = again.open();
    if (db === null) throw new Error('it does not open');
    assertSound(db);
    const ids = new Set(allRows<{ id: string }>(db, 'select id from ops').map((row) => row.id));
    again.close();
    expect(answered.filter((id) => !ids.has(id))).toEqual([]);
    tellFigure({
      check: 'R06',
      part: 'a desk on 16 MB of its own',
      figure: `${told.length} told diskFull, ${answered.length} answers, 0 lost, works again ${Math.round(recoveredMs)} ms after there was room`,
    });
  });

  it('[FT21] a desk starts on a full disk and shows what it has', async () => {
    const disk = tinyDisk(16);
    const dir = join(disk.path, 'desk');
    let key: Uint8Array | null = null;
    const first = startDesk({
      vault: fileVault(dir, null, (given) => {
        key = given;
      }),
    });
    await first.signIn();
    const { contactId } = await first.command('contact.open', {});
    first.close();
    disk.fill();
    const desk = startDesk({ vault: fileVault(dir, key) });
    desks.push(desk);
    desk.engine.begin({ resume: true });
    expect((await desk.query('contact.get', { contactId })).contactId).toBe(contactId);
    expect(desk.bugs).toEqual([]);
  });

  it('[FT21] a region acknowledges nothing it could not store, and goes on by itself when there is room', async () => {
    const disk = tinyDisk(24);
    const region = await startRegion({ folder: disk.path });
    regions.push(region);
    const line = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: 'desk_a' });
    const made = [line.op({ record: 'contact_full', type: 'contact.opened', body: opening })];
    let acked = 0;
    let refused = 0;
    let recoveredMs = 0;
    const push = async (): Promise<boolean> => {
      const answer = await line.push(...made.slice(acked, acked + 100));
      if (!answer.ok) refused += 1;
      else ({ acked } = answer);
      return answer.ok;
    };
    const more = (): void => {
      while (made.length < acked + 100)
        made.push(line.op({ record: 'contact_full', body: { text: 'x'.repeat(300) } }));
    };
    for (let round = 0; round < 3; round += 1) {
      disk.fill();
      for (let tries = 0, failures = 0; tries < 300 && failures < 3; tries += 1) {
        more();
        if (!(await push())) failures += 1;
      }
      disk.free();
      const freedAt = performance.now();
      more();
      await until('it takes pushes', push, 5_000);
      recoveredMs = Math.max(recoveredMs, performance.now() - freedAt);
    }
    expect(refused).toBeGreaterThanOrEqual(9);
    expect((await fetch(`${region.url}/healthz`)).status).toBe(200);
    line.close();
    await region.kill();
    const again = await startRegion({ folder: disk.path });
    regions.push(again);
    const back = await DeskDouble.connect(again.url, { user: 'nurse.laine', desk: 'desk_a' });
    const welcome = await back.hello({ acked, deskSeq: made.length });
    expect(welcome).toMatchObject({ ok: true, newDesk: null });
    if (welcome.ok) expect(welcome.highWater).toBeGreaterThanOrEqual(acked);
    back.close();
    tellFigure({
      check: 'R06',
      part: 'a region on 24 MB of its own',
      figure: `${acked} acknowledged, ${refused} refused, 0 lost, works again ${Math.round(recoveredMs)} ms after there was room`,
    });
  });
});

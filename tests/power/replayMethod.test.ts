/// <reference path="../../db/betterSqlite3.d.ts" />
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CrashDisk, type CutStyle } from '../../tools/power/crashDisk.ts';
import { cutAnywhere } from '../../tools/power/cutAnywhere.ts';
import type { DiskAct } from '../../tools/power/diskEvent.ts';
import { recordDisk } from '../../tools/power/recordDisk.ts';
import { createSeededRandom } from '../../tools/sim/seededRandom.ts';

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luotsi-power-'));
  root = join(folder, 'data');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file made and closed before, as every file of a running product was; then 300 promises and cuts among them. */
async function cutRawWriter(synchronous: 'FULL' | 'asReopened') {
  const file = join(root, 'raw.db');
  const first = new Database(file);
  first.pragma('journal_mode = WAL');
  first.close();
  const disk = new CrashDisk(root);
  const writer = new URL('../../tools/power/rawWriter.ts', import.meta.url).pathname;
  const recording = recordDisk([writer, file, synchronous, '300']);
  recording.child.stdout.resume();
  const events = await recording.finish();
  const tally = { states: 0, promised: 0, statesWithLoss: 0, corrupt: 0 };
  const random = createSeededRandom(20_260_703n);
  for (const state of cutAnywhere({ disk, events, root, states: 100, folder: join(folder, 'cut'), random })) {
    const promised = state.said.filter((one) => 'data' in one && /^\d+\n$/.test(one.data.toString())).length;
    const kept = countFacts(join(state.folder, 'raw.db'));
    tally.states += 1;
    tally.promised = promised;
    if (kept === null) tally.corrupt += 1;
    else if (kept < promised) tally.statesWithLoss += 1;
  }
  return tally;
}

function countFacts(file: string): number | null {
  const database = new Database(file);
  try {
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') return null;
    const table = database.prepare("select 1 from sqlite_schema where name = 'facts'").get();
    return table === undefined ? 0 : Number(database.prepare('select count(*) from facts').pluck().get());
  } finally {
    database.close();
  }
}

/** What lies in the folder after these acts and a power cut. */
function leftAfter(acts: readonly DiskAct[], style: CutStyle): Record<string, string> {
  const disk = new CrashDisk(root);
  for (const act of acts) disk.apply({ ...act, start: 0, end: 0 });
  const cut = join(folder, 'cut');
  disk.cut(cut, style, createSeededRandom(1n));
  return Object.fromEntries(readdirSync(cut).map((name) => [name, readFileSync(join(cut, name), 'utf8')]));
}

describe('the power-cut replay itself', () => {
  it('[PC1] finds the loss in a file reopened with the default of its library', async () => {
    const tally = await cutRawWriter('asReopened');
    expect(tally.states).toBe(100);
    expect(tally.statesWithLoss).toBeGreaterThan(50);
  });

  it('[PC1] finds none when every commit is synced', async () => {
    const tally = await cutRawWriter('FULL');
    expect(tally).toMatchObject({ states: 100, statesWithLoss: 0, corrupt: 0 });
    expect(tally.promised).toBeGreaterThan(200);
  });

  it('[PC1] keeps synced bytes, forgets unsynced ones, and remembers names only when their folder was synced', () => {
    writeFileSync(join(root, 'old'), 'aaaa');
    const path = (name: string) => join(root, name);
    const write = (name: string, text: string): DiskAct => {
      return { kind: 'write', path: path(name), offset: 0, data: Buffer.from(text) };
    };
    const made: DiskAct[] = [
      { kind: 'open', path: path('new'), created: true, emptied: false },
      write('new', 'bbbb'),
      { kind: 'sync', path: path('new') },
    ];
    expect(leftAfter([write('old', 'cccc')], 'nothing')).toEqual({ old: 'aaaa' });
    expect(leftAfter([write('old', 'cccc'), { kind: 'sync', path: path('old') }], 'nothing')).toEqual({
      old: 'cccc',
    });
    expect(leftAfter(made, 'nothing')).toEqual({ old: 'aaaa' });
    expect(leftAfter([...made, { kind: 'sync', path: root }], 'nothing')).toEqual({
      old: 'aaaa',
      new: 'bbbb',
    });
    const replaced: DiskAct[] = [...made, { kind: 'rename', path: path('new'), to: path('old') }];
    expect(leftAfter(replaced, 'nothing')).toEqual({ old: 'aaaa' });
    expect(leftAfter([...replaced, { kind: 'sync', path: root }], 'nothing')).toEqual({ old: 'bbbb' });
    expect(leftAfter([{ kind: 'unlink', path: path('old') }], 'nothing')).toEqual({ old: 'aaaa' });
    expect(leftAfter([{ kind: 'truncate', path: path('old'), size: 1 }], 'everything')).toEqual({ old: 'a' });
  });
});

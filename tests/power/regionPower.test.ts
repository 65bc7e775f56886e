import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertSound, openDatabase } from '../../db/openDatabase.ts';
import { allRows } from '../../db/sql.ts';
import { readOrCreateKey } from '../../platform/keyring.ts';
import { createSqliteStore } from '../../server/store/sqliteStore.ts';
import { CrashDisk } from '../../tools/power/crashDisk.ts';
import { cutAnywhere } from '../../tools/power/cutAnywhere.ts';
import type { DiskEvent } from '../../tools/power/diskEvent.ts';
import { emptyTally, type PowerTally, reportPower } from '../../tools/power/powerReport.ts';
import { PushingDesk } from '../../tools/power/pushingDesk.ts';
import { type DiskRecording, recordDisk } from '../../tools/power/recordDisk.ts';
import { createSeededRandom } from '../../tools/sim/seededRandom.ts';
import { tellFigure } from '../../tools/trust/trustFigure.ts';

const program = new URL('../../server/main.ts', import.meta.url).pathname;
const users = ['nurse.laine', 'social.nieminen', 'coordinator.salo'];
const report = new URL('../../out/power-report.json', import.meta.url).pathname;
const states = 100;

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luotsi-power-'));
  root = join(folder, 'data');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function recordRegion(): DiskRecording {
  return recordDisk([program], {
    DEMO: '1',
    DEMO_RING: 'off',
    PORT: '0',
    HOST: '127.0.0.1',
    LUOTSI_DATA: root,
    LUOTSI_LOG: 'error',
  });
}

async function urlOf(recording: DiskRecording): Promise<string> {
  for await (const line of createInterface({ input: recording.child.stdout }))
    return String((JSON.parse(line) as { region: string }).region);
  throw new Error('the region ended before it was ready');
}

/** Pushes of three desks at once, in batches of one to ten, until each has `many` acknowledged. */
async function pushFromAll(url: string, round: string, many: number): Promise<number> {
  const random = createSeededRandom(BigInt(many));
  const desks = await Promise.all(
    users.map((user, number) => PushingDesk.signIn({ url, user, desk: `desk-${round}-${number}`, random })),
  );
  await Promise.all(
    desks.map(async (desk) => {
      while (desk.acked < many) await desk.push(1 + random.below(10));
    }),
  );
  for (const desk of desks) desk.close();
  return desks.reduce((sum, desk) => sum + desk.acked, 0);
}

/** What each desk had been told is durable, read from the bytes the region wrote to its sockets. */
function promisesIn(said: readonly DiskEvent[]): Map<string, number> {
  const deskOf = new Map<string, string>();
  const acked = new Map<string, number>();
  for (const event of said) {
    if (event.kind !== 'say') continue;
    const text = event.data.toString('latin1');
    const desk = /"desk":"([^"]+)"/.exec(text)?.[1] ?? deskOf.get(event.path);
    if (desk === undefined) continue;
    deskOf.set(event.path, desk);
    for (const [, number] of text.matchAll(/"ok":true,"acked":(\d+)/g)) acked.set(desk, Number(number));
  }
  return acked;
}

/** Opened by the region's own code, then read past it. */
function readDesks(at: string): Map<string, number[]> {
  const path = join(at, 'region.db');
  const random = createSeededRandom(1n);
  const key = readOrCreateKey({ path: `${path}.key`, databasePath: path, random });
  const store = openDatabase({ kind: 'file', path, key });
  try {
    createSqliteStore(store, 'epoch_none');
    assertSound(store);
    const rows = allRows<{ desk: string; desk_seq: number }>(
      store,
      'select desk, desk_seq from ops order by 1, 2',
    );
    return new Map(
      [...Map.groupBy(rows, (row) => row.desk)].map(([desk, mine]) => [
        desk,
        mine.map((row) => row.desk_seq),
      ]),
    );
  } finally {
    store.close();
  }
}

function countLost(
  promised: ReadonlyMap<string, number>,
  kept: ReadonlyMap<string, readonly number[]>,
): number {
  let lost = 0;
  for (const [desk, acked] of promised) {
    const there = new Set(kept.get(desk) ?? []);
    for (let deskSeq = 1; deskSeq <= acked; deskSeq += 1) if (!there.has(deskSeq)) lost += 1;
  }
  return lost;
}

async function cutRegion(round: string, opsPerDesk: number): Promise<PowerTally> {
  const disk = new CrashDisk(root);
  const recording = recordRegion();
  const url = await urlOf(recording);
  const heard = await pushFromAll(url, round, opsPerDesk);
  recording.signal('SIGTERM');
  const events = await recording.finish();
  const told = [...promisesIn(events).values()].reduce((sum, acked) => sum + acked, 0);
  expect(told, 'the recording shows every acknowledgement that a desk heard').toBe(heard);
  const tally = emptyTally();
  const random = createSeededRandom(4_711n);
  for (const state of cutAnywhere({ disk, events, root, states, folder: join(folder, 'cut'), random })) {
    const promised = promisesIn(state.said);
    tally.states += 1;
    tally.acknowledged = Math.max(
      tally.acknowledged,
      [...promised.values()].reduce((sum, acked) => sum + acked, 0),
    );
    try {
      tally.lost += countLost(promised, readDesks(state.folder));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      tally.notOpened += 1;
    }
  }
  reportPower(report, `region ${round}`, tally);
  tellFigure({
    check: 'R04',
    part: `region ${round}`,
    figure: `${tally.states} cuts, ${tally.acknowledged} acknowledged, ${tally.lost} lost, ${tally.notOpened} not opened`,
  });
  return tally;
}

describe('the power goes off at the region', () => {
  it(`[PC3] after ${states} cuts under load no acknowledged op is lost and the database opens`, async () => {
    const first = recordRegion();
    await urlOf(first);
    first.signal('SIGTERM');
    await first.finish();
    const tally = await cutRegion('running', 300);
    expect(tally).toMatchObject({ states, lost: 0, notOpened: 0 });
    expect(tally.acknowledged).toBeGreaterThan(200);
  });

  it(`[PC3] the same from its very first start: key, tables and log are made in an order that survives`, async () => {
    const tally = await cutRegion('first-start', 40);
    expect(tally).toMatchObject({ states, lost: 0, notOpened: 0 });
  });
});

// What a desk says of its link, against a real region: cut, half-open, restarted, announced.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/openDatabase.ts';
import { inTransaction, runSql, type WritableDb } from '../../db/sql.ts';
import { openMemoryVault } from '../../electron/engine/session/deskVault.ts';
import type { SyncStatus } from '../../shared/protocol/deskViews.ts';
import { type DeafCable, layDeafCable } from '../kit/deafCable.ts';
import { startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const desks: TestDesk[] = [];
let region: RegionProcess;
beforeAll(async () => {
  region = await startRegion();
});
afterAll(() => region.kill());
const cables: DeafCable[] = [];
afterEach(() => {
  for (const desk of desks.splice(0)) desk.close();
  for (const cable of cables.splice(0)) cable.close();
});

let count = 0;

async function deskAt(
  url: string,
  user: string,
  db: WritableDb = openDatabase({ kind: 'memory' }),
): Promise<TestDesk> {
  count += 1;
  const desk = await startDeskAt(url, user, {
    vault: openMemoryVault(`desk_${user.replace('.', '_')}_${count}`, db),
  });
  desks.push(desk);
  await until(`${user} is level`, () => isLevel(desk.engine.status()));
  return desk;
}

function isLevel({ connected, catchingUp, dataAt }: SyncStatus): boolean {
  return connected && !catchingUp && dataAt !== null;
}

/** What the page was told last: what the engine knows and does not say is no truth for a nurse. */
async function followStatus(desk: TestDesk): Promise<() => SyncStatus | undefined> {
  await desk.send({ id: 'status', follow: 'sync.status', args: {} });
  return () => {
    const last = desk.heard.findLast((one) => 'topic' in one && one.follow === 'status');
    return last !== undefined && 'topic' in last ? (last.result as SyncStatus) : undefined;
  };
}

async function noteAtRegion(desk: TestDesk, contactId: string, text: string): Promise<boolean> {
  const { notes } = await desk.query('contact.get', { contactId });
  return notes.some((note) => note.text === text && note.atRegion);
}

const truthMsMax = 15_000;

describe('the truth of the link', () => {
  it('[OB5] nothing is said to be at the region that is not, while the cable is out and after', async () => {
    const laine = await deskAt(region.url, 'nurse.laine');
    const { contactId } = await laine.command('contact.open', {});
    const signs = async () => (await laine.query('contact.get', { contactId })).signs;
    await until('the opening is there', async () => (await signs()).regionAt !== null);
    laine.engine.cutLink(true);
    await until('the cut is said', () => !laine.engine.status().connected);
    await laine.command('contact.addNote', { contactId, text: 'irti' });
    expect(await signs()).toMatchObject({ pending: 1 });
    expect(await noteAtRegion(laine, contactId, 'irti')).toBe(false);
    const back = performance.now();
    laine.engine.cutLink(false);
    await until('connected again', () => laine.engine.status().connected, truthMsMax);
    expect(performance.now() - back).toBeLessThan(truthMsMax);
    await until('the note is there', async () => (await signs()).pending === 0);
    expect(await noteAtRegion(laine, contactId, 'irti')).toBe(true);
    // The region's commit, seen by somebody else.
    const virta = await deskAt(region.url, 'nurse.virta');
    await until('another desk has it', () => noteAtRegion(virta, contactId, 'irti'));
  });

  it('[OB6] a line that swallows everything is given up in 15 seconds, and a good one taken up in 15', async () => {
    const cable = await layDeafCable(region.url);
    cables.push(cable);
    const laine = await deskAt(cable.url, 'nurse.laine');
    const { contactId } = await laine.command('contact.open', {});
    await until('all is sent', () => laine.engine.status().pending === 0);
    const told = await followStatus(laine);
    cable.setDeaf(true);
    const deafAt = performance.now();
    await laine.command('contact.addNote', { contactId, text: 'hiljaisuuteen' });
    await until('the silence is said', () => told()?.connected === false, truthMsMax + 2_000);
    expect(performance.now() - deafAt).toBeLessThan(truthMsMax + 1_000);
    expect(told()).toMatchObject({ pending: 1 });
    expect(await noteAtRegion(laine, contactId, 'hiljaisuuteen')).toBe(false);
    cable.setDeaf(false);
    const goodAt = performance.now();
    await until('connected again', () => told()?.connected === true, truthMsMax + 2_000);
    expect(performance.now() - goodAt).toBeLessThan(truthMsMax);
    await until('sent', () => laine.engine.status().pending === 0);
    expect(await noteAtRegion(laine, contactId, 'hiljaisuuteen')).toBe(true);
  }, 60_000);
});

describe('a dead letter', () => {
  it('[OB2] [OB3] is read here, and goes on as a note that reaches others', async () => {
    const db = openDatabase({ kind: 'memory' });
    const laine = await deskAt(region.url, 'nurse.laine', db);
    const { contactId } = await laine.command('contact.open', {});
    laine.engine.cutLink(true);
    await until('cut', () => !laine.engine.status().connected);
    await laine.command('contact.setReason', { contactId, text: 'Kaatunut, lonkka kipeä' });
    // A program with a bug: the region does not know this field.
    const spoiled = `update ops set body = json_set(body, '$.unknown', 1) where type = 'contact.reasonSet'`;
    inTransaction(db, () => runSql(db, spoiled));
    laine.engine.cutLink(false);
    await until('it is refused', () => laine.engine.status().refused.length === 1);
    expect(laine.engine.status().deadLetters).toBe(1);
    const [item] = (await laine.query('outbox.list', {})).refused;
    expect(item).toMatchObject({ dead: true, reason: 'invalid', texts: ['Kaatunut, lonkka kipeä'] });
    const opId = item?.opId ?? '';
    await laine.command('refusal.keepAsNote', { opId, text: 'Tulosyy: Kaatunut, lonkka kipeä' });
    const virta = await deskAt(region.url, 'nurse.virta');
    await until('others read it', () => noteAtRegion(virta, contactId, 'Tulosyy: Kaatunut, lonkka kipeä'));
    expect((await laine.query('outbox.list', {})).refused).toEqual([]);
  });
});

describe('after an absence', () => {
  it('[OB7] catching up says n of m from the snapshot on', async () => {
    const laine = await deskAt(region.url, 'nurse.laine');
    for (let many = 0; many < 30; many += 1) await laine.command('contact.open', {});
    await until('all is sent', () => laine.engine.status().pending === 0);
    const seen: NonNullable<SyncStatus['progress']>[] = [];
    const virta = await startDeskAt(region.url, 'nurse.virta', { vault: openMemoryVault('desk_new') });
    desks.push(virta);
    await virta.send({ id: 'f', follow: 'sync.status', args: {} });
    await until('level', () => isLevel(virta.engine.status()));
    for (const message of virta.heard) {
      if (!('topic' in message)) continue;
      const { progress } = message.result as SyncStatus;
      if (progress !== null) seen.push(progress);
    }
    const [whole] = seen.filter((one) => one.of !== null && one.of >= 30);
    expect(whole).toBeDefined();
    expect(seen.every((one) => one.of === null || one.done <= one.of)).toBe(true);
    expect(virta.engine.status().progress).toBeNull();
  });

  it('[OB8] [OB9] a desk that starts alone knows how old its data are and when the region is away', async () => {
    const started = await startRegion();
    const db = openDatabase({ kind: 'memory' });
    const laine = await deskAt(started.url, 'nurse.laine', db);
    const from = new Date(Date.now() + 60_000).toISOString();
    const until_ = new Date(Date.now() + 3_600_000).toISOString();
    writeFileSync(join(started.folder, 'maintenance.json'), JSON.stringify({ from, until: until_ }));
    await until('it is announced', () => laine.engine.status().maintenance !== null);
    const { dataAt } = laine.engine.status();
    laine.close();
    desks.splice(desks.indexOf(laine), 1);
    await started.stop();
    const alone = await startDeskAt(started.url, 'nurse.laine', { vault: openMemoryVault('desk_x', db) });
    desks.push(alone);
    expect(alone.engine.status()).toMatchObject({
      connected: false,
      maintenance: { from, until: until_ },
      dataAt,
    });
  });

  it('[OB9] an announcement taken back is gone everywhere', async () => {
    const laine = await deskAt(region.url, 'nurse.laine');
    const file = join(region.folder, 'maintenance.json');
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    writeFileSync(file, JSON.stringify({ from: at(1), until: at(30) }));
    await until('it is announced', () => laine.engine.status().maintenance !== null);
    writeFileSync(file, 'null');
    await until('it is taken back', () => laine.engine.status().maintenance === null);
  });
});

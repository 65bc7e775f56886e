import { afterEach, describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../db/openDatabase.ts';
import { inTransaction, runSql, type WritableDb } from '../../db/sql.ts';
import { databasePath } from '../../electron/engine/session/deskVault.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const desks: TestDesk[] = [];
const regions: RegionProcess[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const region of regions.splice(0)) await region.kill();
});

/** A desk with a folder, which can be left, opened by hand and started again. */
function deskWithFolder(url: string) {
  const dir = scratchFolder();
  let key: Uint8Array | null = null;
  let desk: TestDesk | null = null;
  const leave = () => {
    desk?.close();
    desks.splice(0);
    desk = null;
  };
  return {
    async start(): Promise<TestDesk> {
      leave();
      const vault = fileVault(dir, key, (given) => {
        key = given;
      });
      desk = await startDeskAt(url, 'nurse.laine', { vault });
      desks.push(desk);
      return desk;
    },
    spoil(work: (db: WritableDb) => void): void {
      leave();
      if (key === null) throw new Error('the desk never had a key');
      const db = openDatabase({ kind: 'file', path: databasePath(dir), key });
      inTransaction(db, () => work(db));
      closeDatabase(db);
    },
  };
}

async function allSent(desk: TestDesk): Promise<void> {
  await until('all is sent', () => desk.engine.status().connected && desk.engine.status().pending === 0);
}

async function deadLetters(desk: TestDesk): Promise<string[]> {
  const { refused } = await desk.query('outbox.list', {});
  expect(refused.map((one) => [one.dead, one.reason])).toEqual(refused.map(() => [true, 'invalid']));
  return refused.map((one) => `${one.type}: ${one.texts.join()}`).toSorted();
}

async function notesAt(desk: TestDesk, contactId: string): Promise<string[]> {
  const answer = await desk.send({ id: 'g', query: 'contact.get', args: { contactId } });
  if (!('result' in answer)) return [];
  return (answer.result as { notes: { text: string }[] }).notes.map((note) => note.text);
}

describe('rows in a desk under one id', () => {
  it('[EN33] the first arrives, the others are dead letters with their text, and nothing is held up', async () => {
    const region = await startRegion();
    regions.push(region);
    const place = deskWithFolder(region.url);
    let laine = await place.start();
    const { contactId } = await laine.command('contact.open', {});
    await laine.command('contact.addNote', { contactId, text: 'ennen' });
    await allSent(laine);
    laine.engine.cutLink(true);
    for (const text of ['yksi', 'kaksi', 'kolme', 'neljä'])
      await laine.command('contact.addNote', { contactId, text });
    await laine.command('contact.setReason', { contactId, text: 'Huimaus' });
    place.spoil((db) => {
      const idOf = (text: string) => `(select id from ops where json_extract(body, '$.text') = '${text}')`;
      const take = (text: string, from: string) =>
        runSql(db, `update ops set id = ${idOf(from)} where json_extract(body, '$.text') = '${text}'`, []);
      take('kaksi', 'yksi');
      // One whose first bearer was sent long ago, and one of another kind.
      take('neljä', 'ennen');
      take('Huimaus', 'kolme');
    });
    laine = await place.start();
    await allSent(laine);
    expect(await deadLetters(laine)).toEqual([
      'contact.noteAdded: kaksi',
      'contact.noteAdded: neljä',
      'contact.reasonSet: Huimaus',
    ]);
    expect(await notesAt(laine, contactId)).toEqual(['ennen', 'yksi', 'kolme']);
    const virta = await startDeskAt(region.url, 'nurse.virta');
    desks.push(virta);
    await until('virta has it', async () => (await notesAt(virta, contactId)).length === 3);
    expect(laine.bugs).toEqual([]);
    virta.close();
  });

  it('[EN33] a row of what the region has that is no JSON is damage: the desk is rebuilt from the region', async () => {
    const region = await startRegion();
    regions.push(region);
    const place = deskWithFolder(region.url);
    let laine = await place.start();
    const { contactId } = await laine.command('contact.open', {});
    for (const text of ['yksi', 'kaksi', 'kolme'])
      await laine.command('contact.addNote', { contactId, text });
    await allSent(laine);
    laine.engine.cutLink(true);
    await laine.command('contact.addNote', { contactId, text: 'neljä' });
    place.spoil((db) => {
      runSql(db, `update ops set body = '{"te' where json_extract(body, '$.text') = 'kaksi'`, []);
      runSql(db, 'insert into parked_ops values (1, ?, ?, ?)', ['contact', 'contact_x', '{']);
    });
    laine = await place.start();
    await until('it came back whole', async () => {
      if ((await notesAt(laine, contactId)).length < 4) await laine.command('contact.open', {});
      return `${await notesAt(laine, contactId)}` === 'yksi,kaksi,kolme,neljä';
    });
    await allSent(laine);
    expect(laine.bugs).toEqual([]);
  });

  it('[EN33] a state that is no JSON is damage too, found when it is asked for', async () => {
    const region = await startRegion();
    regions.push(region);
    const place = deskWithFolder(region.url);
    let laine = await place.start();
    const { contactId } = await laine.command('contact.open', {});
    await laine.command('contact.addNote', { contactId, text: 'yksi' });
    await allSent(laine);
    laine.engine.cutLink(true);
    await laine.command('contact.addNote', { contactId, text: 'kaksi' });
    place.spoil((db) => {
      runSql(db, `update records set confirmed = '{"te'`, []);
    });
    laine = await place.start();
    await until('it came back whole', async () => `${await notesAt(laine, contactId)}` === 'yksi,kaksi');
    await allSent(laine);
    expect(await laine.query('desk.repairs', {})).toHaveLength(1);
    expect(laine.bugs).toEqual([]);
  });
});

describe('rows in a desk that the region cannot take', () => {
  it('[EN33] become dead letters with a way out; everything else arrives once, also over restarts', async () => {
    const region = await startRegion();
    regions.push(region);
    const place = deskWithFolder(region.url);
    let laine = await place.start();
    await until('laine is up', () => laine.engine.status().connected);
    laine.engine.cutLink(true);
    const { contactId } = await laine.command('contact.open', {});
    for (const text of ['yksi', 'kaksi', 'kolme', 'neljä', 'viisi'])
      await laine.command('contact.addNote', { contactId, text });
    await laine.command('contact.setLanguage', { contactId, language: 'sv' });
    await laine.command('contact.setReason', { contactId, text: 'Huimaus' });
    const where = (text: string) => `where json_extract(body, '$.text') = '${text}'`;
    place.spoil((db) => {
      runSql(db, `update ops set id = 'no uuid' ${where('kaksi')}`, []);
      runSql(db, `update ops set action_of = 4 ${where('kolme')}`, []);
      runSql(db, `update ops set at = 'eilen' ${where('neljä')}`, []);
      // The fold of such a body breaks; the contact must be shown all the same.
      runSql(db, "update ops set body = 'null' where type = 'contact.languageSet'", []);
    });
    const bad = ['contact.languageSet: ', 'contact.noteAdded: kaksi', 'contact.noteAdded: neljä'];
    laine = await place.start();
    await allSent(laine);
    expect(await deadLetters(laine)).toEqual(bad);
    const virta = await startDeskAt(region.url, 'nurse.virta');
    desks.push(virta);
    await until('virta has it', async () => (await notesAt(virta, contactId)).length === 3);
    expect(await notesAt(virta, contactId)).toEqual(['yksi', 'kolme', 'viisi']);
    const bugs = [...laine.bugs];
    virta.close();

    laine = await place.start();
    await laine.command('contact.addNote', { contactId, text: 'uusi' });
    await allSent(laine);
    expect(await deadLetters(laine)).toEqual(bad);
    expect(await notesAt(laine, contactId)).toEqual(['yksi', 'kolme', 'viisi', 'uusi']);
    const { refused } = await laine.query('outbox.list', {});
    const lost = refused.find((one) => one.texts.includes('kaksi'));
    await laine.command('refusal.keepAsNote', { opId: lost?.opId ?? '', text: 'kaksi', contactId: null });
    await allSent(laine);
    expect(await notesAt(laine, contactId)).toEqual(['yksi', 'kolme', 'viisi', 'uusi', 'kaksi']);
    expect([...bugs, ...laine.bugs]).toEqual([]);
  });
});

import { cpSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openMemoryVault } from '../../electron/engine/session/deskVault.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const desks: TestDesk[] = [];
const regions: RegionProcess[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  for (const region of regions.splice(0)) await region.kill();
});

async function region(ask: Parameters<typeof startRegion>[0] = {}): Promise<RegionProcess> {
  const started = await startRegion(ask);
  regions.push(started);
  return started;
}

async function deskAt(
  url: string,
  user: string,
  at: string | { readonly folder: string },
): Promise<TestDesk> {
  const vault = typeof at === 'string' ? openMemoryVault(at) : fileVault(at.folder);
  const desk = await startDeskAt(url, user, { vault });
  desks.push(desk);
  await until(`${user} is up`, () => desk.engine.status().connected && !desk.engine.status().catchingUp);
  return desk;
}

async function allSent(desk: TestDesk): Promise<void> {
  await until(
    'everything is sent',
    () => desk.engine.status().connected && desk.engine.status().pending === 0,
  );
}

/** The notes of a contact as this desk shows them; none while it does not know the contact. */
async function notesAt(desk: TestDesk, contactId: string): Promise<string[]> {
  const answer = await desk.send({ id: 'g', query: 'contact.get', args: { contactId } });
  if (!('result' in answer)) return [];
  return (answer.result as { notes: { text: string }[] }).notes.map((note) => note.text);
}

describe('another history', () => {
  it('[EN25] a region restored from a backup has everything again that a desk still has', async () => {
    const first = await region();
    const port = Number(new URL(first.url).port);
    const laine = await deskAt(first.url, 'nurse.laine', 'desk_laine');
    const { contactId } = await laine.command('contact.open', {});
    await laine.command('contact.addNote', { contactId, text: 'ennen' });
    await allSent(laine);
    await first.stop();
    const backup = scratchFolder();
    cpSync(first.folder, backup, { recursive: true });
    const second = await region({ folder: first.folder, port });
    await laine.command('contact.addNote', { contactId, text: 'jälkeen' });
    await allSent(laine);
    await second.kill();
    rmSync(first.folder, { recursive: true });
    cpSync(backup, first.folder, { recursive: true });
    await until('the link is down', () => !laine.engine.status().connected);
    await laine.command('contact.addNote', { contactId, text: 'irti' });
    await region({ folder: first.folder, port });
    await allSent(laine);
    await until('it is shown whole', async () => (await notesAt(laine, contactId)).length === 3);
    const virta = await deskAt(second.url, 'nurse.virta', 'desk_virta');
    await until('it is whole elsewhere', async () => (await notesAt(virta, contactId)).length === 3);
    expect(await notesAt(virta, contactId)).toEqual(['ennen', 'jälkeen', 'irti']);
    expect(await notesAt(laine, contactId)).toEqual(['ennen', 'jälkeen', 'irti']);
    expect([...laine.bugs, ...virta.bugs]).toEqual([]);
  });

  it('[RG50] an older file put back by hand is noticed though desks that were behind filled its places', async () => {
    const first = await region();
    const port = Number(new URL(first.url).port);
    const laine = await deskAt(first.url, 'nurse.laine', 'desk_laine');
    const virta = await deskAt(first.url, 'nurse.virta', 'desk_virta');
    const third = await deskAt(first.url, 'nurse.laine', 'desk_third');
    const { contactId } = await laine.command('contact.open', {});
    await allSent(laine);
    await until('all see it', async () => (await seen(virta)) && (await seen(third)));
    await first.stop();
    const older = scratchFolder();
    cpSync(first.folder, older, { recursive: true });
    third.engine.cutLink(true);
    const second = await region({ folder: first.folder, port });
    await laine.command('contact.addNote', { contactId, text: 'kadonnut' });
    await allSent(laine);
    await until('virta knows more', async () => (await notesAt(virta, contactId)).length === 1);
    for (const desk of [laine, virta]) desk.engine.cutLink(true);
    await second.stop();
    // With the witness beside it: as a machine put back whole.
    rmSync(first.folder, { recursive: true });
    cpSync(older, first.folder, { recursive: true });
    const restored = await region({ folder: first.folder, port });
    third.engine.cutLink(false);
    const filled = ['eka', 'toka', 'kolmas'];
    for (const text of filled) await third.command('contact.addNote', { contactId, text });
    await allSent(third);
    // This one made nothing of what was lost: only what it has read tells it.
    virta.engine.cutLink(false);
    await until('virta has what is there', async () => `${await notesAt(virta, contactId)}` === `${filled}`);
    expect(restored.log()).toContain('a desk knows more than this region');
    laine.engine.cutLink(false);
    const all = [...filled, 'kadonnut'];
    for (const desk of [laine, virta, third]) {
      await until('everything is there', async () => (await notesAt(desk, contactId)).length === all.length);
      expect(await notesAt(desk, contactId)).toEqual(all);
      expect(desk.bugs).toEqual([]);
    }

    async function seen(desk: TestDesk): Promise<boolean> {
      return 'result' in (await desk.send({ id: 's', query: 'contact.get', args: { contactId } }));
    }
  });

  it('[EN54] an old disk whose entries its later self sent again has each of them once, in the place of now', async () => {
    const first = await region();
    const port = Number(new URL(first.url).port);
    const [disk, oldDisk, backup] = [scratchFolder(), scratchFolder(), scratchFolder()];
    const laine = await deskAt(first.url, 'nurse.laine', { folder: disk });
    const { contactId } = await laine.command('contact.open', {});
    await allSent(laine);
    await first.stop();
    cpSync(first.folder, backup, { recursive: true });
    const second = await region({ folder: first.folder, port });
    for (const text of ['eka', 'toka']) await laine.command('contact.addNote', { contactId, text });
    await allSent(laine);
    laine.close();
    cpSync(disk, oldDisk, { recursive: true });
    await second.kill();
    rmSync(first.folder, { recursive: true });
    cpSync(backup, first.folder, { recursive: true });
    await region({ folder: first.folder, port });
    const virta = await deskAt(first.url, 'nurse.virta', 'desk_virta');
    await virta.command('contact.addNote', { contactId, text: 'väliin' });
    await allSent(virta);
    const later = await deskAt(first.url, 'nurse.laine', { folder: disk });
    await allSent(later);
    later.close();
    const old = await deskAt(first.url, 'nurse.laine', { folder: oldDisk });
    await old.command('contact.addNote', { contactId, text: 'kolmas' });
    await allSent(old);
    const all = ['väliin', 'eka', 'toka', 'kolmas'];
    for (const desk of [old, virta]) {
      await until('everything is there', async () => (await notesAt(desk, contactId)).length >= all.length);
      expect(await notesAt(desk, contactId)).toEqual(all);
      expect(desk.bugs).toEqual([]);
    }
    expect((await old.query('sync.status', {})).refused).toEqual([]);
  });

  it('[EN26] a desk whose memory is gone gets a new name, its old contacts, and its new ones out', async () => {
    const { url } = await region();
    const before = await deskAt(url, 'nurse.laine', 'desk_one');
    const { contactId } = await before.command('contact.open', {});
    await before.command('contact.addNote', { contactId, text: 'ennen' });
    await allSent(before);
    desks.splice(desks.indexOf(before), 1);
    before.close();
    const after = await deskAt(url, 'nurse.laine', 'desk_one');
    await until('a new name', () => after.engine.status().deskId !== 'desk_one');
    await until('the old contact', async () => (await notesAt(after, contactId)).length === 1);
    await after.command('contact.addNote', { contactId, text: 'jälkeen' });
    await allSent(after);
    expect((await after.query('sync.status', {})).refused).toEqual([]);
    const virta = await deskAt(url, 'nurse.virta', 'desk_virta');
    await until('both notes elsewhere', async () => (await notesAt(virta, contactId)).length === 2);
    const view = await virta.query('contact.get', { contactId });
    expect(view.notes.map((note) => note.by.desk)).toEqual(['desk_one', after.engine.status().deskId]);
    // Under the new name it also comes back.
    after.engine.cutLink(true);
    await until('cut', () => !after.engine.status().connected);
    after.engine.cutLink(false);
    await after.command('contact.close', { contactId });
    await allSent(after);
    expect(after.bugs).toEqual([]);
  });
});

import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Op } from '../../shared/op/op.ts';
import { DeskDouble } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { scratchFolder } from '../kit/scratchFolder.ts';
import { fileVault, startDeskAt, type TestDesk, until } from '../kit/startDesk.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

const many = 8_000;
const batch = 500;
const long = { contactId: 'contact_long' };
let region: RegionProcess | null = null;

afterEach(async () => {
  await region?.kill();
});

async function notesAt(desk: TestDesk): Promise<string[]> {
  const got = await desk.send({ id: 'g', query: 'contact.get', args: { ...long, notesMax: 100_000 } });
  return 'result' in got ? (got.result as { notes: { text: string }[] }).notes.map((note) => note.text) : [];
}

async function countAt(desk: TestDesk): Promise<number> {
  const got = await desk.send({ id: 'g', query: 'contact.get', args: { ...long, notesMax: 1 } });
  return 'result' in got ? (got.result as { noteCount: number }).noteCount : 0;
}

/** Looks now and then: thousands of notes are not read in passing. */
async function allAt(desk: TestDesk, most: number): Promise<string[]> {
  for (let looks = 0; looks < 100; looks += 1) {
    const notes = await notesAt(desk);
    if (notes.length >= most) return notes;
    await new Promise((resume) => setTimeout(resume, 400));
  }
  throw new Error(`not all of ${most} came`);
}

it(`[RG41] [EN42] one contact with ${many} notes comes to a new desk, to one that is stopped meanwhile, and to a unit that it is shared with`, async () => {
  region = await startRegion();
  const { url } = region;
  const others = await startDeskAt(url, 'social.nieminen');
  await until('level', () => others.engine.status().link === 'up');
  const writer = await DeskDouble.open(url, { user: 'nurse.virta', desk: 'desk_writer' });
  const record = long.contactId;
  await writer.push(writer.op({ record, type: 'contact.opened', body: opening }));
  const texts = Array.from(
    { length: many },
    (_, at) => `huomio ${at}: vointi ennallaan, soitetaan uudelleen`,
  );
  for (let from = 0; from < many; from += batch) {
    const ops: Op[] = texts.slice(from, from + batch).map((text) => writer.op({ record, body: { text } }));
    expect(await writer.push(...ops)).toMatchObject({ ok: true });
  }

  const dir = join(scratchFolder(), 'desk');
  let key: Uint8Array | null = null;
  const vaultNow = () =>
    fileVault(dir, key, (given) => {
      key = given;
    });
  const begun = await startDeskAt(url, 'nurse.laine', { vault: vaultNow() });
  await until('a part is here', async () => (await countAt(begun)) > 0);
  begun.close();
  const desk = await startDeskAt(url, 'nurse.laine', { vault: vaultNow() });
  expect(await allAt(desk, many)).toEqual(texts);
  expect(await countAt(desk)).toBe(many);

  const share = { record, type: 'contact.shared', body: { unit: 'unit_social' } };
  expect(await writer.push(writer.op(share), writer.op({ record, body: { text: 'jaettu' } }))).toMatchObject({
    ok: true,
  });
  expect(await allAt(others, many + 1)).toEqual([...texts, 'jaettu']);
  expect(await countAt(others)).toBe(many + 1);
  const { contactId } = await others.command('contact.open', {});
  await until('it sends as before', () => others.engine.status().pending === 0);
  expect(contactId).toBeDefined();
  expect([...others.bugs, ...desk.bugs]).toEqual([]);
  writer.socket.disconnect();
  others.close();
  desk.close();
});

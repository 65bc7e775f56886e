import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import { inTransaction, runSql, type WritableDb } from '../../../db/sql.ts';
import { saveRefusal } from '../../../db/workstation/refusals.ts';
import { openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import { texts as en } from '../../../renderer/texts/en.ts';
import { texts as fi } from '../../../renderer/texts/fi.ts';
import { texts as sv } from '../../../renderer/texts/sv.ts';
import type { RefusalReason } from '../../../shared/base/refusal.ts';
import { authorship } from '../../../shared/domain/access/policy.ts';
import type { OutboxView } from '../../../shared/protocol/deskViews.ts';
import { unknownClient } from '../../kit/makeClient.ts';
import { nieminen } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

const open: TestDesk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

interface Stored {
  readonly desk: TestDesk;
  readonly db: WritableDb;
  outbox(): Promise<OutboxView>;
}

async function signedInDesk(): Promise<Stored> {
  const db = openDatabase({ kind: 'memory' });
  const desk = startDesk({ vault: openMemoryVault('desk_a', db) });
  open.push(desk);
  await desk.signIn();
  return { desk, db, outbox: () => desk.query('outbox.list', {}) };
}

/** What was changed behind a desk's back is read by one that starts on the same database. */
function startedAgain({ db }: Pick<Stored, 'db'>): Stored {
  const desk = startDesk({ vault: openMemoryVault('desk_a', db) });
  open.push(desk);
  desk.engine.begin({ resume: true });
  return { desk, db, outbox: () => desk.query('outbox.list', {}) };
}

/** As if the region had said no to this op: it leaves the outbox and waits for a person. */
function refuse(
  db: WritableDb,
  op: { readonly opId: string; readonly recordId: string; readonly type: string; readonly kind?: string },
  reason: RefusalReason,
): void {
  inTransaction(db, () => {
    const refusal = JSON.stringify({ reason });
    runSql(db, 'update ops set open = 0, refused = ?, seq = 900 where id = ?', [refusal, op.opId]);
    saveRefusal(db, {
      opId: op.opId,
      recordKind: op.kind ?? 'contact',
      recordId: op.recordId,
      type: op.type,
      madeAt: '2026-11-22T01:00:00.000Z',
      refusal,
    });
  });
}

async function deadNote(
  stored: Stored,
  text = 'Äiti kaatui keittiössä',
): Promise<{ contactId: string; opId: string }> {
  const { contactId } = await stored.desk.command('contact.open', {});
  const { opId } = await stored.desk.command('contact.addNote', { contactId, text });
  refuse(stored.db, { opId, recordId: contactId, type: 'contact.noteAdded' }, 'invalid');
  return { contactId, opId };
}

describe('what waits', () => {
  it('[OB1] is listed by record with its kinds, oldest first', async () => {
    const { desk, outbox } = await signedInDesk();
    const first = await desk.command('contact.open', {});
    const second = await desk.command('contact.open', { channel: 'CALLBACK' });
    await desk.command('contact.addNote', { contactId: first.contactId, text: 'Yksi' });
    await desk.command('contact.addNote', { contactId: first.contactId, text: 'Kaksi' });
    const { waiting, ops, records } = await outbox();
    expect(waiting.map((one) => one.record.id)).toEqual([first.contactId, second.contactId]);
    expect(waiting[0]?.changes).toContainEqual({ type: 'contact.noteAdded', many: 2 });
    expect(waiting[0]?.contactId).toBe(first.contactId);
    expect(ops).toBe(waiting.reduce((sum, one) => sum + one.many, 0));
    expect(records).toBe(2);
  });

  it('[OB1] is counted in full where the list would be too long', async () => {
    const { desk, outbox } = await signedInDesk();
    for (let many = 0; many < 205; many += 1) await desk.command('contact.open', {});
    const { waiting, records } = await outbox();
    expect(waiting).toHaveLength(200);
    expect(records).toBe(205);
  });

  it('[OB4] of another unit tells nothing, and a client under a non-disclosure order has no name', async () => {
    const { desk, outbox } = await signedInDesk();
    const { contactId } = await desk.command('contact.open', {});
    const { clientId } = await desk.command('client.register', {
      ...unknownClient,
      familyName: 'Virta',
      givenNames: 'Aino',
    });
    await desk.command('client.setField', {
      clientId,
      edit: { field: 'nonDisclosure', value: true },
    });
    const own = (await outbox()).waiting;
    expect(own.find((one) => one.record.id === clientId)).toMatchObject({ name: 'Virta Aino', hidden: true });
    await desk.command('session.signOut', {});
    await desk.signIn(nieminen);
    const strange = (await outbox()).waiting.find((one) => one.record.id === contactId);
    expect(strange).toMatchObject({ name: null, at: null, contactId: null });
  });
});

describe('what was refused', () => {
  it('[OB2] shows what was typed and where it can go', async () => {
    const stored = await signedInDesk();
    const { contactId, opId } = await deadNote(stored);
    const [item] = (await stored.outbox()).refused;
    expect(item).toMatchObject({ opId, dead: true, texts: ['Äiti kaatui keittiössä'] });
    expect(item?.noteOn).toEqual({ kind: 'contact', id: contactId });
  });

  it('[OB3] a dead letter is not put aside without a reason', async () => {
    const stored = await signedInDesk();
    const { opId } = await deadNote(stored);
    expect(await stored.desk.trouble('refusal.dismiss', { opId })).toBe('reasonMissing');
    expect(await stored.desk.trouble('refusal.dismiss', { opId, reason: '  ' })).toBe('reasonMissing');
    await stored.desk.command('refusal.dismiss', { opId, reason: 'Kirjattu toisaalle' });
    const { refused, handled } = await stored.outbox();
    expect(refused).toEqual([]);
    expect(handled[0]).toMatchObject({
      texts: ['Äiti kaatui keittiössä'],
      handled: { how: 'seen', reason: 'Kirjattu toisaalle', user: 'nurse.laine' },
    });
  });

  it('[OB2] a claim that came second is only acknowledged, and stays readable', async () => {
    const stored = await signedInDesk();
    const { contactId } = await stored.desk.command('contact.open', {});
    const { opId } = await stored.desk.command('contact.addNote', { contactId, text: 'x' });
    refuse(stored.db, { opId, recordId: contactId, type: 'contact.noteAdded' }, 'alreadyTaken');
    await stored.desk.command('refusal.dismiss', { opId });
    expect((await stored.outbox()).handled.map((one) => one.opId)).toEqual([opId]);
  });

  it('[OB3] goes on as a note and off the list in one step', async () => {
    const before = await signedInDesk();
    const { contactId, opId } = await deadNote(before);
    const stored = startedAgain(before);
    await stored.desk.command('refusal.keepAsNote', { opId, text: 'Muistiinpano: Äiti kaatui' });
    const { notes } = await stored.desk.query('contact.get', { contactId });
    expect(notes.map((note) => note.text)).toEqual(['Muistiinpano: Äiti kaatui']);
    const { refused, handled } = await stored.outbox();
    expect(refused).toEqual([]);
    expect(handled[0]?.handled.how).toBe('noted');
    expect(await stored.desk.trouble('refusal.keepAsNote', { opId, text: 'Uudelleen' })).toBe('notFound');
  });

  it('[OB3] of a client record goes to the contact at hand', async () => {
    const stored = await signedInDesk();
    const { contactId } = await stored.desk.command('contact.open', {});
    const { clientId } = await stored.desk.command('client.register', {
      ...unknownClient,
      familyName: 'Virta',
      givenNames: 'A',
    });
    refuse(
      stored.db,
      { opId: 'op-1', recordId: clientId, type: 'client.alertAdded', kind: 'client' },
      'tooLarge',
    );
    expect(await stored.desk.trouble('refusal.keepAsNote', { opId: 'op-1', text: 'Astma' })).toBe('notFound');
    await stored.desk.command('refusal.keepAsNote', { opId: 'op-1', text: 'Astma', contactId });
    expect((await stored.desk.query('contact.get', { contactId })).notes[0]?.text).toBe('Astma');
  });
});

/** As after a salvage that could not read how the contact began: its notes are there, and nothing to fold them on. */
async function headlessNote(): Promise<Stored & { readonly contactId: string; readonly opId: string }> {
  const { desk: first, db } = await signedInDesk();
  const { contactId } = await first.command('contact.open', {});
  const { opId } = await first.command('contact.addNote', { contactId, text: 'Äiti kaatui keittiössä' });
  runSql(db, "delete from ops where type = 'contact.opened'", []);
  runSql(db, 'delete from records', []);
  return { ...startedAgain({ db }), contactId, opId };
}

describe('what is left of a record whose beginning was lost', () => {
  it('[OB14] waits as such, and is not called somebody else’s', async () => {
    const { outbox, contactId } = await headlessNote();
    const [row] = (await outbox()).waiting;
    expect(row).toMatchObject({ record: { id: contactId }, beginningLost: true, contactId: null });
    expect(row?.changes).toEqual([{ type: 'contact.noteAdded', many: 1 }]);
  });

  it('[OB14] refused by the region it shows its writer the text and a way out, and nobody else the text', async () => {
    const { desk, db, outbox, contactId, opId } = await headlessNote();
    refuse(db, { opId, recordId: contactId, type: 'contact.noteAdded' }, 'notFound');
    const [item] = (await outbox()).refused;
    expect(item).toMatchObject({ texts: ['Äiti kaatui keittiössä'], dead: true, noteOn: null });
    expect(item?.about.beginningLost).toBe(true);
    await desk.command('session.signOut', {});
    await desk.signIn(nieminen);
    const [strange] = (await outbox()).refused;
    expect(strange).toMatchObject({ opId, texts: [], about: { beginningLost: true } });
    await desk.command('session.signOut', {});
    await desk.signIn();
    const { contactId: atHand } = await desk.command('contact.open', {});
    await desk.command('refusal.keepAsNote', { opId, text: 'Äiti kaatui keittiössä', contactId: atHand });
    expect((await desk.query('contact.get', { contactId: atHand })).notes).toHaveLength(1);
    expect((await outbox()).handled[0]).toMatchObject({ texts: ['Äiti kaatui keittiössä'] });
  });

  it('[OB14] of a record that is here nothing is lost, in the reader’s unit or another', async () => {
    const { desk, outbox } = await signedInDesk();
    await desk.command('contact.open', {});
    expect((await outbox()).waiting.map((one) => one.beginningLost)).toEqual([false]);
    await desk.command('session.signOut', {});
    await desk.signIn(nieminen);
    expect((await outbox()).waiting.map((one) => one.beginningLost)).toEqual([false]);
  });
});

describe('a receipt', () => {
  it('[OB5] says the region has it only from the region’s answer', async () => {
    const stored = await signedInDesk();
    const { contactId } = await stored.desk.command('contact.open', {});
    const before = (await stored.desk.query('contact.get', { contactId })).signs;
    expect(before).toMatchObject({ pending: 1, regionAt: null });
    expect(before.savedAt).not.toBeNull();
  });
});

it('[OB10] every kind of fact a person makes has its words in three languages', () => {
  const kinds = Object.entries(authorship).flatMap(([type, people]) => (people.length === 0 ? [] : [type]));
  const missing = [fi, sv, en].flatMap((table) =>
    kinds.filter((type) => !Object.hasOwn(table.outbox, `type.${type}`)),
  );
  expect(missing).toEqual([]);
});

it('[OB10] every reason of a dead letter is said in three languages', () => {
  const reasons = ['invalid', 'tooLarge', 'notFound', 'notAllowed'];
  const missing = [fi, sv, en].flatMap((table) =>
    reasons.filter((reason) => !Object.hasOwn(table.outbox, `deadWhy.${reason}`)),
  );
  expect(missing).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { allRows, type ReadableDb } from '../../../db/sql.ts';
import { getConfirmed } from '../../../db/workstation/records.ts';
import { rebuildProjections } from '../../../electron/engine/record/rebuildProjections.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { applySnapshotPage } from '../../../electron/engine/sync/applySnapshot.ts';
import { readLists } from '../../../tools/sim/check/checkLists.ts';
import { deskOnLine, pageOf, receivedAt, settled } from '../../kit/deskOnLine.ts';
import { opening } from '../../kit/makeOps.ts';

/** With whom a search finds. */
function projections(db: ReadableDb): unknown {
  return {
    ...readLists(db),
    words: allRows(
      db,
      `select client_id from client_words join client_rows on client_rows.local = client_words.rowid
       where client_words match '"testinen"*' order by client_id`,
    ),
  };
}

const client = {
  familyName: 'Testinen',
  givenNames: 'Aino',
  identityCode: null,
  birthDate: '1950-01-01',
  language: 'fi',
  interpreter: false,
  phone: null,
  address: null,
  municipality: '285',
  nonDisclosure: true,
  allergies: 'none',
} as const;

/** A desk with everything in it: snapshot, pages, settled, pending and refused own ops. */
function livedInDesk() {
  const desk = deskOnLine();
  const { store, run } = desk;
  const { clientId } = run('client.register', client) as { clientId: string };
  const { contactId } = run('contact.open', {}) as { contactId: string };
  run('contact.linkClient', { contactId, client: { kind: 'identified', clientId, certainty: 'stated' } });
  run('contact.addNote', { contactId, text: 'yksi' });
  applySettlement(
    store,
    settled([{ from: 1, to: 4, seq: 11 }], [{ deskSeq: 4, refusal: { reason: 'notAllowed' } }]),
    receivedAt,
  );
  const snapped = store.load({ kind: 'contact', id: contactId }).shown;
  const elsewhere = { ...(snapped as object), id: 'contact_snapped', sharedWith: [] };
  applySnapshotPage(store, {
    scope: 'region',
    seq: 9,
    records: [{ kind: 'contact', id: 'contact_snapped', seq: 9, state: elsewhere }],
    ops: [],
    nextKey: null,
  });
  applyPage(
    store,
    pageOf({ after: 0, upto: 16, own: 4 }, [
      { record: 'contact_one', type: 'contact.opened', body: opening, deskSeq: 1, seq: 10 },
      { record: 'contact_snapped', type: 'contact.reasonSet', body: { text: 'syy' }, deskSeq: 2, seq: 15 },
      { record: contactId, type: 'contact.reasonSet', body: { text: 'toinen syy' }, deskSeq: 3, seq: 16 },
    ]),
  );
  run('contact.setReason', { contactId, text: 'oma syy' });
  run('plan.draft', { contactId });
  run('handoff.offer', {
    contactId,
    toUnit: 'unit_social',
    sbar: { situation: 'S', background: 'B', assessment: 'A', recommendation: 'R' },
  });
  run('client.setField', { clientId, edit: { field: 'givenNames', value: 'Aino Maria' } });
  return { ...desk, contactId };
}

describe('projections', () => {
  it('[EN6] made again from log and bases equal those kept up step by step', () => {
    const { db, store, contactId } = livedInDesk();
    const before = projections(db);
    const shown = store.load({ kind: 'contact', id: contactId }).shown;
    expect(rebuildProjections(store)).toBeGreaterThan(4);
    expect(projections(db)).toEqual(before);
    expect(store.load({ kind: 'contact', id: contactId }).shown).toEqual(shown);
  });

  it('[EN6] hold nothing of what was refused, also where the desk was started anew in between', () => {
    const desk = deskOnLine();
    desk.run('contact.open', {});
    const again = desk.restarted();
    expect(projections(desk.db)).toMatchObject({ contacts: [expect.anything()] });
    const refused = [{ deskSeq: 1, refusal: { reason: 'notAllowed' as const } }];
    applySettlement(again, settled([{ from: 1, to: 1, seq: 11 }], refused), receivedAt);
    expect(projections(desk.db)).toMatchObject({ contacts: [] });
  });

  it('[EN6] lost ones come back', () => {
    const { db, store } = livedInDesk();
    const before = projections(db);
    for (const table of ['contact_rows', 'handoff_rows', 'client_rows', 'client_words'])
      db.prepare(`delete from ${table}`).run([]);
    rebuildProjections(store);
    expect(projections(db)).toEqual(before);
  });

  it('[EN5] a restart finds the same records, outbox and signs', () => {
    const { store, restarted, contactId } = livedInDesk();
    const again = restarted();
    expect(again.lastDeskSeq()).toBe(store.lastDeskSeq());
    expect(again.unsent(contactId)).toBe(store.unsent(contactId));
    expect(again.unsent(contactId)).toBeGreaterThan(0);
    expect(again.load({ kind: 'contact', id: contactId })).toEqual(
      store.load({ kind: 'contact', id: contactId }),
    );
    expect(new Set(again.openRecords().map((one) => one.id))).toEqual(
      new Set(store.openRecords().map((one) => one.id)),
    );
    expect(getConfirmed(again.db, 'contact', 'contact_snapped').seq).toBe(15);
  });
});

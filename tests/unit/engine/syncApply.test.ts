import { describe, expect, it } from 'vitest';
import { countParkedOps, readOpsOfType } from '../../../db/opLog/deskLog.ts';
import { listRefusals } from '../../../db/workstation/refusals.ts';
import type { DeskStore } from '../../../electron/engine/record/deskStore.ts';
import { shownState } from '../../../electron/engine/record/recordEntry.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { applySnapshotPage, finishSnapshot } from '../../../electron/engine/sync/applySnapshot.ts';
import { startNewEpoch, takeNewName } from '../../../electron/engine/sync/newHistory.ts';
import { dueBatch, nextBatch } from '../../../electron/engine/sync/pushBatch.ts';
import { foldParkedOps } from '../../../electron/engine/sync/unpark.ts';
import { page, pushBytesMax, snapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import { deskOnLine, pageOf, receivedAt, scopes, settled } from '../../kit/deskOnLine.ts';
import { opening } from '../../kit/makeOps.ts';

const contact = (store: DeskStore, id: string) => shownState(store.load({ kind: 'contact', id }), 'contact');
const opened = { type: 'contact.opened', body: opening, record: 'contact_one' } as const;

/** A contact of this desk with one note: own ops 1 and 2. */
function withOwnContact() {
  const desk = deskOnLine();
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  desk.run('contact.addNote', { contactId, text: 'oma' });
  return { ...desk, contactId };
}

describe('pages', () => {
  it('[EN20] joins only where the desk stands', () => {
    const { store } = deskOnLine();
    const later = pageOf({ after: 5, upto: 6 }, [{ ...opened, deskSeq: 1, seq: 6 }]);
    expect(applyPage(store, later)).toBe('ignored');
    expect(contact(store, 'contact_one')).toBeUndefined();
    expect(applyPage(store, pageOf({ after: 0, upto: 5 }, []))).toBe('applied');
    expect(applyPage(store, later)).toBe('applied');
    expect(contact(store, 'contact_one')?.phase).toBe('talking');
    expect([...store.cursors().values()]).toEqual([6, 6]);
  });

  it('[EN20] a repeated page changes nothing', () => {
    const { store, db } = deskOnLine();
    const page = pageOf({ after: 0, upto: 2 }, [
      { ...opened, deskSeq: 1, seq: 1 },
      { deskSeq: 2, seq: 2 },
    ]);
    applyPage(store, page);
    const before = store.load({ kind: 'contact', id: 'contact_one' });
    expect(applyPage(store, page)).toBe('applied');
    expect(store.load({ kind: 'contact', id: 'contact_one' })).toBe(before);
    expect(readOpsOfType(db, 'contact_one', 'contact.noteAdded')).toHaveLength(1);
  });

  it('[EN20] waits for the outcome of own ops that the page counted in', () => {
    const { store } = withOwnContact();
    expect(applyPage(store, pageOf({ after: 0, upto: 3, own: 2 }, []))).toBe('ignored');
    applySettlement(store, settled([{ from: 1, to: 2, seq: 1 }]), receivedAt);
    expect(applyPage(store, pageOf({ after: 0, upto: 3, own: 2 }, []))).toBe('applied');
  });

  it('[EN22] an own op stays on top until a page passed it, then stands in its place', () => {
    const { store, contactId } = withOwnContact();
    const entry = () => store.load({ kind: 'contact', id: contactId });
    applySettlement(store, settled([{ from: 1, to: 2, seq: 1 }]), receivedAt);
    expect(entry()).toMatchObject({ confirmedSeq: 0, pending: { length: 2 } });
    expect(store.unsent(contactId)).toBe(0);
    applyPage(store, pageOf({ after: 0, upto: 1, own: 2 }, []));
    expect(entry()).toMatchObject({ confirmedSeq: 1, pending: { length: 1 } });
    const foreign = {
      record: contactId,
      type: 'contact.reasonSet',
      body: { text: 'toinen' },
      deskSeq: 1,
      seq: 3,
    };
    applyPage(store, pageOf({ after: 1, upto: 3, own: 2 }, [foreign]));
    expect(entry()).toMatchObject({ confirmedSeq: 3, pending: [], shown: { noteCount: 1 } });
    expect(store.openRecords()).toEqual([]);
  });

  it('[EN22] a refused op leaves the record, is listed, and stays in the log', () => {
    const { store, db, contactId, topics } = withOwnContact();
    const refusal = { reason: 'notAllowed' } as const;
    applySettlement(store, settled([{ from: 1, to: 2, seq: 7 }], [{ deskSeq: 2, refusal }]), receivedAt);
    expect(contact(store, contactId)?.noteCount).toBe(0);
    expect(listRefusals(db).map((kept) => kept.type)).toEqual(['contact.noteAdded']);
    expect(db.prepare('select count(*) as many from ops').get([])).toEqual({ many: 2 });
    expect(topics).toContain('refusals');
  });

  it('[EN22] a record whose beginning was refused is shown no more', () => {
    const { store, db, contactId } = withOwnContact();
    const refused = [1, 2].map((deskSeq) => ({ deskSeq, refusal: { reason: 'notSignedIn' } as const }));
    applySettlement(store, settled([{ from: 1, to: 2, seq: 7 }], refused), receivedAt);
    expect(contact(store, contactId)).toBeUndefined();
    expect(db.prepare('select count(*) as many from contact_rows').get([])).toEqual({ many: 0 });
  });

  it('[EN23] outcomes are taken without gaps, and only once', () => {
    const { store } = withOwnContact();
    expect(applySettlement(store, settled([{ from: 2, to: 2, seq: 9 }]), receivedAt)).toBe(0);
    expect(applySettlement(store, settled([{ from: 1, to: 1, seq: 8 }]), receivedAt)).toBe(1);
    expect(applySettlement(store, settled([{ from: 1, to: 2, seq: 8 }]), receivedAt)).toBe(1);
    expect(applySettlement(store, settled([{ from: 1, to: 2, seq: 8 }]), receivedAt)).toBe(0);
    expect(store.meta().acked).toBe(2);
  });

  it('[EN21] a field written apart keeps both versions', () => {
    const { store, run } = deskOnLine();
    applyPage(store, pageOf({ after: 0, upto: 1 }, [{ ...opened, deskSeq: 1, seq: 1 }]));
    run('contact.setReason', { contactId: 'contact_one', text: 'täällä' });
    const there = { type: 'contact.reasonSet', body: { text: 'siellä' }, deskSeq: 2, basis: 1, seq: 2 };
    applyPage(store, pageOf({ after: 1, upto: 2 }, [there]));
    expect(contact(store, 'contact_one')?.reason.map((version) => version.value)).toEqual([
      'siellä',
      'täällä',
    ]);
  });

  it('[HO4] the same take arriving twice changes nothing', () => {
    const { store, db } = deskOnLine();
    const sbar = { situation: '', background: '', assessment: '', recommendation: '' };
    const offer = {
      contactId: 'contact_one',
      clientId: null,
      planId: null,
      toUnit: 'unit_health',
      disposition: null,
      sbar,
    };
    const ops = [
      { kind: 'handoff', record: 'handoff_a', type: 'handoff.offered', body: offer, deskSeq: 1, seq: 1 },
      {
        kind: 'handoff',
        record: 'handoff_a',
        type: 'handoff.taken',
        body: { readBack: null },
        deskSeq: 2,
        seq: 2,
      },
    ] as const;
    applyPage(store, pageOf({ after: 0, upto: 2 }, ops));
    const held = store.load({ kind: 'handoff', id: 'handoff_a' });
    applyPage(store, pageOf({ after: 0, upto: 3 }, ops));
    expect(store.load({ kind: 'handoff', id: 'handoff_a' })).toEqual(held);
    expect(shownState(held, 'handoff')?.holder?.desk).toBe('desk_b');
    expect(db.prepare('select count(*) as many from ops').get([])).toEqual({ many: 2 });
  });

  it('[EN24] what this program cannot read is parked and folded in its place later', () => {
    const { store, db, restarted } = deskOnLine();
    const page = pageOf({ after: 0, upto: 3 }, [
      { ...opened, deskSeq: 1, seq: 1 },
      { deskSeq: 2, seq: 2, version: 2 },
      { deskSeq: 3, seq: 3, type: 'contact.sung', body: { song: 'x' } },
    ]);
    applyPage(store, page);
    expect(countParkedOps(db)).toBe(2);
    expect(contact(store, 'contact_one')?.noteCount).toBe(0);
    // The day the program learned to read it, simulated by the version it knows.
    db.prepare(`update parked_ops set op = json_set(op, '$.version', 1) where seq = 2`).run([]);
    const newer = restarted();
    expect(foldParkedOps(newer)).toBe(1);
    expect(contact(newer, 'contact_one')?.noteCount).toBe(1);
    expect(countParkedOps(db)).toBe(1);
  });

  it('[EN24] ops about a kind of record that only a newer program has are parked too', () => {
    const { store, db } = deskOnLine();
    const told = pageOf({ after: 0, upto: 2 }, [
      { ...opened, deskSeq: 1, seq: 1 },
      { deskSeq: 2, seq: 2, type: 'errand.begun', body: {}, record: 'errand_a' },
    ]);
    const ops = told.ops.map((op) =>
      op.seq === 2 ? { ...op, record: { kind: 'errand', id: 'errand_a' } } : op,
    );
    const parsed = page.parse({ ...told, ops });
    expect(applyPage(store, parsed)).toBe('applied');
    expect(countParkedOps(db)).toBe(1);
    expect(contact(store, 'contact_one')).toBeDefined();
  });
});

describe('snapshots and new histories', () => {
  const state = (id: string) => ({
    ...deskOnLineContact(),
    id,
  });
  function deskOnLineContact(): Record<string, unknown> {
    const { store, contactId } = withOwnContact();
    return { ...(contact(store, contactId) ?? {}) };
  }

  it('[EN24] a state of a kind that only a newer program has waits for it', () => {
    const { store, db, restarted } = deskOnLine();
    const record = { kind: 'errand', id: 'contact_one', seq: 4, state: state('contact_one') };
    const told = { scope: 'region', seq: 4, records: [record], ops: [], nextKey: null };
    applySnapshotPage(store, snapshotPage.parse(told));
    expect(contact(store, 'contact_one')).toBeUndefined();
    // The day the program learned the kind, simulated by one that it knows.
    db.prepare(`update record_bases set kind = 'contact'`).run([]);
    const newer = restarted();
    foldParkedOps(newer);
    expect(contact(newer, 'contact_one')?.id).toBe('contact_one');
    expect(newer.load({ kind: 'contact', id: 'contact_one' }).confirmedSeq).toBe(4);
  });

  it('[EN28] a snapshot brings states and their notes, and pages go on from its first part', () => {
    const { store, db } = deskOnLine();
    const note = pageOf({ after: 0, upto: 4 }, [{ deskSeq: 2, seq: 4 }]).ops;
    const record = { kind: 'contact', id: 'contact_one', seq: 4, state: state('contact_one') } as const;
    applySnapshotPage(store, { scope: 'region', seq: 4, records: [record], ops: note, nextKey: null });
    applySnapshotPage(store, { scope: 'region', seq: 6, records: [record], ops: note, nextKey: null });
    for (const scope of scopes) finishSnapshot(store, scope, 4);
    expect(contact(store, 'contact_one')?.noteCount).toBe(1);
    expect(readOpsOfType(db, 'contact_one', 'contact.noteAdded')).toHaveLength(1);
    const next = pageOf({ after: 4, upto: 5 }, [{ deskSeq: 3, seq: 5 }]);
    expect(applyPage(store, next)).toBe('applied');
    expect(contact(store, 'contact_one')?.noteCount).toBe(2);
  });

  it('[EN28] own ops that a snapshot already holds are not counted twice', () => {
    const { store, contactId } = withOwnContact();
    const shown = contact(store, contactId);
    const record = { kind: 'contact', id: contactId, seq: 2, state: shown } as const;
    applySnapshotPage(store, { scope: 'region', seq: 2, records: [record], ops: [], nextKey: null });
    applySettlement(store, settled([{ from: 1, to: 2, seq: 1 }]), receivedAt);
    expect(contact(store, contactId)?.noteCount).toBe(1);
    expect(store.openRecords()).toEqual([]);
  });

  it('[EN25] a region without our last ops gets them again', () => {
    const { store, db, contactId, restarted } = withOwnContact();
    applySettlement(store, settled([{ from: 1, to: 2, seq: 1 }]), receivedAt);
    applyPage(store, pageOf({ after: 0, upto: 3, own: 2 }, [{ ...opened, deskSeq: 1, seq: 3 }]));
    startNewEpoch(store, { epoch: 'epoch_new', highWater: 1 });
    expect(store.meta()).toMatchObject({ acked: 1, epoch: 'epoch_new' });
    expect(nextBatch(db, 1).map((op) => [op.deskSeq, op.type])).toEqual([[2, 'contact.noteAdded']]);
    expect(store.cursors().size).toBe(0);
    expect(contact(store, 'contact_one')).toBeUndefined();
    expect(
      restarted()
        .openRecords()
        .map((record) => record.id),
    ).toEqual([contactId]);
  });

  it('[EN26] a desk with a new name sends what the region lacks, numbered from one', () => {
    const { store, db, contactId } = withOwnContact();
    applySettlement(store, settled([{ from: 1, to: 1, seq: 1 }]), receivedAt);
    takeNewName(store, 'desk_new');
    expect(store.meta()).toMatchObject({ deskId: 'desk_new', acked: 0 });
    expect(nextBatch(db, 0).map((op) => [op.deskSeq, op.by.desk])).toEqual([[1, 'desk_new']]);
    expect(store.lastDeskSeq()).toBe(1);
    const first = {
      record: contactId,
      type: 'contact.opened',
      body: opening,
      deskSeq: 1,
      seq: 1,
      by: { desk: 'desk_a' },
    };
    expect(applyPage(store, pageOf({ after: 0, upto: 1 }, [first]))).toBe('applied');
    expect(contact(store, contactId)?.noteCount).toBe(1);
  });

  it('[EN26] what stands in the log after an own beginning is folded in when that is settled at last', () => {
    const { store, db, run } = deskOnLine();
    const { contactId } = run('contact.open', {}) as { contactId: string };
    const id = nextBatch(db, 0)[0]?.id ?? '';
    takeNewName(store, 'desk_new');
    const former = { record: contactId, by: { desk: 'desk_a' } };
    const page = pageOf({ after: 0, upto: 4 }, [
      { ...former, id, type: 'contact.opened', body: opening, deskSeq: 1, seq: 2 },
      { ...former, deskSeq: 2, seq: 4 },
    ]);
    expect(applyPage(store, page)).toBe('applied');
    applySettlement(store, settled([{ from: 1, to: 1, seq: 2 }]), receivedAt);
    const entry = store.load({ kind: 'contact', id: contactId });
    expect(entry).toMatchObject({ confirmedSeq: 4, confirmed: { noteCount: 1 }, pending: [] });
  });
});

describe('the outbox', () => {
  it('[EN28] holds whole actions within the limit', () => {
    const { db, run, contactId } = withOwnContact();
    const sbar = { situation: '', background: '', assessment: '', recommendation: '' };
    run('plan.draft', { contactId });
    run('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    expect(nextBatch(db, 0).map((op) => op.deskSeq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(nextBatch(db, 0, { opsMax: 6 }).map((op) => op.deskSeq)).toEqual([1, 2, 3, 4]);
    expect(nextBatch(db, 4, { opsMax: 3 }).map((op) => op.action.of)).toEqual([3, 3, 3]);
  });

  it('[EN50] the action that was just written is what the log holds of it', () => {
    const { store, db, run, contactId } = withOwnContact();
    const sbar = { situation: 'ä', background: '', assessment: '', recommendation: '' };
    run('handoff.offer', { contactId, toUnit: 'unit_social', sbar });
    const written = store.justWritten();
    expect(written.length).toBeGreaterThan(1);
    const before = (written[0]?.deskSeq ?? 0) - 1;
    const sent = JSON.stringify(dueBatch(store, before, {}));
    expect(JSON.parse(sent)).toEqual(nextBatch(db, before));
    expect(JSON.parse(JSON.stringify(dueBatch(store, 0, {})))).toEqual(nextBatch(db, 0));
    expect(nextBatch(db, 0).length).toBeGreaterThan(written.length);
    applySettlement(store, settled([{ from: 1, to: 1, seq: 1 }]), receivedAt);
    expect(store.justWritten()).toEqual([]);
    expect(dueBatch(store, before, {})).toEqual(nextBatch(db, before));
    run('contact.addNote', { contactId, text: 'vielä' });
    store.reread();
    expect(store.justWritten()).toEqual([]);
  });

  it('[EN28] a batch stays under the bytes of the wire', () => {
    const { db, run, contactId } = withOwnContact();
    for (let note = 0; note < 60; note += 1) run('contact.addNote', { contactId, text: 'x'.repeat(8_000) });
    const batch = nextBatch(db, 0);
    expect(batch.length).toBeGreaterThan(10);
    expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(pushBytesMax);
  });
});

import { describe, expect, it } from 'vitest';
import { readOpsOfType } from '../../../db/opLog/deskLog.ts';
import { allRows, oneRow } from '../../../db/sql.ts';
import { openStates, packStates } from '../../../db/statePack.ts';
import { getBase, getConfirmed } from '../../../db/workstation/records.ts';
import { rebuildProjections } from '../../../electron/engine/record/rebuildProjections.ts';
import { shownState } from '../../../electron/engine/record/recordEntry.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { applySnapshotPage, finishSnapshot } from '../../../electron/engine/sync/applySnapshot.ts';
import { dropForeignScopes, forgetOldOps } from '../../../electron/engine/sync/forget.ts';
import { startNewEpoch } from '../../../electron/engine/sync/newHistory.ts';
import { foldParkedOps } from '../../../electron/engine/sync/unpark.ts';
import { packsOf } from '../../../server/snapshotStates.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import { type SnapshotPage, snapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import { readConfirmed } from '../../../tools/sim/check/deskLog.ts';
import { type DeskOnLine, deskOnLine, pageOf, scopes, settled } from '../../kit/deskOnLine.ts';

const now = '2026-11-21T09:00:00.000Z';
const later = '2027-03-01T09:00:00.000Z';

interface Told {
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  readonly state: unknown;
}

/** A page as a region sends it to a desk that takes pieces. */
function pageWith(records: readonly Told[], ops: SnapshotPage['ops'] = []): SnapshotPage {
  const rows = records.map((one) => ({
    ...one,
    kind: one.kind as RecordKind,
    record: `${one.kind}/${one.id}`,
    state: JSON.stringify(one.state),
  }));
  return snapshotPage.parse({
    scope: 'region',
    seq: Math.max(0, ...records.map((one) => one.seq)),
    records: [],
    packs: packsOf(rows),
    ops,
    nextKey: null,
  });
}

/** States of calls and of their plans, as a desk of the same unit made them. */
function statesOf(desk: DeskOnLine) {
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  const { planId } = desk.run('plan.draft', { contactId }) as { planId: string };
  const call = desk.store.load({ kind: 'contact', id: contactId }).shown as object;
  const plan = desk.store.load({ kind: 'plan', id: planId }).shown as object;
  return {
    callOf: (id: string, seq: number, more: object = {}): Told => ({
      kind: 'contact',
      id,
      seq,
      state: { ...call, id, ...more },
    }),
    planOf: (id: string, seq: number, more: object = {}): Told => ({
      kind: 'plan',
      id,
      seq,
      state: { ...plan, id, ...more },
    }),
  };
}

const { callOf, planOf } = statesOf(deskOnLine());
const pieces = (desk: DeskOnLine) =>
  allRows<{ packed: Uint8Array }>(desk.db, 'select packed from state_packs').map((row) =>
    openStates(row.packed),
  );
const idsInPieces = (desk: DeskOnLine) => pieces(desk).flatMap(({ records }) => records.map((one) => one.id));
const rowIds = (desk: DeskOnLine) =>
  allRows<{ id: string }>(desk.db, 'select contact_id as id from contact_rows order by 1').map(
    (row) => row.id,
  );
const loaded = (desk: DeskOnLine, kind: RecordKind, id: string) => desk.store.load({ kind, id });

/** Three calls and two plans that came in two pieces. */
function deskWithPieces(): DeskOnLine {
  const desk = deskOnLine();
  applySnapshotPage(
    desk.store,
    pageWith([callOf('c_1', 1), callOf('c_2', 2), callOf('c_3', 3), planOf('p_1', 4), planOf('p_2', 5)]),
  );
  for (const scope of scopes) finishSnapshot(desk.store, scope, 5);
  return desk;
}

describe('states that a snapshot brings in pieces', () => {
  it('[EN36] stand as they came, are read one by one and fill the lists', () => {
    const desk = deskWithPieces();
    expect(pieces(desk).map(({ kind, records }) => [kind, records.length])).toEqual([
      ['contact', 3],
      ['plan', 2],
    ]);
    expect(allRows(desk.db, 'select 1 from records union all select 1 from record_bases')).toEqual([]);
    expect(rowIds(desk)).toEqual(['c_1', 'c_2', 'c_3']);
    expect(loaded(desk, 'plan', 'p_2')).toMatchObject({ confirmedSeq: 5, confirmed: { id: 'p_2' } });
    expect(shownState(loaded(desk, 'contact', 'c_2'), 'contact')?.id).toBe('c_2');
    expect(getBase(desk.db, 'plan', 'p_1')).toEqual(getConfirmed(desk.db, 'plan', 'p_1'));
    expect([...readConfirmed(desk.db).keys()].sort()).toEqual([
      'contact/c_1',
      'contact/c_2',
      'contact/c_3',
      'plan/p_1',
      'plan/p_2',
    ]);
  });

  it('[EN36] pages go on from them, and the piece stays the base', () => {
    const desk = deskWithPieces();
    expect(loaded(desk, 'contact', 'c_2').confirmedSeq).toBe(2);
    applyPage(
      desk.store,
      pageOf({ after: 5, upto: 6 }, [
        { record: 'c_2', type: 'contact.reasonSet', body: { text: 'syy' }, deskSeq: 1, seq: 6 },
      ]),
    );
    expect(loaded(desk, 'contact', 'c_2').confirmedSeq).toBe(6);
    expect(getBase(desk.db, 'contact', 'c_2').seq).toBe(2);
    const before = JSON.stringify([...readConfirmed(desk.db)]);
    expect(rebuildProjections(desk.store)).toBe(5);
    expect(JSON.stringify([...readConfirmed(desk.db)])).toBe(before);
    expect(allRows(desk.db, 'select id from records')).toEqual([{ id: 'c_2' }]);
    expect(rowIds(desk)).toEqual(['c_1', 'c_2', 'c_3']);
  });

  it('[EN36] a newer state takes the older one’s place in memory and on disk, an older or equal one changes nothing', () => {
    const desk = deskWithPieces();
    expect(loaded(desk, 'plan', 'p_1').confirmedSeq).toBe(4);
    applySnapshotPage(
      desk.store,
      pageWith([planOf('p_1', 9, { agreedAt: now }), planOf('p_2', 5), planOf('p_3', 3)]),
    );
    expect(loaded(desk, 'plan', 'p_1')).toMatchObject({ confirmedSeq: 9, confirmed: { agreedAt: now } });
    expect(desk.restarted().load({ kind: 'plan', id: 'p_1' }).confirmedSeq).toBe(9);
    expect(idsInPieces(desk).toSorted()).toEqual(['c_1', 'c_2', 'c_3', 'p_1', 'p_2', 'p_3']);
    applySnapshotPage(desk.store, pageWith([planOf('p_1', 4), planOf('p_2', 5)]));
    expect(loaded(desk, 'plan', 'p_1').confirmedSeq).toBe(9);
    expect(loaded(desk, 'plan', 'p_2').confirmedSeq).toBe(5);
    expect(idsInPieces(desk)).toHaveLength(6);
    // Also over one that pages had folded on.
    applyPage(
      desk.store,
      pageOf({ after: 5, upto: 10 }, [
        { record: 'c_1', type: 'contact.reasonSet', body: { text: 'syy' }, deskSeq: 1, seq: 10 },
      ]),
    );
    applySnapshotPage(desk.store, pageWith([callOf('c_1', 12), callOf('c_2', 2)]));
    expect(loaded(desk, 'contact', 'c_1').confirmedSeq).toBe(12);
    expect(allRows(desk.db, 'select 1 from records')).toEqual([]);
    expect(readConfirmed(desk.db).size).toBe(6);
  });

  it('[EN28] [EN36] a record with own ops on it is taken out of its piece; those it holds are not counted twice', () => {
    const desk = deskOnLine();
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    desk.run('contact.addNote', { contactId, text: 'oma' });
    const own = { kind: 'contact', id: contactId, seq: 2, state: loaded(desk, 'contact', contactId).shown };
    applySettlement(desk.store, settled([{ from: 1, to: 2, seq: 1 }]), now);
    desk.run('contact.addNote', { contactId, text: 'toinen' });
    applySnapshotPage(desk.store, pageWith([own, callOf('c_9', 3)]));
    expect(idsInPieces(desk)).toEqual(['c_9']);
    expect(shownState(loaded(desk, 'contact', contactId), 'contact')?.noteCount).toBe(2);
    expect(desk.store.unsent(contactId)).toBe(1);
    expect(desk.restarted().load({ kind: 'contact', id: contactId })).toEqual(
      loaded(desk, 'contact', contactId),
    );
    expect(readOpsOfType(desk.db, contactId, 'contact.noteAdded')).toHaveLength(2);
    // One that came in a piece and was written on here since.
    desk.run('contact.addNote', { contactId: 'c_9', text: 'kolmas' });
    applySnapshotPage(desk.store, pageWith([callOf('c_9', 8), callOf('c_10', 9)]));
    expect(idsInPieces(desk)).toEqual(['c_10']);
    expect(getBase(desk.db, 'contact', 'c_9').seq).toBe(8);
    expect(desk.restarted().load({ kind: 'contact', id: 'c_9' }).confirmedSeq).toBe(8);
  });

  it('[EN24] [EN36] states of a kind that only a newer program has wait for it', () => {
    const desk = deskOnLine();
    applySnapshotPage(desk.store, pageWith([{ ...callOf('c_1', 4), kind: 'errand' }]));
    expect(pieces(desk)).toEqual([]);
    expect(loaded(desk, 'contact', 'c_1').shown).toBeUndefined();
    desk.db.prepare(`update record_bases set kind = 'contact'`).run([]);
    const newer = desk.restarted();
    foldParkedOps(newer);
    expect(newer.load({ kind: 'contact', id: 'c_1' }).confirmedSeq).toBe(4);
  });

  it('[FT16] [EN36] what a desk may no longer hold is in no piece any more, and the rest stays', () => {
    const desk = deskWithPieces();
    const social = { unit: 'unit_social' };
    applySnapshotPage(
      desk.store,
      pageWith([callOf('s_1', 6, social), callOf('s_2', 7), planOf('s_3', 8, social)]),
    );
    expect(dropForeignScopes(desk.store, new Set(['region', 'unit:unit_social']))).toBe(6);
    expect(idsInPieces(desk).toSorted()).toEqual(['s_1', 's_3']);
    expect(rowIds(desk)).toEqual(['s_1']);
    expect(readConfirmed(desk.db).size).toBe(2);
    expect(loaded(desk, 'contact', 's_2').shown).toBeUndefined();
    expect(loaded(desk, 'plan', 's_3').confirmedSeq).toBe(8);
  });

  it('[FT17] [EN36] old own entries of a record that came in a piece leave, and it stands as it stood', () => {
    const desk = deskOnLine();
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    const own = { kind: 'contact', id: contactId, seq: 1, state: loaded(desk, 'contact', contactId).shown };
    applySettlement(desk.store, settled([{ from: 1, to: 1, seq: 1 }]), now);
    applyPage(desk.store, pageOf({ after: 0, upto: 1, own: 1 }, []));
    applySnapshotPage(desk.store, pageWith([{ ...own, seq: 2 }, callOf('c_2', 2)]));
    expect(idsInPieces(desk)).toEqual([contactId, 'c_2']);
    const before = loaded(desk, 'contact', contactId);
    expect(forgetOldOps(desk.store, later)).toBe(1);
    expect(oneRow(desk.db, 'select 1 from ops')).toBeUndefined();
    expect(desk.restarted().load({ kind: 'contact', id: contactId })).toEqual(before);
  });

  it('[EN25] [EN36] a new history leaves none of them', () => {
    const desk = deskWithPieces();
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: 0 });
    expect(pieces(desk)).toEqual([]);
    expect(readConfirmed(desk.db).size).toBe(0);
    expect(loaded(desk, 'contact', 'c_1').shown).toBeUndefined();
  });

  it('[EN36] a piece that is cut short or altered is refused before anything of its page is stored', () => {
    const desk = deskOnLine();
    const whole = pageWith([callOf('c_1', 1), planOf('p_1', 2)]);
    const { sizes = [], bytes = new Uint8Array() } = whole.packs ?? {};
    const altered = Uint8Array.from(bytes, (byte, at) => (at === bytes.length - 30 ? byte ^ 8 : byte));
    const notPlans = packStates({ kind: '', records: [] });
    for (const packs of [
      { sizes, bytes: bytes.subarray(0, -9) },
      { sizes: [...sizes, 5], bytes },
      { sizes: [sizes[0] ?? 0], bytes },
      { sizes, bytes: altered },
      { sizes: [notPlans.length], bytes: notPlans },
    ])
      expect(() => applySnapshotPage(desk.store, { ...whole, packs })).toThrow('messageInvalid');
    expect(readConfirmed(desk.db).size).toBe(0);
    expect(rowIds(desk)).toEqual([]);
  });

  it('[FT1] [EN36] one that was damaged on the disk counts as damage of the file', () => {
    const desk = deskWithPieces();
    desk.db.prepare('update state_packs set packed = substr(packed, 1, 60)').run([]);
    expect(() => desk.restarted().load({ kind: 'plan', id: 'p_1' })).toThrow('databaseCorrupt');
    expect(() => dropForeignScopes(desk.store, new Set(['region']))).toThrow('databaseCorrupt');
  });
});

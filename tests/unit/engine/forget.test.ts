import { strict as assert } from 'node:assert';
import { describe, expect, it } from 'vitest';
import { readOwnOfType } from '../../../db/opLog/otherPast.ts';
import { allRows } from '../../../db/sql.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement, settlePassed } from '../../../electron/engine/sync/applySettlement.ts';
import { finishSnapshot } from '../../../electron/engine/sync/applySnapshot.ts';
import { dropForeignScopes, forgetOldOps } from '../../../electron/engine/sync/forget.ts';
import { startNewEpoch, takeNewName } from '../../../electron/engine/sync/newHistory.ts';
import { nextBatch } from '../../../electron/engine/sync/pushBatch.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { type DeskOnLine, deskOnLine, pageOf, scopes, settled } from '../../kit/deskOnLine.ts';
import { opening } from '../../kit/makeOps.ts';

const now = '2026-11-21T09:00:00.000Z';
const later = '2027-03-01T09:00:00.000Z';

/** A call of this desk that the region has, with its place there; gives the call. */
function sentCall(desk: DeskOnLine, upto: number): string {
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  desk.run('contact.addNote', { contactId, text: 'oma huomio' });
  const many = desk.store.lastDeskSeq();
  const from = desk.store.meta().acked + 1;
  applySettlement(desk.store, settled([{ from, to: many, seq: upto - (many - from) }]), now);
  applyPage(desk.store, pageOf({ after: 0, upto, own: many }, []));
  return contactId;
}

const idsIn = (desk: DeskOnLine, table: 'records' | 'contact_rows'): string[] =>
  allRows<{ id: string }>(
    desk.db,
    table === 'records' ? 'select id from records' : 'select contact_id as id from contact_rows',
  ).map((row) => row.id);

describe('a desk whose scopes changed', () => {
  it('[FT16] holds nothing of a scope it lost, but what is unsent stays until the region has it', () => {
    const desk = deskOnLine();
    const sent = sentCall(desk, 10);
    const { contactId: unsent } = desk.run('contact.open', {}) as { contactId: string };
    const outbox = nextBatch(desk.db, desk.store.meta().acked).map((op) => op.id);
    expect(dropForeignScopes(desk.store, new Set(['region', 'unit:unit_social']))).toBe(1);
    expect(idsIn(desk, 'records')).not.toContain(sent);
    expect(idsIn(desk, 'contact_rows')).toEqual([unsent]);
    expect(nextBatch(desk.db, desk.store.meta().acked).map((op) => op.id)).toEqual(outbox);
    expect([...desk.store.cursors().keys()]).toEqual(['region']);
    const acked = desk.store.meta().acked;
    applySettlement(desk.store, settled([{ from: acked + 1, to: acked + outbox.length, seq: 11 }]), now);
    dropForeignScopes(desk.store, new Set(['region', 'unit:unit_social']));
    expect(idsIn(desk, 'contact_rows')).toEqual([]);
    expect(desk.restarted().meta().holdsForeign).toBe(false);
  });

  // The own last note lies above the place at which the record was shared: above the page's end, or not.
  it.each([11, 12])(
    '[FT16] a record of a left unit goes with its last unsent entry, and is whole again by a page up to %i',
    (upto) => {
      const desk = deskOnLine();
      const contactId = sentCall(desk, 10);
      desk.run('contact.addNote', { contactId, text: 'viimeinen' });
      const [opened, first, last] = ['contact.opened', 'contact.noteAdded'].flatMap((type) =>
        readOwnOfType(desk.db, 0, type),
      );
      assert(opened !== undefined && first !== undefined && last !== undefined);
      const social = { scopes: ['region', 'unit:unit_social'], own: last.deskSeq };
      dropForeignScopes(desk.store, new Set(social.scopes));
      desk.store.write((write) => write.setCursor('unit:unit_social', 10));
      applySettlement(desk.store, settled([{ from: last.deskSeq, to: last.deskSeq, seq: 12 }]), now);
      expect(idsIn(desk, 'contact_rows')).toEqual([]);
      expect(desk.restarted().openRecords()).toEqual([]);
      const mine = [
        { ...opened, seq: 9 },
        { ...first, seq: 10 },
      ].map((op) => ({ ...op, receivedAt: now }));
      const others = (between: { after: number; upto: number }, made: Parameters<typeof pageOf>[1]) =>
        ({ ...pageOf(between, made), ...social }) as const;
      const share = { deskSeq: 1, record: contactId, type: 'contact.shared', body: { unit: 'unit_social' } };
      const note = {
        deskSeq: 2,
        record: contactId,
        type: 'contact.noteAdded',
        body: { text: 'toisen huomio' },
      };
      const history = others({ after: 10, upto }, [{ ...share, seq: 11 }]);
      expect(applyPage(desk.store, { ...history, ops: [...mine, ...history.ops] })).toBe('applied');
      const noteCount = () =>
        (desk.restarted().load({ kind: 'contact', id: contactId }).shown as Contact).noteCount;
      expect(noteCount()).toBe(2);
      expect(applyPage(desk.store, others({ after: upto, upto: 13 }, [{ ...note, seq: 13 }]))).toBe(
        'applied',
      );
      expect(noteCount()).toBe(3);
      expect(desk.restarted().openRecords()).toEqual([]);
    },
  );

  it.each([
    ['one page', [scopes]],
    ['a page for each scope', scopes.map((scope) => [scope])],
  ])('[FT16] an entry on a record that came no more settles all the same, passed by %s', (_how, pages) => {
    const desk = deskOnLine();
    const contactId = sentCall(desk, 10);
    desk.run('contact.addNote', { contactId, text: 'viimeinen' });
    const { acked } = desk.store.meta();
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: acked });
    desk.store.write((write) => {
      for (const scope of scopes) write.setCursor(scope, 10);
    });
    applySettlement(desk.store, settled([{ from: acked + 1, to: acked + 1, seq: 12 }]), now);
    for (const some of pages)
      applyPage(desk.store, { ...pageOf({ after: 10, upto: 12, own: acked + 1 }, []), scopes: some });
    expect(desk.store.openRecords()).toEqual([]);
    expect(allRows(desk.db, 'select 1 from ops where open = 1')).toEqual([]);
  });

  it('[FT16] an entry whose outcome came before the first snapshot settles with it', () => {
    const desk = deskOnLine();
    const contactId = sentCall(desk, 10);
    desk.run('contact.addNote', { contactId, text: 'viimeinen' });
    const { acked } = desk.store.meta();
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: acked });
    applySettlement(desk.store, settled([{ from: acked + 1, to: acked + 1, seq: 12 }]), now);
    expect(desk.store.settledRecords()).toHaveLength(1);
    for (const scope of ['region', 'unit:unit_social']) finishSnapshot(desk.store, scope, 20);
    settlePassed(desk.store);
    expect(desk.restarted().openRecords()).toEqual([]);
  });

  it('[FT16] keeps everything while nothing was lost', () => {
    const desk = deskOnLine();
    const sent = sentCall(desk, 10);
    expect(dropForeignScopes(desk.store, new Set([...scopes, 'unit:unit_social']))).toBe(0);
    expect(idsIn(desk, 'contact_rows')).toEqual([sent]);
  });
});

describe('own entries that every backup holds', () => {
  it('[FT17] leave the log after the horizon, and the record stands as it stood', () => {
    const desk = deskOnLine();
    const contactId = sentCall(desk, 10);
    const before = desk.store.load({ kind: 'contact', id: contactId }).shown;
    expect(forgetOldOps(desk.store, now)).toBe(0);
    const again = desk.restarted();
    expect(forgetOldOps(again, later)).toBe(desk.store.meta().acked);
    const left = allRows<{ type: string; desk_seq: number | null }>(
      desk.db,
      'select type, desk_seq from ops',
    );
    expect(left).toEqual([{ type: 'contact.noteAdded', desk_seq: null }]);
    expect(desk.restarted().load({ kind: 'contact', id: contactId }).shown).toEqual(before);
  });

  it('[FT17] an unsent entry, and every one after it, stays whatever its age', () => {
    const desk = deskOnLine();
    sentCall(desk, 10);
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    desk.run('contact.addNote', { contactId, text: 'lähettämättä' });
    const outbox = nextBatch(desk.db, desk.store.meta().acked);
    forgetOldOps(desk.store, later);
    expect(nextBatch(desk.db, desk.store.meta().acked)).toEqual(outbox);
  });

  it('[FT17] [EN24] a record with an op that cannot be read yet keeps its own, so that all fold in their places later', () => {
    const desk = deskOnLine();
    const contactId = sentCall(desk, 10);
    applyPage(
      desk.store,
      pageOf({ after: 10, upto: 12, own: desk.store.meta().acked }, [
        { record: contactId, type: 'later.kind', deskSeq: 1, seq: 11 },
        { record: contactId, deskSeq: 2, seq: 12 },
      ]),
    );
    forgetOldOps(desk.store, later);
    expect(allRows(desk.db, 'select 1 from record_bases')).toEqual([]);
    expect(
      allRows<{ type: string }>(desk.db, 'select type from ops order by seq').map((row) => row.type),
    ).toEqual(['contact.opened', 'contact.noteAdded', 'contact.noteAdded']);
  });

  it('[FT17] a region put back to before the horizon gets what is left, numbered anew without a gap', () => {
    const desk = deskOnLine();
    sentCall(desk, 10);
    forgetOldOps(desk.store, later);
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    desk.run('contact.addNote', { contactId, text: 'uudempi' });
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: 0 });
    takeNewName(desk.store, 'desk_new');
    const numbers = nextBatch(desk.db, 0).map((op) => op.deskSeq);
    expect(numbers).toEqual(numbers.map((_one, at) => at + 1));
    expect(numbers.length).toBeGreaterThan(1);
  });
});

describe('one op in one page twice', () => {
  it('[FT19] is folded once: at its own place, and with the history of a record that entered another scope', () => {
    const desk = deskOnLine();
    const opened = { record: 'contact_b', type: 'contact.opened', body: opening, deskSeq: 1, seq: 1 };
    const note = { record: 'contact_b', deskSeq: 2, seq: 2, id: '01890000-0000-7000-8000-000000000002' };
    const page = pageOf({ after: 0, upto: 3 }, [opened, note, note]);
    applyPage(desk.store, page);
    expect(desk.store.load({ kind: 'contact', id: 'contact_b' }).shown).toMatchObject({ noteCount: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../db/migrate.ts';
import { openDatabase } from '../../../../db/openDatabase.ts';
import { appendForeignOp, appendOwnOp, readOpenOps } from '../../../../db/opLog/deskLog.ts';
import { readOutbox } from '../../../../db/opLog/outbox.ts';
import { allRows, inTransaction, runSql, type WritableDb } from '../../../../db/sql.ts';
import { workstationMigrations } from '../../../../db/workstation/migrations/workstationMigrations.ts';
import { saveClientRow, searchClientRows } from '../../../../db/workstation/recordRows.ts';
import { makeOp } from '../../../kit/makeOps.ts';

function freshDesk(): WritableDb {
  const db = openDatabase({ kind: 'memory' });
  migrate(db, workstationMigrations);
  return db;
}

function planOf(db: WritableDb, text: string): string {
  const values = Array.from({ length: (text.match(/\?/g) ?? []).length }, () => 1);
  return allRows<{ detail: string }>(db, `explain query plan ${text}`, values)
    .map((row) => row.detail)
    .join('; ');
}

describe('hot queries of a desk', () => {
  it.each([
    [
      'the outbox',
      'select * from ops where open = 1 and desk_seq > ? order by desk_seq limit ?',
      'ops_open_by_desk_seq',
    ],
    [
      'open ops of a record',
      'select * from ops where record_id = ? and open = 1 order by desk_seq',
      'ops_by_record',
    ],
    [
      'notes of a record',
      'select * from ops where record_id = ? and type = ? and refused is null',
      'ops_by_record',
    ],
    ['an op by its place', 'select 1 from ops where seq = ?', 'ops_by_seq'],
    ['one outcome', 'select * from ops where desk_seq = ? and open = 1', 'ops_open_by_desk_seq'],
    [
      'contacts of a phase',
      'select * from contact_rows where phase = ? and sort_at >= ? order by sort_at limit ?',
      'contact_rows_by_phase',
    ],
    [
      'contacts of a client',
      'select contact_id from contact_rows where client_id = ? and sort_at >= ? order by sort_at desc limit ?',
      'contact_rows_by_client',
    ],
    [
      'handoffs of a phase',
      'select handoff_id from handoff_rows where phase = ? and sort_at >= ? order by sort_at desc',
      'handoff_rows_by_phase',
    ],
  ])('[EN2] %s is read by its index', (_what, text, index) => {
    const plan = planOf(freshDesk(), text);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN/);
  });

  it.each([
    [
      'records with open ops, at start',
      `select record_kind as kind, record_id as id, sum(desk_seq > ?) as unsent, sum(seq is not null) as settled
       from ops where open = 1 group by record_kind, record_id`,
    ],
    ['the last own number, at start', 'select max(desk_seq) as last from ops where open = 1'],
    [
      'what waits, for the outbox',
      'select * from (select * from ops where open = 1 and desk_seq > ? order by desk_seq limit ?) group by type',
    ],
  ])('[EN32] %s is read from what is pending, not from the whole log', (_what, text) => {
    expect(planOf(freshDesk(), text)).toMatch(
      /(SCAN|SEARCH) ops USING (COVERING )?INDEX ops_open_by_desk_seq/,
    );
  });

  it('[EN15] a client among a hundred thousand is found in less than 20 ms', () => {
    const db = freshDesk();
    const names = ['Virtanen', 'Korhonen', 'Nieminen', 'Mäkinen', 'Lindqvist', 'Heikkinen', 'Åkerblom'];
    inTransaction(db, () => {
      for (let at = 0; at < 100_000; at += 1) {
        const name = `${names[at % names.length]} Etunimi${at % 977}`;
        saveClientRow(db, `client_${at}`, { row: JSON.stringify({ name }), words: `${name} 04${at}` });
      }
    });
    const tries = ['"v"*', '"virtanen"* AND "etunimi5"*', '"akerblom"*', '"0499999"*', '"nobody"*'];
    for (const match of tries) searchClientRows(db, match, 10);
    const began = performance.now();
    const found = tries.map((match) => searchClientRows(db, match, 10).length);
    expect((performance.now() - began) / tries.length).toBeLessThan(20);
    expect(found).toEqual([10, 10, 10, 1, 0]);
  });
});

describe('the log of a desk', () => {
  it('[EN22] holds a foreign op once and never in the outbox', () => {
    const db = freshDesk();
    const foreign = {
      ...makeOp({ deskSeq: 1 }),
      seq: 5,
      receivedAt: '2026-11-21T09:00:00.000Z',
      refused: null,
    };
    inTransaction(db, () => {
      appendForeignOp(db, foreign);
      appendForeignOp(db, foreign);
      const own = makeOp({ deskSeq: 1 });
      appendOwnOp(db, own, JSON.stringify(own.body));
    });
    expect(allRows(db, 'select count(*) as many from ops')).toEqual([{ many: 2 }]);
    expect(readOutbox(db, 0, 10).map(({ op }) => op.deskSeq)).toEqual([1]);
  });

  it('[EN22] a body is read back as it was written', () => {
    const db = freshDesk();
    const text = 'ä "quoted" <b>𝄞</b>\n';
    const own = makeOp({ deskSeq: 1, body: { text } });
    inTransaction(db, () => appendOwnOp(db, own, JSON.stringify(own.body)));
    const [sent] = readOutbox(db, 0, 1);
    expect(sent?.op).toEqual(own);
    expect(sent?.bodyBytes).toBe(Buffer.byteLength(JSON.stringify(own.body)));
    const [logged] = readOpenOps(db, own.record.id);
    expect(logged).toEqual({ ...own, seq: null, receivedAt: null, refused: null });
    expect(runSql(db, 'update ops set open = 0')).toBe(1);
  });
});

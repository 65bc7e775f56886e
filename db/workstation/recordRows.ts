// Rows of lists and search. What stands in a row is decided by the engine; here it is only kept and found.
import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

export interface ContactRowKept {
  readonly contactId: string;
  readonly phase: string;
  readonly sortAt: string;
  readonly clientId: string | null;
  readonly row: string;
}

export function saveContactRow(db: WritableDb, kept: ContactRowKept): void {
  runSql(
    db,
    `insert into contact_rows (contact_id, phase, sort_at, client_id, row) values (?, ?, ?, ?, ?)
     on conflict (contact_id) do update set phase = excluded.phase, sort_at = excluded.sort_at,
       client_id = excluded.client_id, row = excluded.row`,
    [kept.contactId, kept.phase, kept.sortAt, kept.clientId, kept.row],
  );
}

interface StoredContactRow {
  readonly contact_id: string;
  readonly client_id: string | null;
  readonly row: string;
}
export interface ContactRowFound {
  readonly contactId: string;
  readonly clientId: string | null;
  readonly row: string;
}
export type ListOrder = 'oldestFirst' | 'newestFirst';

export interface ContactWindow {
  readonly order: ListOrder;
  readonly from: string;
  readonly limit: number;
  /** Only contacts of these units, or shared with one of them; otherwise every one. */
  readonly units?: readonly string[];
}

/** The limit counts what the units may see: rows of others must not push theirs out. */
export function listContactRows(db: ReadableDb, phase: string, window: ContactWindow): ContactRowFound[] {
  const of = `select * from contact_rows where phase = ? and sort_at >= ? and (? is null
    or row ->> '$.unit' in (select value from json_each(?))
    or exists (select 1 from json_each(row, '$.sharedWith') as shared
      where shared.value in (select value from json_each(?))))`;
  const order = window.order === 'oldestFirst' ? 'sort_at' : 'sort_at desc';
  const units = window.units === undefined ? null : JSON.stringify(window.units);
  return allRows<StoredContactRow>(db, `${of} order by ${order} limit ?`, [
    phase,
    window.from,
    units,
    units,
    units,
    window.limit,
  ]).map(({ contact_id, client_id, row }) => ({ contactId: contact_id, clientId: client_id, row }));
}

/** Contacts about a client that ended, or if still open began, at `from` or later; the newest first. */
export function listContactIdsOfClient(
  db: ReadableDb,
  clientId: string,
  window: { readonly from: string; readonly limit: number },
): string[] {
  return allRows<{ contact_id: string }>(
    db,
    'select contact_id from contact_rows where client_id = ? and sort_at >= ? order by sort_at desc limit ?',
    [clientId, window.from, window.limit],
  ).map((row) => row.contact_id);
}

export interface HandoffRowKept {
  readonly handoffId: string;
  readonly phase: string;
  readonly sortAt: string;
  readonly fromUnit: string;
  readonly toUnit: string;
}

export function saveHandoffRow(db: WritableDb, kept: HandoffRowKept): void {
  runSql(
    db,
    `insert into handoff_rows (handoff_id, phase, sort_at, from_unit, to_unit) values (?, ?, ?, ?, ?)
     on conflict (handoff_id) do update set phase = excluded.phase, sort_at = excluded.sort_at,
       from_unit = excluded.from_unit, to_unit = excluded.to_unit`,
    [kept.handoffId, kept.phase, kept.sortAt, kept.fromUnit, kept.toUnit],
  );
}

export interface HandoffWindow {
  readonly from: string;
  readonly limit: number;
  /** Only those coming to, or going out from, this unit. */
  readonly toUnit?: string | undefined;
  readonly fromUnit?: string | undefined;
}

export function listHandoffIds(db: ReadableDb, phase: string, window: HandoffWindow): string[] {
  const { from, limit, toUnit = null, fromUnit = null } = window;
  return allRows<{ handoff_id: string }>(
    db,
    `select handoff_id from handoff_rows where phase = ? and sort_at >= ?
       and (? is null or to_unit = ?) and (? is null or from_unit = ?) order by sort_at desc limit ?`,
    [phase, from, toUnit, toUnit, fromUnit, fromUnit, limit],
  ).map((row) => row.handoff_id);
}

/** `words` is everything a client may be found by, in the clear: the file around it is encrypted. */
export function saveClientRow(
  db: WritableDb,
  clientId: string,
  kept: { readonly row: string; readonly words: string },
): void {
  const known = oneRow<{ local: number; words: string }>(
    db,
    'select local, words from client_rows where client_id = ?',
    [clientId],
  );
  if (known === undefined) {
    runSql(db, 'insert into client_rows (client_id, row, words) values (?, ?, ?)', [
      clientId,
      kept.row,
      kept.words,
    ]);
    const local = oneRow<{ local: number }>(db, 'select local from client_rows where client_id = ?', [
      clientId,
    ]);
    runSql(db, 'insert into client_words (rowid, words) values (?, ?)', [local?.local ?? 0, kept.words]);
    return;
  }
  runSql(db, 'update client_rows set row = ?, words = ? where local = ?', [
    kept.row,
    kept.words,
    known.local,
  ]);
  if (known.words !== kept.words)
    runSql(db, 'update client_words set words = ? where rowid = ?', [kept.words, known.local]);
}

export function getClientRow(db: ReadableDb, clientId: string): string | null {
  return (
    oneRow<{ row: string }>(db, 'select row from client_rows where client_id = ?', [clientId])?.row ?? null
  );
}

/** `match` is an FTS5 expression. In order of registration here: ranking would read every hit of a short word. */
export function searchClientRows(db: ReadableDb, match: string, limit: number): string[] {
  return allRows<{ row: string }>(
    db,
    `select client_rows.row from client_words join client_rows on client_rows.local = client_words.rowid
     where client_words match ? limit ?`,
    [match, limit],
  ).map((one) => one.row);
}

export function deleteRows(db: WritableDb, recordId: string): void {
  runSql(db, 'delete from contact_rows where contact_id = ?', [recordId]);
  runSql(db, 'delete from handoff_rows where handoff_id = ?', [recordId]);
  const local = oneRow<{ local: number }>(db, 'select local from client_rows where client_id = ?', [
    recordId,
  ]);
  if (local === undefined) return;
  runSql(db, 'delete from client_words where rowid = ?', [local.local]);
  runSql(db, 'delete from client_rows where local = ?', [local.local]);
}

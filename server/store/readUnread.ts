// Keeps FT18: ops of kinds that this region could only store are folded in once its program reads them.
import { type LoggedOp, type LogRow, listAcceptedAbout } from '../../db/region/ops.ts';
import { getRecord, saveRecords } from '../../db/region/records.ts';
import { dropValue, getValue, saveValue } from '../../db/region/regionValues.ts';
import { allRows, inTransaction, type WritableDb } from '../../db/sql.ts';
import { foldSettled } from '../../shared/op/foldOps.ts';
import type { SettledOp } from '../../shared/op/op.ts';
import { knownFact, scopesOf } from '../../shared/op/opCatalogue.ts';
import type { CommitRows } from './regionStore.ts';

export function isUnread({ op, refused }: LogRow): boolean {
  return refused === null && knownFact(op.type, op.version) === null;
}

/** Beside the commit of an op that nobody here can read: from which place in the log on there are such. */
export function noteUnread(db: WritableDb, { ops }: CommitRows): void {
  const first = ops.find(isUnread);
  if (first === undefined || getValue(db, 'unreadFrom') !== undefined) return;
  saveValue(db, 'unreadFrom', String(first.op.seq));
}

/**
 * True when a record is another than before: desks that were given its unread state as a snapshot must take it anew,
 * so the caller gives the history another name.
 */
export function readUnread(db: WritableDb): boolean {
  const from = getValue(db, 'unreadFrom');
  if (from === undefined) return false;
  return inTransaction(db, () => {
    const rows = allRows<{ seq: number; record: string; type: string; version: number }>(
      db,
      `select seq, record, json_extract(op, '$.type') as type, json_extract(op, '$.version') as version
       from ops where seq >= ? and kept = 1 and refused is null order by seq`,
      [Number(from)],
    );
    const still = rows.find((row) => knownFact(row.type, row.version) === null);
    if (still === undefined) dropValue(db, 'unreadFrom');
    else saveValue(db, 'unreadFrom', String(still.seq));
    const changed = [...new Set(rows.map((row) => row.record))].map((record) => foldAgain(db, record));
    return changed.includes(true);
  });
}

function foldAgain(db: WritableDb, record: string): boolean {
  const ops = listAcceptedAbout(db, record).flatMap(readable);
  const state = foldSettled(undefined, ops);
  const last = ops.at(-1);
  const before = getRecord(db, record);
  if (state === undefined || last === undefined) return false;
  if (JSON.stringify(before?.state) === JSON.stringify(state)) return false;
  const { kind, id } = last.record;
  const seq = Math.max(before?.seq ?? 0, last.seq);
  saveRecords(db, [{ record, kind, id, seq, scopes: scopesOf(kind, state), state }]);
  return true;
}

/** One that does not fit its schema after all changes nothing, as it would have been refused. */
export function readable(op: LoggedOp): SettledOp[] {
  const settled = { ...op, refused: null };
  const fact = knownFact(op.type, op.version);
  if (fact === null) return [settled];
  const parsed = fact.schema.safeParse(op.body);
  return fact.record === op.record.kind && parsed.success ? [{ ...settled, body: parsed.data }] : [];
}

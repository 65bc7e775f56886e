// Keeps FT18: a region that now knows kinds of ops which it had stored unread folds their records again.
import { type LoggedOp, listAcceptedAbout } from '../../db/region/ops.ts';
import { getRecord, saveRecords } from '../../db/region/records.ts';
import { getValue, saveValue } from '../../db/region/regionValues.ts';
import { allRows, inTransaction, type WritableDb } from '../../db/sql.ts';
import { foldSettled } from '../../shared/op/foldOps.ts';
import type { SettledOp } from '../../shared/op/op.ts';
import { knownFact, opCatalogue, scopesOf } from '../../shared/op/opCatalogue.ts';

/** Every kind this program reads, by type and version. */
export function kindsOfProgram(): string[] {
  return Object.entries(opCatalogue).flatMap(([type, { version }]) =>
    Array.from({ length: version }, (_none, at) => `${type}@${at + 1}`),
  );
}

/**
 * True when a record is another than before: desks that were given its unread state as a snapshot must take it anew,
 * so the caller gives the history another name.
 */
export function learnKinds(db: WritableDb, kinds: readonly string[]): boolean {
  const known = getValue(db, 'kinds');
  const before = new Set(known === undefined ? kinds : (JSON.parse(known) as string[]));
  const fresh = new Set(kinds.filter((kind) => !before.has(kind)));
  if (known !== undefined && fresh.size === 0) return false;
  return inTransaction(db, () => {
    saveValue(db, 'kinds', JSON.stringify([...new Set([...before, ...kinds])]));
    const changed = recordsWith(db, fresh).map((record) => foldAgain(db, record));
    return changed.includes(true);
  });
}

function recordsWith(db: WritableDb, kinds: ReadonlySet<string>): string[] {
  if (kinds.size === 0) return [];
  const rows = allRows<{ record: string; kind: string }>(
    db,
    `select distinct record, json_extract(op, '$.type') || '@' || json_extract(op, '$.version') as kind
     from ops where kept = 1 and refused is null`,
  );
  return [...new Set(rows.filter((row) => kinds.has(row.kind)).map((row) => row.record))];
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
function readable(op: LoggedOp): SettledOp[] {
  const settled = { ...op, refused: null };
  const fact = knownFact(op.type, op.version);
  if (fact === null) return [settled];
  const parsed = fact.schema.safeParse(op.body);
  return fact.record === op.record.kind && parsed.success ? [{ ...settled, body: parsed.data }] : [];
}

// What a slice of a snapshot is made of, never more than asked for.
import { allRows, oneRow, type ReadableDb } from '../sql.ts';
import type { StateRow } from './records.ts';

/** An op as it stands in the log: JSON. */
export interface TextRow {
  readonly seq: number;
  readonly op: string;
}

export interface KeptRow extends TextRow {
  readonly record: string;
}

/** What the log alone holds of a scope's records after one and up to another, each record's in its order. */
export function listKeptOps(
  db: ReadableDb,
  ask: {
    readonly scope: string;
    readonly after: string;
    readonly upto: string;
    readonly limit: number;
  },
): KeptRow[] {
  return allRows<KeptRow>(
    db,
    `select s.record, o.seq, o.op from record_scopes s cross join ops o on o.record = s.record
     where s.scope = @scope and s.record > @after and s.record <= @upto and o.kept = 1 and o.refused is null
     order by s.record, o.seq limit @limit`,
    ask,
  );
}

/** Of one record, after a position. */
type OfOne = { readonly record: string; readonly after: number; readonly limit: number };

export function listKeptOpsOf(db: ReadableDb, ask: OfOne): TextRow[] {
  return allRows<TextRow>(
    db,
    `select seq, op from ops where record = @record and seq > @after and kept = 1 and refused is null
     order by seq limit @limit`,
    ask,
  );
}

/** Everything accepted about one record after a position. */
export function listAcceptedOpsOf(db: ReadableDb, ask: OfOne): TextRow[] {
  return allRows<TextRow>(
    db,
    'select seq, op from ops where record = @record and seq > @after and refused is null order by seq limit @limit',
    ask,
  );
}

/** Undefined where the record is not, or no longer, in the scope. */
export function getStateIn(
  db: ReadableDb,
  ask: { readonly scope: string; readonly record: string },
): StateRow | undefined {
  return oneRow<StateRow>(
    db,
    `select r.record, r.kind, r.id, r.seq, r.state from record_scopes s join records r on r.record = s.record
     where s.scope = @scope and s.record = @record`,
    ask,
  );
}

/** The kinds of facts that the log alone holds of a record from a position on. */
export function listKeptKinds(
  db: ReadableDb,
  ask: { readonly record: string; readonly from: number },
): { readonly type: string; readonly version: number }[] {
  return allRows<{ type: string; version: number }>(
    db,
    `select distinct json_extract(op, '$.type') as type, json_extract(op, '$.version') as version from ops
     where record = @record and seq >= @from and kept = 1 and refused is null`,
    ask,
  );
}

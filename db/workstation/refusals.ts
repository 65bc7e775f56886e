import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

/** An own op the region refused. It stays here until the person has seen it, and in the log for ever. */
export interface KeptRefusal {
  readonly opId: string;
  readonly recordKind: string;
  readonly recordId: string;
  readonly type: string;
  readonly madeAt: string;
  readonly refusal: string;
}

interface RefusalRow {
  readonly op_id: string;
  readonly record_kind: string;
  readonly record_id: string;
  readonly type: string;
  readonly made_at: string;
  readonly refusal: string;
}

export function saveRefusal(db: WritableDb, kept: KeptRefusal): void {
  runSql(
    db,
    `insert or ignore into refusals (op_id, record_kind, record_id, type, made_at, refusal) values (?, ?, ?, ?, ?, ?)`,
    [kept.opId, kept.recordKind, kept.recordId, kept.type, kept.madeAt, kept.refusal],
  );
}

/** Says whether it was still waiting for a person. `handled` is JSON; the op itself stays in the log. */
export function handleRefusal(db: WritableDb, opId: string, handled: string): boolean {
  const text = 'update refusals set dismissed = 1, handled = ? where op_id = ? and dismissed = 0';
  return runSql(db, text, [handled, opId]) === 1;
}

export function getRefusal(db: ReadableDb, opId: string): KeptRefusal | null {
  const row = oneRow<RefusalRow>(db, 'select * from refusals where op_id = ? and dismissed = 0', [opId]);
  return row === undefined ? null : keptOf(row);
}

export interface HandledRefusal extends KeptRefusal {
  readonly handled: string;
}

/** The last ones a person dealt with, newest first. Those of older programs say nothing of how. */
export function listHandled(db: ReadableDb, limit: number): HandledRefusal[] {
  return allRows<RefusalRow & { handled: string }>(
    db,
    'select * from refusals where dismissed = 1 and handled is not null order by rowid desc limit ?',
    [limit],
  ).map((row) => ({ ...keptOf(row), handled: row.handled }));
}

export function listRefusals(db: ReadableDb): KeptRefusal[] {
  return allRows<RefusalRow>(db, 'select * from refusals where dismissed = 0 order by made_at').map(keptOf);
}

/** Who wrote an op that was refused; null when the log cannot say. */
export function writerOf(
  db: ReadableDb,
  { recordId, type, opId }: Pick<KeptRefusal, 'recordId' | 'type' | 'opId'>,
): string | null {
  const row = oneRow<{ user: string | null }>(
    db,
    `select iif(json_valid(actor), actor ->> '$.user', null) as user from ops
     where record_id = ? and type = ? and id = ?`,
    [recordId, type, opId],
  );
  return row?.user ?? null;
}

/** The newest undismissed refusal of this record by type. */
export function findRefusal(db: ReadableDb, recordId: string, type: string): KeptRefusal | null {
  const row = oneRow<RefusalRow>(
    db,
    'select * from refusals where record_id = ? and type = ? and dismissed = 0 order by made_at desc limit 1',
    [recordId, type],
  );
  return row === undefined ? null : keptOf(row);
}

function keptOf(row: RefusalRow): KeptRefusal {
  return {
    opId: row.op_id,
    recordKind: row.record_kind,
    recordId: row.record_id,
    type: row.type,
    madeAt: row.made_at,
    refusal: row.refusal,
  };
}

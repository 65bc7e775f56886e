import type { RecordKind } from '../../shared/domain/fact.ts';
import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

export interface RecordRow {
  readonly record: string;
  readonly kind: RecordKind;
  readonly id: string;
  /** The last accepted op of it. */
  readonly seq: number;
  readonly scopes: readonly string[];
  readonly state: unknown;
  /** It is stored already, and in the same scopes: only what it says is new. */
  readonly scopesStand?: boolean;
}

interface Row {
  readonly record: string;
  readonly kind: RecordKind;
  readonly id: string;
  readonly seq: number;
  readonly scopes: string;
  readonly state: string;
}

export function getRecord(db: ReadableDb, record: string): RecordRow | undefined {
  const row = oneRow<Row>(db, 'select * from records where record = ?', [record]);
  return row === undefined ? undefined : fromRow(row);
}

const upsert = `insert into records values (?, ?, ?, ?, ?, ?)
  on conflict (record) do update set seq = excluded.seq, scopes = excluded.scopes, state = excluded.state`;

export function saveRecords(db: WritableDb, rows: readonly RecordRow[]): void {
  for (const row of rows) {
    const scopes = JSON.stringify(row.scopes);
    if (row.scopesStand === true) {
      runSql(db, 'update records set seq = ?, state = ? where record = ?', [
        row.seq,
        JSON.stringify(row.state),
        row.record,
      ]);
      continue;
    }
    runSql(db, upsert, [row.record, row.kind, row.id, row.seq, scopes, JSON.stringify(row.state)]);
    for (const scope of row.scopes) {
      runSql(db, 'insert or ignore into record_scopes values (?, ?)', [scope, row.record]);
    }
  }
}

export interface StateRow {
  readonly record: string;
  readonly kind: RecordKind;
  readonly id: string;
  readonly seq: number;
  /** As it is kept: JSON. */
  readonly state: string;
}

/** Records of a scope in the order of their keys, unread. */
export function listStates(
  db: ReadableDb,
  ask: { readonly scope: string; readonly afterKey: string; readonly limit: number },
): StateRow[] {
  return allRows<StateRow>(
    db,
    `select r.record, r.kind, r.id, r.seq, r.state from record_scopes s cross join records r on r.record = s.record
     where s.scope = @scope and s.record > @afterKey order by s.record limit @limit`,
    ask,
  );
}

export function countRecords(db: ReadableDb, scope: string): number {
  const text = 'select count(*) as many from record_scopes where scope = ?';
  return oneRow<{ many: number }>(db, text, [scope])?.many ?? 0;
}

function fromRow(row: Row): RecordRow {
  return { ...row, scopes: JSON.parse(row.scopes) as string[], state: JSON.parse(row.state) as unknown };
}

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

/** More than any region has of one kind. */
const rowsOfKind = 2 ** 40;
/** Which kind lies where; rows of before, of all kinds, stand below all of these. */
const orderInFile: Readonly<Record<RecordKind, number>> = {
  client: 1,
  contact: 2,
  plan: 3,
  handoff: 4,
  script: 5,
  accessLog: 6,
};

/**
 * Rows lie in the file in the order of their rowid. A long plan between two short contacts would leave half of every page
 * empty, and pages are what a commit encrypts and writes; kind by kind they are full, and a snapshot finds them together.
 */
const upsert = `insert into records (rowid, record, kind, id, seq, scopes, state)
  values (
    coalesce((select rowid from records where rowid between @first and @last order by rowid desc limit 1) + 1, @first),
    @record, @kind, @id, @seq, @scopes, @state
  )
  on conflict (record) do update set seq = excluded.seq, scopes = excluded.scopes, state = excluded.state`;

export function saveRecords(db: WritableDb, rows: readonly RecordRow[]): void {
  for (const row of rows) {
    if (row.scopesStand === true) {
      runSql(db, 'update records set seq = ?, state = ? where record = ?', [
        row.seq,
        JSON.stringify(row.state),
        row.record,
      ]);
      continue;
    }
    const { record, kind, id, seq, scopes, state } = row;
    const texts = { scopes: JSON.stringify(scopes), state: JSON.stringify(state) };
    runSql(db, upsert, { ...placeOf(kind), record, kind, id, seq, ...texts });
    for (const scope of scopes) {
      runSql(db, 'insert or ignore into record_scopes values (?, ?)', [scope, record]);
    }
  }
}

function placeOf(kind: RecordKind): { first: number; last: number } {
  const first = orderInFile[kind] * rowsOfKind;
  return { first, last: first + rowsOfKind - 1 };
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

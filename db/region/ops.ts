import type { OpRefusal, SettledOp } from '../../shared/op/op.ts';
import { allRows, oneRow, type ReadableDb, runSql, type SqlValue, type WritableDb } from '../sql.ts';

/** An op as it stands in the log and goes to other desks; whether it was refused stands beside it. */
export type LoggedOp = Omit<SettledOp, 'refused'>;

export interface LogRow {
  /** `kind/id`. */
  readonly record: string;
  /** Readers take it from the log: append-only notes, and ops this program does not know yet. */
  readonly kept: boolean;
  readonly refused: OpRefusal | null;
  readonly op: LoggedOp;
}

export interface EchoRow {
  readonly desk: string;
  readonly deskSeq: number;
  readonly seq: number;
  /** Kept for review when its content differs from the first op of that id. */
  readonly op: LoggedOp | null;
}

export interface FirstOutcome {
  readonly op: LoggedOp;
  readonly refused: OpRefusal | null;
}

export interface OutcomeRow {
  readonly deskSeq: number;
  readonly seq: number;
  readonly refused: OpRefusal | null;
}

export function getHead(db: ReadableDb): number {
  return oneRow<{ head: number | null }>(db, 'select max(seq) as head from ops')?.head ?? 0;
}

const places = '(?, ?, ?, ?, ?, ?, ?, ?)';
const insertOne = `insert into ops values ${places}`;
/** So many ops go in by one statement: every call into the database costs as much as a small row. */
const atOnce = 8;
const insertSome = `insert into ops values ${Array.from({ length: atOnce }, () => places).join(', ')}`;

export function appendOps(db: WritableDb, rows: readonly LogRow[]): void {
  const whole = rows.length - (rows.length % atOnce);
  for (let at = 0; at < whole; at += atOnce)
    runSql(db, insertSome, rows.slice(at, at + atOnce).flatMap(valuesOf));
  for (const row of rows.slice(whole)) runSql(db, insertOne, valuesOf(row));
}

function valuesOf({ record, kept, refused, op }: LogRow): SqlValue[] {
  const refusal = refused === null ? null : JSON.stringify(refused);
  return [op.seq, op.id, op.by.desk, op.deskSeq, record, refusal, kept ? 1 : 0, JSON.stringify(op)];
}

export function appendEchoes(db: WritableDb, rows: readonly EchoRow[]): void {
  for (const { desk, deskSeq, seq, op } of rows) {
    const text = op === null ? null : JSON.stringify(op);
    runSql(db, 'insert into echoes values (?, ?, ?, ?)', [desk, deskSeq, seq, text]);
  }
}

/** Outcomes of a desk's ops after one and up to another, in deskSeq order; echoes included. */
export function listOutcomes(
  db: ReadableDb,
  ask: { readonly desk: string; readonly after: number; readonly upto: number },
): OutcomeRow[] {
  const rows = allRows<{ desk_seq: number; seq: number; refused: string | null }>(
    db,
    `select desk_seq, seq, refused from ops where desk = @desk and desk_seq > @after and desk_seq <= @upto
     union all
     select e.desk_seq, e.seq, o.refused from echoes e join ops o on o.seq = e.seq
       where e.desk = @desk and e.desk_seq > @after and e.desk_seq <= @upto
     order by 1`,
    ask,
  );
  return rows.map((row) => ({
    deskSeq: row.desk_seq,
    seq: row.seq,
    refused: readRefusal(row.refused),
  }));
}

export function getOpById(db: ReadableDb, id: string): FirstOutcome | undefined {
  const row = oneRow<{ op: string; refused: string | null }>(db, 'select op, refused from ops where id = ?', [
    id,
  ]);
  return row === undefined ? undefined : { op: readOp(row.op), refused: readRefusal(row.refused) };
}

/** Names a place of one past: an op that was sent again may stand at the same place of another, but came there later. */
export function markOf({ id, receivedAt }: Pick<LoggedOp, 'id' | 'receivedAt'>): string {
  return `${id} ${receivedAt}`;
}

/** An older program names a place by its op alone. */
export function opOfMark(mark: string): string {
  return mark.split(' ', 1)[0] ?? mark;
}

export function getMarkAt(db: ReadableDb, seq: number): string | undefined {
  const row = oneRow<{ op: string }>(db, 'select op from ops where seq = ?', [seq]);
  return row === undefined ? undefined : markOf(readOp(row.op));
}

/** The op a desk sent under this number; for an echo, the first op of that id. */
export function getOwnOpId(
  db: ReadableDb,
  ask: { readonly desk: string; readonly deskSeq: number },
): string | undefined {
  return oneRow<{ id: string }>(
    db,
    `select id from ops where desk = @desk and desk_seq = @deskSeq
     union all
     select o.id from echoes e join ops o on o.seq = e.seq where e.desk = @desk and e.desk_seq = @deskSeq`,
    ask,
  )?.id;
}

export function isLogged(db: ReadableDb, record: string): boolean {
  return oneRow(db, 'select 1 from ops where record = ? limit 1', [record]) !== undefined;
}

/** Everything accepted about one record, in order. */
export function listAcceptedAbout(db: ReadableDb, record: string): LoggedOp[] {
  return allRows<{ op: string }>(db, 'select op from ops where record = ? and refused is null order by seq', [
    record,
  ]).map((row) => readOp(row.op));
}

/** Everything accepted, in order, for a rebuild of what is derived from the log. */
export function listAcceptedOps(db: ReadableDb, after: number, limit: number): LoggedOp[] {
  return allRows<{ op: string }>(
    db,
    'select op from ops where seq > ? and refused is null order by seq limit ?',
    [after, limit],
  ).map((row) => readOp(row.op));
}

/** Only this program writes the column, so its text is an op. */
export function readOp(text: string): LoggedOp {
  return JSON.parse(text) as LoggedOp;
}

function readRefusal(text: string | null): OpRefusal | null {
  return text === null ? null : (JSON.parse(text) as OpRefusal);
}

// The log of a desk: append, outbox, settle, read by record.
import { assert } from '../../shared/base/assert.ts';
import type { OpId } from '../../shared/base/brandedId.ts';
import { Fault } from '../../shared/base/refusal.ts';
import type { RecordRef } from '../../shared/domain/fact.ts';
import type { Op, OpRefusal, SettledOp } from '../../shared/op/op.ts';
import { allRows, oneRow, type ReadableDb, runSql, type SqlValue, type WritableDb } from '../sql.ts';
import { bodyOf, type LoggedOp, type OpRow, opOfRow } from './opRow.ts';

const insertOp = `insert into ops (id, record_kind, record_id, type, version, body, basis, actor, session, at,
  skew_ms, desk_seq, action_id, action_part, action_of, seq, received_at, refused, open)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const insertUnlessThere = `${insertOp} on conflict (seq) where seq is not null do nothing`;

/** What stands in the row of own ops only, and what of settled ones only. */
interface RowRest {
  readonly deskSeq: number | null;
  readonly seq: number | null;
  readonly receivedAt: string | null;
  readonly refused: string | null;
  readonly open: 0 | 1;
}

/** One flat list: a storm of desks fills thousands of rows. */
function rowOf(op: Op, body: string, rest: RowRest): SqlValue[] {
  return [
    op.id,
    op.record.kind,
    op.record.id,
    op.type,
    op.version,
    body,
    op.basis,
    JSON.stringify(op.by),
    op.session,
    op.at,
    op.skewMs,
    rest.deskSeq,
    op.action.id,
    op.action.part,
    op.action.of,
    rest.seq,
    rest.receivedAt,
    rest.refused,
    rest.open,
  ];
}

/** An own op, not yet seen by the region. `body` is its JSON: made once, to be measured and stored. */
export function appendOwnOp(db: WritableDb, op: Op, body: string): void {
  const rest: RowRest = { deskSeq: op.deskSeq, seq: null, receivedAt: null, refused: null, open: 1 };
  runSql(db, insertOp, rowOf(op, body, rest));
}

/** An op of another desk. One that the log already holds changes nothing: false. */
export function appendForeignOp(db: WritableDb, op: SettledOp): boolean {
  const { seq, receivedAt } = op;
  const refused = op.refused === null ? null : JSON.stringify(op.refused);
  const rest: RowRest = { deskSeq: null, seq, receivedAt, refused, open: 0 };
  return runSql(db, insertUnlessThere, rowOf(op, JSON.stringify(op.body), rest)) > 0;
}

export function getOwnOpId(db: ReadableDb, deskSeq: number): string | undefined {
  return oneRow<{ id: string }>(db, 'select id from ops where desk_seq = ? and open = 1', [deskSeq])?.id;
}

/** Own ops of one record that stand on top of what the region confirmed. */
export function readOpenOps(db: ReadableDb, recordId: string): LoggedOp[] {
  return allRows<OpRow>(db, 'select * from ops where record_id = ? and open = 1 order by desk_seq', [
    recordId,
  ]).map(opOfRow);
}

export interface OpenRecord extends RecordRef {
  readonly unsent: number;
  /** Ordered by the region, and not passed by a page yet. */
  readonly settled: number;
}
/** Records with open own ops, and how many of those the region has not acknowledged. Read once at start. */
export function listOpenRecords(db: ReadableDb, acked: number): OpenRecord[] {
  return allRows<OpenRecord>(
    db,
    `select record_kind as kind, record_id as id, sum(desk_seq > ?) as unsent, sum(seq is not null) as settled
     from ops where open = 1 group by record_kind, record_id`,
    [acked],
  );
}

/** The highest deskSeq among open ops; those below `acked` may all be closed. */
export function lastOpenDeskSeq(db: ReadableDb): number {
  return (
    oneRow<{ last: number | null }>(db, 'select max(desk_seq) as last from ops where open = 1')?.last ?? 0
  );
}

/** Records the region's outcome of one own op; a refused one leaves the fold at once. */
export function settleOp(
  db: WritableDb,
  deskSeq: number,
  outcome: { readonly seq: number; readonly receivedAt: string; readonly refusal: OpRefusal | null },
): LoggedOp | null {
  const row = oneRow<OpRow>(db, 'select * from ops where desk_seq = ? and open = 1', [deskSeq]);
  if (row === undefined) return null;
  const refused = outcome.refusal === null ? null : JSON.stringify(outcome.refusal);
  const changed = runSql(
    db,
    'update ops set seq = ?, received_at = ?, refused = ?, open = ? where desk_seq = ? and open = 1',
    [outcome.seq, outcome.receivedAt, refused, refused === null ? 1 : 0, deskSeq],
  );
  assert(changed === 1, `deskSeq ${deskSeq} stands in the log ${changed} times`);
  return opOfRow(row);
}

/** An open own op without what it says. */
export interface OwnOp {
  readonly deskSeq: number;
  readonly id: string;
  readonly record: RecordRef;
}

export function listOwnOps(db: ReadableDb, from: number, to: number): OwnOp[] {
  return allRows<{ deskSeq: number; id: string; kind: RecordRef['kind']; recordId: string }>(
    db,
    `select desk_seq as deskSeq, id, record_kind as kind, record_id as recordId
     from ops where open = 1 and desk_seq between ? and ? order by desk_seq`,
    [from, to],
  ).map(({ deskSeq, id, kind, recordId }) => ({ deskSeq, id, record: { kind, id: recordId } }));
}

/** Own ops `from` to `to` were accepted as `seq`, `seq + 1`, and so on. */
export function settleRun(
  db: WritableDb,
  run: { readonly from: number; readonly to: number; readonly seq: number; readonly receivedAt: string },
): void {
  const { from, to, seq, receivedAt } = run;
  const changed = runSql(
    db,
    'update ops set seq = desk_seq + ?, received_at = ?, refused = null where open = 1 and desk_seq between ? and ?',
    [seq - from, receivedAt, from, to],
  );
  assert(changed <= to - from + 1, `deskSeq ${from} to ${to} stand in the log ${changed} times`);
}

/** An own open op, and the op of this log that has its place in the region's order already: one id for both. */
export interface Twins {
  readonly own: LoggedOp;
  readonly holder: LoggedOp;
}

export function readTwins(
  db: ReadableDb,
  { from, to, seq }: { readonly from: number; readonly to: number; readonly seq: number },
): Twins[] {
  const pairs = allRows<{ own: number; holder: number }>(
    db,
    `select own.local as own, holder.local as holder from ops as holder
     join ops as own on own.open = 1 and own.desk_seq = holder.seq - ? and own.local <> holder.local
     where holder.seq between ? and ?`,
    [seq - from, seq, seq + to - from],
  );
  const read = (local: number): LoggedOp[] =>
    allRows<OpRow>(db, 'select * from ops where local = ?', [local]).map(opOfRow);
  return pairs.flatMap((pair) => {
    const [[own], [holder]] = [read(pair.own), read(pair.holder)];
    return own === undefined || holder === undefined ? [] : [{ own, holder }];
  });
}

/** What stands in the log twice need stand there once: the own op takes its place. */
export function dropForeignOp(db: WritableDb, seq: number): void {
  runSql(db, 'delete from ops where seq = ? and desk_seq is null', [seq]);
}

/** The region has nothing of such an op: it gets an id of its own and stands as refused, without a place. */
export function settleTwin(
  db: WritableDb,
  deskSeq: number,
  {
    id,
    receivedAt,
    refusal,
  }: { readonly id: OpId; readonly receivedAt: string; readonly refusal: OpRefusal },
): void {
  runSql(
    db,
    'update ops set id = ?, received_at = ?, refused = ?, open = 0 where desk_seq = ? and open = 1',
    [id, receivedAt, JSON.stringify(refusal), deskSeq],
  );
}

/** The region holds this op with another stamp than the log here; its own counts. */
export function restampOp(db: WritableDb, { id, record, by, basis, session, at, skewMs }: Op): void {
  runSql(
    db,
    'update ops set actor = ?, basis = ?, session = ?, at = ?, skew_ms = ? where record_id = ? and id = ?',
    [JSON.stringify(by), basis, session, at, skewMs, record.id, id],
  );
}

/** The record's confirmed state now holds this own op. */
export function closeOp(db: WritableDb, seq: number): void {
  runSql(db, 'update ops set open = 0 where seq = ?', [seq]);
}

/** The same for many, most of which follow each other. */
export function closeOps(db: WritableDb, seqs: readonly number[]): void {
  const sorted = seqs.toSorted((left, right) => left - right);
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at] ?? 0;
    let many = 1;
    while (sorted[at + many] === first + many) many += 1;
    runSql(db, 'update ops set open = 0 where seq between ? and ?', [first, first + many - 1]);
    at += many;
  }
}

/** Own ops of a record that were passed before it was given up. False: there are none. */
export function reopenOwnOps(db: WritableDb, recordId: string): boolean {
  const own = 'record_id = ? and desk_seq is not null and seq is not null and refused is null and open = 0';
  return runSql(db, `update ops set open = 1 where ${own}`, [recordId]) > 0;
}

/** Every accepted op of a record that the region has ordered, in its order. */
export function readSettledOps(db: ReadableDb, recordId: string, upto: number): LoggedOp[] {
  return allRows<OpRow>(
    db,
    'select * from ops where record_id = ? and seq is not null and seq <= ? and refused is null order by seq',
    [recordId, upto],
  ).map(opOfRow);
}

/** Ops of one type in the order people read them: the region's, then this desk's own. Refused ones stay out. */
export function readOpsOfType(db: ReadableDb, recordId: string, type: string): LoggedOp[] {
  return allRows<OpRow>(
    db,
    `select * from ops where record_id = ? and type = ? and refused is null
     order by seq is null, seq, desk_seq`,
    [recordId, type],
  ).map(opOfRow);
}

/** The last notes of a record that the region has ordered, in its order. */
export function readLatestNotes(
  db: ReadableDb,
  recordId: string,
  { type, limit }: { readonly type: string; readonly limit: number },
): LoggedOp[] {
  return allRows<OpRow>(
    db,
    `select * from ops where record_id = ? and type = ? and seq is not null and refused is null
     and type in ('contact.noteAdded', 'handoff.noteAdded') order by seq desc limit ?`,
    [recordId, type, limit],
  )
    .map(opOfRow)
    .reverse();
}

/** The region's own time of the op at a place in its order; null where this log has none there. */
export function getReceivedAt(db: ReadableDb, seq: number): string | null {
  return (
    oneRow<{ at: string | null }>(db, 'select received_at as at from ops where seq = ?', [seq])?.at ?? null
  );
}

/** Own ops of one type that the region refused and no person has dealt with. */
export function readRefusedOps(db: ReadableDb, recordId: string, type: string): LoggedOp[] {
  return allRows<OpRow>(
    db,
    `select * from ops where record_id = ? and type = ? and refused is not null
     and id in (select op_id from refusals where dismissed = 0) order by local`,
    [recordId, type],
  ).map(opOfRow);
}

/** When this desk last wrote to the record, and the region's own time of the last op it has of it. */
export function recordTimes(
  db: ReadableDb,
  recordId: string,
): { readonly ownAt: string | null; readonly regionAt: string | null } {
  const times = oneRow<{ ownAt: string | null; regionAt: string | null }>(
    db,
    `select (select at from ops where record_id = ? and desk_seq is not null order by desk_seq desc limit 1) as ownAt,
       (select received_at from ops where record_id = ? and seq is not null and refused is null order by seq desc limit 1)
         as regionAt`,
    [recordId, recordId],
  );
  return times ?? { ownAt: null, regionAt: null };
}

/** What an op of this log says; undefined when the log no longer has it. */
export function getOpBody(
  db: ReadableDb,
  { recordId, type, opId }: { readonly recordId: string; readonly type: string; readonly opId: string },
): unknown {
  const row = oneRow<{ body: string }>(
    db,
    'select body from ops where record_id = ? and type = ? and id = ?',
    [recordId, type, opId],
  );
  return row === undefined ? undefined : bodyOf(row);
}

/** The whole log in the order it was written here; for tools. */
export function readLogAfter(
  db: ReadableDb,
  after: number,
  limit: number,
): { readonly local: number; readonly op: LoggedOp }[] {
  return allRows<OpRow & { local: number }>(db, 'select * from ops where local > ? order by local limit ?', [
    after,
    limit,
  ]).map((row) => ({ local: row.local, op: opOfRow(row) }));
}

/** Op of a kind or version this program does not know: kept whole, folded after an upgrade. */
export function parkOp(db: WritableDb, op: SettledOp): void {
  runSql(db, 'insert or ignore into parked_ops (seq, record_kind, record_id, op) values (?, ?, ?, ?)', [
    op.seq,
    op.record.kind,
    op.record.id,
    JSON.stringify(op),
  ]);
}

export function listParkedOps(db: ReadableDb): SettledOp[] {
  return allRows<{ op: string }>(db, 'select op from parked_ops order by seq').map((row) => parkedOf(row.op));
}

function parkedOf(text: string): SettledOp {
  try {
    return JSON.parse(text) as SettledOp;
  } catch (error) {
    // The region has it: the file is rebuilt.
    throw new Fault('databaseCorrupt', { cause: error });
  }
}

export function unparkOp(db: WritableDb, seq: number): void {
  runSql(db, 'delete from parked_ops where seq = ?', [seq]);
}

export function countParkedOps(db: ReadableDb): number {
  return oneRow<{ many: number }>(db, 'select count(*) as many from parked_ops')?.many ?? 0;
}

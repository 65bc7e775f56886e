import type { OpId } from '../../shared/base/brandedId.ts';
import type { RecordKind } from '../../shared/domain/fact.ts';
import type { Actor } from '../../shared/domain/field/field.ts';
import type { Op, OpRefusal, SettledOp } from '../../shared/op/op.ts';

/** A row of `ops` as SQLite gives it. */
export interface OpRow {
  readonly id: string;
  readonly record_kind: string;
  readonly record_id: string;
  readonly type: string;
  readonly version: number;
  readonly body: string;
  readonly basis: number;
  readonly actor: string;
  readonly session: string;
  readonly at: string;
  readonly skew_ms: number;
  readonly desk_seq: number | null;
  readonly action_id: string;
  readonly action_part: number;
  readonly action_of: number;
  readonly seq: number | null;
  readonly received_at: string | null;
  readonly refused: string | null;
}

/** An op of this desk's log. Foreign ones keep deskSeq 0: the number counts this desk's ops only. */
export interface LoggedOp extends Op {
  readonly seq: number | null;
  readonly receivedAt: string | null;
  readonly refused: OpRefusal | null;
}

/** Rows were written by this program from parsed ops, so their JSON is read back without a second check. */
export function opOfRow(row: OpRow): LoggedOp {
  return {
    id: row.id as OpId,
    record: { kind: row.record_kind as RecordKind, id: row.record_id },
    type: row.type,
    version: row.version,
    body: JSON.parse(row.body) as unknown,
    basis: row.basis,
    by: JSON.parse(row.actor) as Actor,
    session: row.session,
    at: row.at,
    skewMs: row.skew_ms,
    deskSeq: row.desk_seq ?? 0,
    action: { id: row.action_id, part: row.action_part, of: row.action_of },
    seq: row.seq,
    receivedAt: row.received_at,
    refused: row.refused === null ? null : (JSON.parse(row.refused) as OpRefusal),
  };
}

export function isSettled(op: LoggedOp): op is LoggedOp & SettledOp {
  return op.seq !== null && op.receivedAt !== null;
}

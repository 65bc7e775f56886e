import type { OpId } from '../../shared/base/brandedId.ts';
import { Fault } from '../../shared/base/refusal.ts';
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

const unreadable = Symbol('unreadable');
const noActor: Actor = { user: '', role: '', unit: '', desk: '' };

/**
 * Rows were written by this program from parsed ops, so their JSON is read back without a second check. One that is no
 * JSON all the same is damage. What the region has is fetched again: the file is rebuilt. What it lacks stands with
 * nothing in it: the region takes no such op, so it becomes a dead letter and holds up nothing.
 */
export function opOfRow(row: OpRow): LoggedOp {
  const body = readJson(row.body);
  const by = readJson(row.actor);
  const refused = row.refused === null ? null : readJson(row.refused);
  const isWhole = body !== unreadable && by !== unreadable && refused !== unreadable;
  if (!isWhole && row.seq !== null && row.refused === null) throw new Fault('databaseCorrupt');
  return {
    ...envelopeOf(row, body, by),
    seq: row.seq,
    receivedAt: row.received_at,
    refused: refused === unreadable ? { reason: 'invalid' } : (refused as OpRefusal | null),
  };
}

/** The same of a row that the region lacks, without what only the region adds. */
export function unsentOpOfRow(row: OpRow): Op {
  return envelopeOf(row, readJson(row.body), readJson(row.actor));
}

function envelopeOf(row: OpRow, body: unknown, by: unknown): Op {
  return {
    id: row.id as OpId,
    record: { kind: row.record_kind as RecordKind, id: row.record_id },
    type: row.type,
    version: row.version,
    body: body === unreadable ? null : body,
    basis: row.basis,
    by: by === unreadable ? noActor : (by as Actor),
    session: row.session,
    at: row.at,
    skewMs: row.skew_ms,
    deskSeq: row.desk_seq ?? 0,
    action: { id: row.action_id, part: row.action_part, of: row.action_of },
  };
}

/** What is no JSON reads as something that no schema takes. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

/** What an op says; null when it cannot be read. */
export function bodyOf({ body }: Pick<OpRow, 'body'>): unknown {
  const read = readJson(body);
  return read === unreadable ? null : read;
}

export function isSettled(op: LoggedOp): op is LoggedOp & SettledOp {
  return op.seq !== null && op.receivedAt !== null;
}

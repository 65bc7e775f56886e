import type { RecordRef } from '../../shared/domain/fact.ts';
import type { Op } from '../../shared/op/op.ts';
import { allRows, type ReadableDb } from '../sql.ts';
import { type OpRow, unsentOpOfRow } from './opRow.ts';

export interface OutboxOp {
  readonly op: Op;
  /** Of the JSON of what it says. */
  readonly bodyBytes: number;
}

/** Own ops after `acked` in order. */
export function readOutbox(db: ReadableDb, acked: number, limit: number): OutboxOp[] {
  return allRows<OpRow & { bodyBytes: number }>(
    db,
    `select *, octet_length(body) as bodyBytes from ops where open = 1 and desk_seq > ?
     order by desk_seq limit ?`,
    [acked, limit],
  ).map((row) => ({ op: unsentOpOfRow(row), bodyBytes: row.bodyBytes }));
}

export interface WaitingKind extends RecordRef {
  readonly type: string;
  readonly many: number;
  /** When the first of them was made, and its place in the outbox. */
  readonly since: string;
  readonly first: number;
}

/** What the outbox holds by record and kind, oldest first; looks at so many ops at most, however long it is. */
export function listWaiting(db: ReadableDb, acked: number, opsMax: number): WaitingKind[] {
  return allRows<WaitingKind>(
    db,
    `select record_kind as kind, record_id as id, type, count(*) as many, min(at) as since, min(desk_seq) as first
     from (select * from ops where open = 1 and desk_seq > ? order by desk_seq limit ?)
     group by record_kind, record_id, type order by first`,
    [acked, opsMax],
  );
}

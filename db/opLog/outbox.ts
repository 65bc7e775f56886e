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

import { type OutboxOp, readOutbox } from '../../../db/opLog/outbox.ts';
import type { ReadableDb } from '../../../db/sql.ts';
import { actionOpsMax, type Op } from '../../../shared/op/op.ts';
import { pushBytesMax, pushOpsMax } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore } from '../record/deskStore.ts';

/** What goes out next: mostly the action that was just written, which is known without the disk. */
export function dueBatch(
  store: Pick<DeskStore, 'db' | 'justWritten'>,
  acked: number,
  limits: BatchLimits,
): readonly Op[] {
  const written = store.justWritten();
  const [first] = written;
  const isNext = first?.deskSeq === acked + 1 && first.action.part === 1;
  if (!isNext || first.action.of !== written.length) return nextBatch(store.db, acked, limits);
  return written.map(({ seq: _seq, receivedAt: _receivedAt, refused: _refused, ...op }) => op);
}

export interface BatchLimits {
  readonly opsMax?: number;
  readonly bytesMax?: number;
}

/** The next whole actions of the outbox within the limits; at least one action, whatever its size. */
export function nextBatch(
  db: ReadableDb,
  acked: number,
  { opsMax = pushOpsMax, bytesMax = pushBytesMax }: BatchLimits = {},
): Op[] {
  const most = Math.min(opsMax, pushOpsMax);
  // However few are asked for, one whole action must be among what is read.
  const limit = Math.max(most, actionOpsMax);
  const ops = readOutbox(db, acked, limit);
  const batch: Op[] = [];
  let bytes = 0;
  for (let at = 0; at < ops.length; ) {
    const action = actionAt(ops, at, ops.length === limit);
    // Cut by the limit of the read, not complete: it goes with the next batch.
    if (action.length === 0) break;
    const size = action.reduce((sum, one) => sum + envelopeBytes + one.bodyBytes, 0);
    if (batch.length > 0 && batch.length + action.length > most) break;
    if (batch.length > 0 && bytes + size > Math.min(bytesMax, pushBytesMax)) break;
    for (const { op } of action) batch.push(op);
    bytes += size;
    at += action.length;
  }
  return batch;
}

/** An op whose numbers belong to no action goes as one of its own, so that it holds up nothing but itself. */
function actionAt(ops: readonly OutboxOp[], at: number, isCut: boolean): readonly OutboxOp[] {
  const first = ops[at];
  if (first === undefined) return [];
  const { id, part, of } = first.op.action;
  const rest = Math.min(of - part + 1, actionOpsMax);
  const action = ops.slice(at, at + Math.max(1, rest));
  const isOne = action.every(({ op }, n) => op.action.id === id && op.action.part === part + n);
  if (isOne && action.length === rest) return action;
  return isOne && isCut && at > 0 && action.length < rest ? [] : [first];
}

const envelopeBytes = 420;

import { readOutbox } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import type { ReadableDb } from '../../../db/sql.ts';
import type { Op } from '../../../shared/op/op.ts';
import { pushBytesMax, pushOpsMax } from '../../../shared/protocol/regionProtocol.ts';

/** The next whole actions of the outbox within the limits; at least one action, whatever its size. */
export function nextBatch(
  db: ReadableDb,
  acked: number,
  {
    opsMax = pushOpsMax,
    bytesMax = pushBytesMax,
  }: { readonly opsMax?: number; readonly bytesMax?: number } = {},
): Op[] {
  const ops = readOutbox(db, acked, Math.min(opsMax, pushOpsMax));
  const batch: Op[] = [];
  let bytes = 0;
  for (let at = 0; at < ops.length; ) {
    const action = actionAt(ops, at);
    // Cut by the limit of the read, not complete: it goes with the next batch.
    if (action.length === 0) break;
    const size = action.reduce((sum, op) => sum + bytesOf(op), 0);
    if (batch.length > 0 && bytes + size > Math.min(bytesMax, pushBytesMax)) break;
    batch.push(...action.map(asSent));
    bytes += size;
    at += action.length;
  }
  return batch;
}

function actionAt(ops: readonly LoggedOp[], at: number): readonly LoggedOp[] {
  const first = ops[at];
  if (first === undefined) return [];
  const rest = first.action.of - first.action.part + 1;
  const action = ops.slice(at, at + rest);
  return action.length === rest ? action : [];
}

const envelopeBytes = 420;

/** An estimate on the safe side: three bytes for a character that is not ASCII. */
function bytesOf(op: LoggedOp): number {
  return envelopeBytes + Buffer.byteLength(JSON.stringify(op.body));
}

function asSent({ seq: _seq, receivedAt: _receivedAt, refused: _refused, ...op }: LoggedOp): Op {
  return op;
}

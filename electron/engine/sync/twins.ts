// Keeps EN33: two ops of this log under one id. The region took the second for the first.
import { isDeepStrictEqual } from 'node:util';
import { dropForeignOp, readTwins, settleTwin, type Twins } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import type { WritableDb } from '../../../db/sql.ts';
import type { OpRefusal } from '../../../shared/op/op.ts';
import { idOnWire } from './standIn.ts';

export const twinRefusal: OpRefusal = { reason: 'invalid' };

/** Own ops `from` to `to` are about to be settled as `seq`, `seq + 1`, and so on. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly seq: number;
}

/**
 * Clears the run's places in the order. What a copied desk had sent under its former name may have come back as somebody
 * else's: there it stands once from now on. Another op under the same id is one that nobody but this desk has: it gets an
 * id of its own, and these stand as refused from now on.
 */
export function partTwins(db: WritableDb, run: Run, receivedAt: string): LoggedOp[] {
  return readTwins(db, run).flatMap((twins) => {
    const { own, holder } = twins;
    if (isSame(twins)) {
      dropForeignOp(db, holder.seq ?? 0);
      return [];
    }
    const id = idOnWire({ id: `twin of ${own.id}`, deskSeq: own.deskSeq });
    settleTwin(db, own.deskSeq, { id, receivedAt, refusal: twinRefusal });
    return [{ ...own, id, receivedAt, refused: twinRefusal }];
  });
}

function isSame({ own, holder }: Twins): boolean {
  const isForeign = holder.deskSeq === 0;
  const { kind, id } = holder.record;
  return (
    isForeign &&
    own.id === holder.id &&
    own.type === holder.type &&
    own.record.kind === kind &&
    own.record.id === id &&
    isDeepStrictEqual(own.body, holder.body)
  );
}

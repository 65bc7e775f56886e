// Keeps EN6: everything beside the log and the bases can be made again from them.
import { readOpenOps, readSettledOps } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { isPacked } from '../../../db/workstation/packedStates.ts';
import {
  dropProjections,
  getBase,
  getConfirmed,
  listRecords,
  saveConfirmed,
} from '../../../db/workstation/records.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { DeskStore } from './deskStore.ts';
import { makeEntry } from './recordEntry.ts';

/** One transaction, so a rebuild that is cut short changed nothing. Says how many records were made again. */
export function rebuildProjections(store: DeskStore): number {
  const records = listRecords(store.db);
  // An own op stands in the confirmed state only once a page has passed it, so the positions are kept.
  const positions = records.map((record) => getConfirmed(store.db, record.kind, record.id).seq);
  store.write((write) => {
    dropProjections(write.db);
    for (const [index, record] of records.entries()) {
      const base = getBase(write.db, record.kind, record.id);
      const ops = readSettledOps(write.db, record.id, positions[index] ?? 0).filter(
        (op): op is LoggedOp & SettledOp => op.seq !== null && op.seq > base.seq,
      );
      const seq = Math.max(base.seq, ops.at(-1)?.seq ?? 0);
      const confirmed = { seq, state: foldSettled(base.state, ops) };
      // A state in a piece is read as the base and as what is confirmed.
      if (ops.length > 0 || !isPacked(write.db, record)) saveConfirmed(write.db, record, confirmed);
      write.refresh(makeEntry(record, confirmed, readOpenOps(write.db, record.id)));
    }
  });
  store.reread();
  return records.length;
}

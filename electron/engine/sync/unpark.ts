// Ops this program did not know when they came, folded in now that it does.
import { appendForeignOp, listParkedOps, unparkOp } from '../../../db/opLog/deskLog.ts';
import { listUnreadBases } from '../../../db/workstation/records.ts';
import { type RecordRef, recordKinds } from '../../../shared/domain/fact.ts';
import type { DeskStore } from '../record/deskStore.ts';
import { makeEntry } from '../record/recordEntry.ts';
import { foldFromLog, isReadable } from './applyPage.ts';

/** After an upgrade: each record such an op touches is folded again from its base, in the region's order. */
export function foldParkedOps(store: DeskStore): number {
  takeUnreadStates(store);
  const known = listParkedOps(store.db).filter(isReadable);
  if (known.length === 0) return 0;
  store.write((write) => {
    const records = new Map<string, RecordRef>();
    for (const op of known) {
      unparkOp(write.db, op.seq);
      appendForeignOp(write.db, op);
      records.set(op.record.id, op.record);
    }
    for (const record of records.values()) {
      const entry = write.entry(record);
      const last = Math.max(
        entry.confirmedSeq,
        ...known.map((op) => (op.record.id === record.id ? op.seq : 0)),
      );
      const pending = entry.pending.filter((op) => op.seq === null || op.seq > last);
      write.put(makeEntry(entry, foldFromLog(write, entry, last), pending));
    }
  });
  return known.length;
}

/** States that a snapshot brought of a kind this program did not know then: they stand below the ops that followed. */
function takeUnreadStates(store: DeskStore): void {
  for (const kind of recordKinds) {
    const bases = listUnreadBases(store.db, kind);
    if (bases.length === 0) continue;
    store.write((write) => {
      for (const { id, ...base } of bases) {
        const { pending } = write.entry({ kind, id });
        write.put(makeEntry({ kind, id }, base, pending));
      }
    });
  }
}

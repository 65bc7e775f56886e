// Keeps EN25, EN26: a region restored from a backup, and a desk that was copied or restored.
import { renameDeskInLog, rewindLog } from '../../../db/opLog/deskLog.ts';
import { dropSynced } from '../../../db/workstation/records.ts';
import type { RecordRef } from '../../../shared/domain/fact.ts';
import type { DeskStore } from '../record/deskStore.ts';

/** The region lost ops it had acknowledged, or is another one: what this desk still has is sent again. */
export function startNewEpoch(
  store: DeskStore,
  fresh: { readonly epoch: string; readonly highWater: number },
): void {
  const acked = Math.min(store.meta().acked, fresh.highWater);
  store.write((write) => {
    rewindLog(write.db, acked);
    dropSynced(write.db);
    write.setMeta('epoch', fresh.epoch);
    write.setMeta('acked', acked);
    touchEverything(write.touch);
  });
  showOpenRecords(store);
}

export function takeNewName(store: DeskStore, desk: string): void {
  const { acked } = store.meta();
  store.write((write) => {
    renameDeskInLog(write.db, acked, desk);
    write.setMeta('deskId', desk);
    write.setMeta('acked', 0);
    touchEverything(write.touch);
  });
  showOpenRecords(store);
}

/** Lists show at once what this desk still has of its own; the rest comes with the snapshots. */
function showOpenRecords(store: DeskStore): void {
  store.reread();
  const open: readonly RecordRef[] = store.openRecords();
  store.write((write) => {
    for (const record of open) write.refresh(write.entry(record));
  });
}

function touchEverything(touch: (...topics: string[]) => void): void {
  touch('session', 'sync', 'contacts', 'handoffs', 'clients', 'refusals', 'signs');
}

// Record states instead of their history, for a desk that enters a scope far behind its head.
import { appendForeignOp, closeOp, parkOp } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { saveBase } from '../../../db/workstation/records.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { SnapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { makeEntry } from '../record/recordEntry.ts';
import { isReadable } from './applyPage.ts';

/** Pages may overlap later ones and each other: a record takes the newest state it was given. */
export function applySnapshotPage(store: DeskStore, page: SnapshotPage): void {
  store.receive((write) => {
    for (const record of page.records) takeState(write, record);
    for (const fed of page.ops) {
      const op: SettledOp = { ...fed, refused: null };
      if (isReadable(op)) appendForeignOp(write.db, op);
      else parkOp(write.db, op);
    }
    write.touch('sync');
  });
}

function takeState(write: DeskWrite, record: SnapshotPage['records'][number]): void {
  const entry = write.entry({ kind: record.kind, id: record.id });
  if (entry.confirmedSeq >= record.seq) return;
  const base = { seq: record.seq, state: record.state };
  saveBase(write.db, entry, base);
  const passed = entry.pending.filter(
    (op): op is LoggedOp & SettledOp => op.seq !== null && op.seq <= record.seq,
  );
  for (const op of passed) closeOp(write.db, op.seq);
  const pending = entry.pending.filter((op) => op.seq === null || op.seq > record.seq);
  write.put(makeEntry(entry, base, pending));
}

/** The scope stands where its first page was read: what happened while the rest came in follows by pages. */
export function finishSnapshot(store: DeskStore, scope: string, pos: number): void {
  store.receive((write) => {
    write.setCursor(scope, pos);
    write.touch('sync');
  });
}

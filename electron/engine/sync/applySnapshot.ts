// Record states instead of their history, for a desk that enters a scope far behind its head.
import { appendForeignOp, closeOp, parkOp } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { setPragma } from '../../../db/sql.ts';
import { getBase, saveBase } from '../../../db/workstation/records.ts';
import { type RecordRef, recordKinds } from '../../../shared/domain/fact.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { SnapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { makeEntry } from '../record/recordEntry.ts';
import { foldFromLog, isReadable } from './applyPage.ts';

/** Enough for a large unit's records; a desk that is working folds its WAL in small steps instead. */
const snapshotWalPages = 16_000;
const usualWalPages = 1_000;

/** Pages may overlap later ones and each other: a record takes the newest state it was given. */
export function applySnapshotPage(store: DeskStore, page: SnapshotPage): void {
  // What just came in need not be copied into the file, and encrypted again, while the rest is still coming.
  setPragma(store.db, `wal_autocheckpoint = ${snapshotWalPages}`);
  store.receive((write) => {
    const given = new Set(page.records.map((record) => record.id));
    for (const record of page.records) takeState(write, record);
    const histories = new Map<string, SettledOp>();
    for (const fed of page.ops) {
      const op: SettledOp = { ...fed, refused: null };
      if (isReadable(op)) appendForeignOp(write.db, op);
      else parkOp(write.db, op);
      if (!given.has(op.record.id)) histories.set(op.record.id, op);
    }
    for (const last of histories.values()) foldHistory(write, last.record, last.seq);
    write.touch('sync');
  });
}

/**
 * Of a record with ops that the region cannot read yet it gives the history instead of a state, and the desk folds what
 * it can read itself.
 */
function foldHistory(write: DeskWrite, record: RecordRef, upto: number): void {
  const entry = write.entry(record);
  if (upto <= entry.confirmedSeq) return;
  const passed = entry.pending.filter((op) => op.seq !== null && op.seq <= upto);
  for (const op of passed) if (op.seq !== null) closeOp(write.db, op.seq);
  const pending = entry.pending.filter((op) => op.seq === null || op.seq > upto);
  write.put(makeEntry(entry, foldFromLog(write, entry, upto), pending));
}

const readableKinds: ReadonlySet<string> = new Set(recordKinds);

function takeState(write: DeskWrite, record: SnapshotPage['records'][number]): void {
  if (!readableKinds.has(record.kind)) {
    if (getBase(write.db, record.kind, record.id).seq < record.seq) saveBase(write.db, record, record);
    return;
  }
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
  setPragma(store.db, `wal_autocheckpoint = ${usualWalPages}`);
  store.receive((write) => {
    write.setCursor(scope, pos);
    write.touch('sync');
  });
}

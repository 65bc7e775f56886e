// Record states instead of their history, for a desk that enters a scope far behind its head.
import { appendForeignOp, closeOp, parkOp } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { setPragma } from '../../../db/sql.ts';
import {
  openStates,
  type PackedState,
  packStates,
  type StatePack,
  splitPieces,
} from '../../../db/statePack.ts';
import type { DeskMeta } from '../../../db/workstation/deskMeta.ts';
import { dropStates, listHeldSeqs, savePack } from '../../../db/workstation/packedStates.ts';
import { getBase, saveBase } from '../../../db/workstation/records.ts';
import { type RecordKind, type RecordRef, recordKinds } from '../../../shared/domain/fact.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { SnapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { keepWalShort } from '../record/foldWal.ts';
import { hasRows } from '../record/projectRecord.ts';
import { makeEntry } from '../record/recordEntry.ts';
import { foldFromLog, isReadable, keepMark } from './applyPage.ts';

/** Enough for a large unit's records; a desk that works folds its WAL when it rests. */
const snapshotWalPages = 16_000;

/**
 * Pages may overlap later ones and each other: a record takes the newest state it was given. With the page is kept where
 * the snapshot `goesOn`. Says how many records the page told of.
 */
export function applySnapshotPage(
  store: DeskStore,
  page: SnapshotPage,
  goesOn: DeskMeta['fetched'][string] | null = null,
): number {
  const packs = page.packs === undefined ? [] : splitPieces(page.packs);
  const pieces = packs.map((packed) => ({ packed, ...openStates(packed) }));
  const given = new Set([...page.records, ...pieces.flatMap((piece) => piece.records)].map(({ id }) => id));
  // What just came in need not be copied into the file, and encrypted again, while the rest is still coming.
  setPragma(store.db, `wal_autocheckpoint = ${snapshotWalPages}`);
  const open = new Set(store.openRecords().map(({ id }) => id));
  store.receive((write) => {
    for (const record of page.records) takeState(write, record);
    for (const piece of pieces) takePiece(write, piece, open);
    const histories = new Map<string, History>();
    for (const fed of page.ops) {
      const op: SettledOp = { ...fed, refused: null };
      let isNews = false;
      if (isReadable(op)) isNews = appendForeignOp(write.db, op);
      else parkOp(write.db, op);
      if (isNews) write.renew(op.record);
      if (given.has(op.record.id)) continue;
      const history = histories.get(op.record.id) ?? { record: op.record, ops: [], news: [] };
      histories.set(op.record.id, history);
      history.ops.push(op);
      if (isNews) history.news.push(op.seq);
    }
    for (const history of histories.values()) foldHistory(write, history);
    keepMark(store, write, { seq: page.seq, op: page.seqOp });
    if (goesOn !== null) write.setMeta('fetched', { ...store.meta().fetched, [page.scope]: goesOn });
    write.touch('sync');
  });
  return given.size;
}

/** What one page tells of it: each part begins where the one before it ended. */
interface History {
  readonly record: RecordRef;
  readonly ops: SettledOp[];
  /** Places of those that were not here yet. */
  readonly news: number[];
}

/**
 * Of a record with ops that the region cannot read yet it gives the history instead of a state, and the desk folds what
 * it can read itself: a part onto the parts before it, or all anew where it does not join.
 */
function foldHistory(write: DeskWrite, { record, ops, news }: History): void {
  const entry = write.entry(record);
  const isLate = news.some((seq) => seq <= entry.confirmedSeq);
  const upto = Math.max(entry.confirmedSeq, ops.at(-1)?.seq ?? 0);
  if (upto === entry.confirmedSeq && !isLate) return;
  const passed = entry.pending.filter((op) => op.seq !== null && op.seq <= upto);
  for (const op of passed) if (op.seq !== null) closeOp(write.db, op.seq);
  const pending = entry.pending.filter((op) => op.seq === null || op.seq > upto);
  const next = ops.filter((op) => op.seq > entry.confirmedSeq && isReadable(op));
  const joins = entry.confirmed !== undefined && !isLate;
  const state = joins
    ? { seq: next.at(-1)?.seq ?? entry.confirmedSeq, state: foldSettled(entry.confirmed, next) }
    : foldFromLog(write, entry, upto);
  write.put(makeEntry(entry, state, pending));
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

interface Piece extends StatePack {
  readonly packed: Uint8Array;
}

/** Stored as it came where all of it is news; a state with own ops on it is taken out, and stands by itself. */
function takePiece(write: DeskWrite, { packed, kind, records }: Piece, open: ReadonlySet<string>): void {
  const known = recordKinds.find((one) => one === kind);
  if (known === undefined) {
    for (const one of records) takeState(write, stateOf(kind as RecordKind, one));
    return;
  }
  const ids = records.map((one) => one.id).toSorted();
  const held = listHeldSeqs(write.db, { kind, first: ids[0] ?? '', last: ids.at(-1) ?? '' });
  const news = records.filter((one) => (held.get(one.id) ?? 0) < one.seq);
  for (const one of news) if (open.has(one.id)) takeState(write, stateOf(known, one));
  const kept = news.filter((one) => !open.has(one.id));
  if (kept.length === 0) return;
  const named = kept.map(({ id }) => ({ kind: known, id }));
  dropStates(
    write.db,
    named.filter(({ id }) => held.has(id)),
  );
  const isWhole = kept.length === records.length;
  savePack(write.db, isWhole ? packed : packStates({ kind, records: kept }), { kind, records: kept });
  for (const one of kept) {
    if (hasRows(known)) write.refresh(makeEntry({ kind: known, id: one.id }, stateOf(known, one), []));
    write.outdate({ kind: known, id: one.id });
  }
}

function stateOf(kind: RecordKind, { id, seq, state }: PackedState) {
  return { kind, id, seq, state: JSON.parse(state) as unknown };
}

/** The scope stands where its first page was read: what happened while the rest came in follows by pages. */
export function finishSnapshot(store: DeskStore, scope: string, pos: number): void {
  keepWalShort(store.db);
  store.receive((write) => {
    write.setCursor(scope, pos);
    write.touch('sync');
  });
}

// Keeps EN25, EN26, EN53: a region restored from a backup, and a desk that was copied or restored.
import { createHash } from 'node:crypto';
import { listOpenRecords, readOpenOps } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import {
  findOwnOpId,
  placeOwnOps,
  prependOwnOps,
  readOwnOfType,
  renameDeskInLog,
  rewindLog,
  signUnsent,
} from '../../../db/opLog/otherPast.ts';
import { dropSynced, getConfirmed } from '../../../db/workstation/records.ts';
import { type OpId, uuidv7 } from '../../../shared/base/brandedId.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { Op } from '../../../shared/op/op.ts';
import type { Settlement, Welcome } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { makeEntry, shownState } from '../record/recordEntry.ts';
import { keepRefusal, outcomesAfter } from './applySettlement.ts';
import { idOnWire } from './standIn.ts';

/** Takes what a welcome says of another past or another name; null where it says nothing of either. */
export function takeOtherPast(store: DeskStore, said: Welcome): { readonly isFork: boolean } | null {
  const { epoch, acked, unplacedAfter } = store.meta();
  const isOther = epoch !== null && epoch !== said.epoch;
  if (said.newDesk !== null) {
    // There even what was acknowledged under the old name may be lacking: all of it goes out under the new one.
    if (isOther || unplacedAfter !== null) startNewEpoch(store, said);
    takeNewName(store, said.newDesk);
    return { isFork: false };
  }
  if (!isOther && (epoch === null || said.highWater >= acked)) return null;
  const isFork = holdsAnother(store, said);
  startNewEpoch(store, isFork ? { ...said, highWater: 0 } : said);
  return { isFork };
}

/** Under the last number it has of this desk a new history holds another op: what this disk sent need not be in it. */
function holdsAnother(store: DeskStore, { highWater, highWaterOp }: Welcome): boolean {
  if (highWaterOp === undefined) return false;
  const id = findOwnOpId(store.db, highWater);
  return id !== undefined && idOnWire({ id, deskSeq: highWater }) !== highWaterOp;
}

/** The region lost ops it had acknowledged, or is another one: what this desk still has is sent again. */
export function startNewEpoch(
  store: DeskStore,
  fresh: { readonly epoch: string; readonly highWater: number },
): void {
  const acked = Math.min(store.meta().acked, fresh.highWater);
  const known = new Set(readOwnOfType(store.db, 0, 'contact.opened').map((op) => op.id));
  const calls = readOwnOfType(store.db, acked, 'contact.answered')
    .map((op) => openingOf(store, op))
    .filter(([opening]) => opening !== undefined && !known.has(opening.id))
    .flat();
  store.write((write) => {
    write.setMeta('unplacedAfter', rewindLog(write.db, acked));
    prependOwnOps(write.db, acked, calls);
    signUnsent(write.db, acked, store.meta().deskId);
    dropSynced(write.db);
    write.setMeta('epoch', fresh.epoch);
    write.setMeta('mark', null);
    write.setMeta('fetched', {});
    write.setMeta('entering', null);
    write.setMeta('acked', acked);
    write.setMeta('ackedOp', null);
    showOpenRecords(write);
  });
  store.reread();
}

/**
 * Where own ops stand in this history, as far as a hello's answer says. True: that is not all of them, and the next
 * hello asks for more.
 */
export function takePlaces(store: DeskStore, settlement: Settlement): boolean {
  const { unplacedAfter, acked } = store.meta();
  if (unplacedAfter === null) return false;
  const places = outcomesAfter(unplacedAfter, settlement).filter(({ deskSeq }) => deskSeq <= acked);
  const last = places.at(-1)?.deskSeq ?? acked;
  store.receive((write) => {
    for (const op of placeOwnOps(write.db, places)) {
      if (op.refused !== null) keepRefusal(write, op, op.refused);
    }
    write.setMeta('unplacedAfter', last < acked ? last : null);
    touchEverything(write.touch);
  });
  return last < acked;
}

/**
 * A call that rang by the region's own hand may be among what it lost, and nobody else holds it: who answered it opens
 * it again, as it rang, and where it rang for another unit than theirs, for that one too. Where the region still has it,
 * neither changes anything.
 */
function openingOf(store: DeskStore, answered: LoggedOp): Op[] {
  const contact = shownState(store.load(answered.record), 'contact');
  if (contact === undefined) return [];
  const { seq: _seq, receivedAt: _receivedAt, refused: _refused, ...op } = answered;
  const { channel, callerNumber, language, unit } = contact;
  const opening = {
    type: 'contact.opened',
    body: { channel, callerNumber, language: fieldValue(language) ?? 'other' },
  };
  const facts = [opening, ...(unit === op.by.unit ? [] : [{ type: 'contact.shared', body: { unit } }])];
  const idOf = (word: string) =>
    uuidv7(0, createHash('sha256').update(`${word} ${answered.id}`).digest()) as OpId;
  const id = idOf('opened');
  return facts.map((fact, at) => ({
    ...op,
    ...fact,
    id: at === 0 ? id : idOf('shared'),
    version: 1,
    basis: 0,
    at: contact.openedAt,
    action: { id, part: at + 1, of: facts.length },
  }));
}

export function takeNewName(store: DeskStore, desk: string): void {
  const { acked, deskId } = store.meta();
  store.write((write) => {
    renameDeskInLog(write.db, acked, { from: deskId, to: desk });
    write.setMeta('deskId', desk);
    write.setMeta('acked', 0);
    write.setMeta('ackedOp', null);
    showOpenRecords(write);
  });
  store.reread();
}

/** Lists show at once what this desk still has of its own, wherever it dies; the rest comes with the snapshots. */
function showOpenRecords(write: DeskWrite): void {
  for (const record of listOpenRecords(write.db, 0)) {
    const confirmed = getConfirmed(write.db, record.kind, record.id);
    write.refresh(makeEntry(record, confirmed, readOpenOps(write.db, record.id)));
  }
  touchEverything(write.touch);
}

function touchEverything(touch: (...topics: string[]) => void): void {
  touch('session', 'sync', 'contacts', 'handoffs', 'clients', 'refusals', 'signs');
}

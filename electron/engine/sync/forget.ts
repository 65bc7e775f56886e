// Keeps FT16 and FT17: what a desk may no longer hold goes when its scopes change, and own entries that are safe in the
// region's backups go in time. Neither ever takes an op that the region has not acknowledged.
import {
  dropCursor,
  dropRecords,
  forgetOwnOps,
  giveUpNumbers,
  lastOldOp,
  listOldRecords,
  listSentRecords,
} from '../../../db/workstation/forget.ts';
import { settleBase } from '../../../db/workstation/records.ts';
import { listGrants } from '../../../db/workstation/signIns.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import { opCatalogue, scopesOf } from '../../../shared/op/opCatalogue.ts';
import { type Session, signInGranted } from '../../../shared/protocol/sessionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { makeEntry, type RecordEntry, scopesOfEntry } from '../record/recordEntry.ts';
import { allCalls } from '../record/topics.ts';
import type { Standing } from './applyPage.ts';

/** A region keeps its backups at least this long; until then a desk can send again what a restored one lacks. */
export const backupHorizonMs = 35 * 24 * 3_600_000;
const dayMs = 24 * 3_600_000;
const stretch = 500;

/** Everybody who may sign in at this desk counts; of the one who is here the region has just said what holds. */
export function scopesOfDesk(store: DeskStore, session: Session): ReadonlySet<string> {
  const others = listGrants(store.db)
    .map((grant) => signInGranted.strip().safeParse(JSON.parse(grant)))
    .flatMap((parsed) => (parsed.success ? [parsed.data.session] : []))
    .filter((other) => other.user !== session.user);
  return new Set([session, ...others].flatMap((one) => one.scopes));
}

/** Says how many records went. What is unsent stays until the region has it; the next hello looks again. */
export function dropForeignScopes(store: DeskStore, scopes: ReadonlySet<string>): number {
  const lost = [...store.cursors().keys()].filter((scope) => !scopes.has(scope));
  if (lost.length === 0 && !store.meta().holdsForeign) return 0;
  // The cursors first: a scope that comes back is then read anew, wherever this is cut short.
  store.write((write) => {
    for (const scope of lost) dropCursor(write.db, scope);
    write.setMeta('entering', null);
    write.setMeta('holdsForeign', true);
  });
  const isForeign = ({ kind, state }: { readonly kind: RecordKind; readonly state: unknown }): boolean => {
    const of = scopesOf(kind, state);
    return of.length > 0 && !of.some((scope) => scopes.has(scope));
  };
  let many = 0;
  for (let after = ''; ; ) {
    const records = listSentRecords(store.db, after, stretch);
    const foreign = records.filter(isForeign);
    store.write((write) => {
      dropRecords(write.db, foreign);
    });
    many += foreign.length;
    const last = records.at(-1);
    if (records.length < stretch || last === undefined) break;
    after = last.id;
  }
  store.reread();
  const isLeft = store.openRecords().some(({ kind, id }) => {
    const { shown } = store.load({ kind, id });
    return shown !== undefined && isForeign({ kind, state: shown });
  });
  store.write((write) => {
    write.setMeta('holdsForeign', isLeft);
    write.touch('contacts', allCalls, 'handoffs', 'clients', 'signs', 'sync');
  });
  return many;
}

/**
 * Puts a record whose own entries were settled. One of a unit this desk has left is held for what is unsent alone: once the
 * region has that, nothing here hears of the record any more, and held on it would pass for what it is at the region.
 */
export function putSettled(write: DeskWrite, entry: RecordEntry, store: Standing): void {
  const cursors = store.cursors();
  const { fetched } = store.meta();
  const scopes = scopesOfEntry(entry);
  // It may have come in a part, and no later part brings it again.
  const isComing = scopes.some((scope) => fetched[scope] !== undefined);
  const isFollowed = scopes.length === 0 || isComing || scopes.some((scope) => cursors.has(scope));
  // Before the first snapshot nobody knows what will be followed.
  if (isFollowed || cursors.size === 0 || entry.unsent > 0) {
    write.put(entry);
    return;
  }
  // It may be the one whose parts came.
  write.setMeta('entering', null);
  write.put(makeEntry(entry, { seq: 0, state: undefined }, []));
  dropRecords(write.db, [entry]);
}

const keptTypes = Object.entries(opCatalogue).flatMap(([type, fact]) => (fact.keptInLog ? [type] : []));

/** Own entries of before the horizon are no longer kept for sending again; what they did stands in their records' bases. */
export function forgetOldOps(store: DeskStore, nowIso: string): number {
  const { forgotAt } = store.meta();
  const now = Date.parse(nowIso);
  // The whole log is looked through, which need not be at every reconnection.
  if (forgotAt !== null && Math.abs(now - Date.parse(forgotAt)) < dayMs) return 0;
  store.write((write) => write.setMeta('forgotAt', nowIso));
  const beforeIso = new Date(now - backupHorizonMs).toISOString();
  const upto = lastOldOp(store.db, beforeIso);
  if (upto === 0) return 0;
  const held = listOldRecords(store.db, upto);
  for (let from = 0; from < held.length; from += stretch) {
    const some = held.slice(from, from + stretch);
    store.write((write) => {
      for (const record of some) settleBase(write.db, record);
      forgetOwnOps(write.db, { ids: some.map((record) => record.id), upto, kept: keptTypes });
    });
  }
  store.write((write) => giveUpNumbers(write.db, upto));
  return upto;
}

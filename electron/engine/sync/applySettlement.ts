// The region's outcomes of own ops: durable there, with a place in its order, accepted or refused.
import { isDeepStrictEqual } from 'node:util';
import {
  closeOp,
  dropForeignOp,
  listOwnOps,
  readTwins,
  settleOp,
  settleRun,
  settleTwin,
  type Twins,
} from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import type { Place } from '../../../db/opLog/otherPast.ts';
import type { WritableDb } from '../../../db/sql.ts';
import { saveRefusal } from '../../../db/workstation/refusals.ts';
import type { RecordRef } from '../../../shared/domain/fact.ts';
import type { OpRefusal, SettledOp } from '../../../shared/op/op.ts';
import type { Settlement } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { makeEntry, scopesOfEntry, withAnswered } from '../record/recordEntry.ts';
import { foldFromLog, type HeldAnswer, type Standing } from './applyPage.ts';
import { putSettled } from './forget.ts';
import { idOnWire } from './standIn.ts';

/** Says how many own ops were newly acknowledged. */
export function applySettlement(store: DeskStore, settlement: Settlement, nowIso: string): number {
  const { acked } = store.meta();
  const answer = answerAfter(acked, settlement, nowIso);
  if (answer === null) return 0;
  store.receive((write) => answer.put(write, store));
  return answer.acked - acked;
}

/** What the region answered about own ops after `acked`, to be put down; null when it says nothing new. */
export function answerAfter(before: number, settlement: Settlement, nowIso: string): HeldAnswer | null {
  const outcomes = outcomesAfter(before, settlement);
  const acked = outcomes.at(-1)?.deskSeq ?? before;
  if (acked === before) return null;
  return {
    acked,
    put(write, store) {
      const own = listOwnOps(write.db, before + 1, acked);
      // As they stand before their ops are settled: what the lists hold of them goes by that.
      for (const { record } of own) write.entry(record);
      const { receivedAt } = settlement;
      const known = new Map(
        settleLog(write, outcomes, receivedAt).map((outcome) => [outcome.deskSeq, outcome]),
      );
      const settled = new Map<string, { record: RecordRef; ops: Map<number, Place> }>();
      for (const op of own) {
        const outcome = known.get(op.deskSeq);
        if (outcome === undefined) continue;
        const group = settled.get(op.record.id) ?? { record: op.record, ops: new Map<number, Place>() };
        settled.set(op.record.id, group);
        group.ops.set(op.deskSeq, outcome);
      }
      const groups = [...settled.values()];
      for (const { record, ops } of groups) settleRecord(write, record, { ops, receivedAt, store });
      const last = own.at(-1);
      write.setMeta('acked', acked);
      write.setMeta('ackedOp', last === undefined ? null : { deskSeq: last.deskSeq, op: idOnWire(last) });
      write.setMeta('lastAcknowledgedAt', nowIso);
      write.touch('sync');
      return groups.map(({ record }) => record);
    },
  };
}

/** Gives the outcomes as they stand in the log now. */
function settleLog(write: DeskWrite, outcomes: readonly Place[], receivedAt: string): Place[] {
  const twins = new Set<number>();
  const clear = (run: Run): void => {
    for (const op of partTwins(write.db, run, receivedAt)) {
      twins.add(op.deskSeq);
      keepRefusal(write, op, twinRefusal);
    }
  };
  for (const run of acceptedRuns(outcomes)) {
    clear(run);
    settleRun(write.db, { ...run, receivedAt });
  }
  for (const { deskSeq, seq, refusal } of outcomes) {
    if (refusal === null) continue;
    clear({ from: deskSeq, to: deskSeq, seq });
    const op = settleOp(write.db, deskSeq, { seq, receivedAt, refusal });
    if (op !== null) keepRefusal(write, { ...op, receivedAt }, refusal);
  }
  return outcomes.map((one) => (twins.has(one.deskSeq) ? { ...one, refusal: twinRefusal } : one));
}

/** Only what follows without a gap: an outcome beyond a hole would let the outbox skip an op. */
export function outcomesAfter(acked: number, { ranges, refused }: Settlement): Place[] {
  const refusals = new Map(refused.map((one) => [one.deskSeq, refusalOf(one.refusal)]));
  const outcomes: Place[] = [];
  let next = acked + 1;
  for (const range of [...ranges].sort((left, right) => left.from - right.from)) {
    for (; next >= range.from && next <= range.to; next += 1) {
      const seq = range.seq + (next - range.from);
      outcomes.push({ deskSeq: next, seq, refusal: refusals.get(next) ?? null });
    }
  }
  return outcomes;
}

function acceptedRuns(outcomes: readonly Place[]): Run[] {
  const runs: { from: number; to: number; seq: number }[] = [];
  for (const { deskSeq, seq, refusal } of outcomes) {
    if (refusal !== null) continue;
    const last = runs.at(-1);
    if (last !== undefined && deskSeq === last.to + 1 && seq === last.seq + (deskSeq - last.from))
      last.to = deskSeq;
    else runs.push({ from: deskSeq, to: deskSeq, seq });
  }
  return runs;
}

function refusalOf(refusal: Settlement['refused'][number]['refusal']): OpRefusal {
  const { reason, by, at } = refusal;
  return { reason, ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }) };
}

export function keepRefusal(write: DeskWrite, op: LoggedOp, refusal: OpRefusal): void {
  // The region still had the call that was opened again: nothing of what a person did is lost (EN34).
  if (op.type === 'contact.opened' && refusal.reason === 'alreadyDone') return;
  saveRefusal(write.db, {
    opId: op.id,
    recordKind: op.record.kind,
    recordId: op.record.id,
    type: op.type,
    // One that the region could not take may be wrong in any part; the list must be readable all the same.
    madeAt: Number.isNaN(Date.parse(op.at)) ? (op.receivedAt ?? '') : op.at,
    refusal: JSON.stringify(refusal),
  });
  write.touch('refusals');
}

/** Own ops whose outcomes came before the desk stood anywhere: those that its snapshots passed wait for no page. */
export function settlePassed(store: DeskStore): void {
  const settled = store.settledRecords();
  if (settled.length === 0) return;
  store.receive((write) => {
    for (const record of settled) settleRecord(write, record, { ops: new Map(), receivedAt: '', store });
  });
}

interface Settled {
  readonly ops: ReadonlyMap<number, Place>;
  readonly receivedAt: string;
  readonly store: Standing;
}

/** Refused ops leave the fold; accepted ones wait on top until a page passes them, or settle at once without scopes. */
function settleRecord(write: DeskWrite, record: RecordRef, { ops, receivedAt, store }: Settled): void {
  const cursors = store.cursors();
  const entry = write.entry(record);
  const pending = entry.pending.flatMap((op): LoggedOp[] => {
    const outcome = ops.get(op.deskSeq);
    if (outcome === undefined) return [op];
    if (outcome.refusal !== null) return [];
    return [{ ...op, seq: outcome.seq, receivedAt }];
  });
  // A snapshot may have brought the record with this op in it before its outcome was known; and what a copied desk
  // sends again under its new name was passed by the pages long ago.
  // Nobody here knows the scopes of a record that is not held (of a unit this desk has left, say).
  const scopes = entry.shown === undefined ? [...cursors.keys()] : scopesOfEntry(entry);
  const passed = Math.max(entry.confirmedSeq, standsAt(scopes, cursors));
  const late = pending.filter((op): op is LoggedOp & SettledOp => op.seq !== null && op.seq <= passed);
  // Nobody else's ops on a record without scopes ever come here (the access log): there is nothing to wait for.
  const alone = entry.shown !== undefined && scopesOfEntry(entry).length === 0;
  const done = alone ? pending.filter((op): op is LoggedOp & SettledOp => op.seq !== null) : late;
  for (const op of done) closeOp(write.db, op.seq);
  const rest = pending.filter((op) => !done.some((one) => one.deskSeq === op.deskSeq));
  const confirmed = { seq: entry.confirmedSeq, state: entry.confirmed };
  // Up to where pages passed it, not only to the own op: what others wrote later may have waited in the log for the
  // creation that is settled only now.
  const upto = Math.max(passed, done.at(-1)?.seq ?? 0);
  // With a place in the order an own op says nothing else than before: what is shown stays as it is.
  const isShownAlike = done.length === 0 && pending.length === entry.pending.length;
  const known = done.length === 0 ? confirmed : foldFromLog(write, entry, upto);
  putSettled(write, isShownAlike ? withAnswered(entry, pending) : makeEntry(entry, known, rest), store);
}

/** Up to where the desk holds everything of a record of these scopes: of scopes it does not follow it holds nothing. */
function standsAt(scopes: readonly string[], cursors: ReadonlyMap<string, number>): number {
  const positions = scopes.flatMap((scope) => cursors.get(scope) ?? []);
  return positions.length === 0 ? 0 : Math.min(...positions);
}

/** Of two ops of this log under one id the region took the second for the first (EN33). */
const twinRefusal: OpRefusal = { reason: 'invalid' };

/** Own ops `from` to `to` are about to be settled as `seq`, `seq + 1`, and so on. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly seq: number;
}

/**
 * Clears the run's places in the order. What a copied desk had sent under its former name may have come back as somebody
 * else's: there it stands once from now on. Another op under the same id is one that nobody but this desk has: it gets an
 * id of its own, and these stand as refused from now on.
 */
function partTwins(db: WritableDb, run: Run, receivedAt: string): LoggedOp[] {
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

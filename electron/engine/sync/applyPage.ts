// Keeps EN20–EN24: what the region says becomes the confirmed state; own ops stay on top until it passed them.
import {
  appendForeignOp,
  closeOps,
  parkOp,
  readOpenOps,
  readSettledOps,
  reopenOwnOps,
  restampOp,
} from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { getBase } from '../../../db/workstation/records.ts';
import type { RecordRef } from '../../../shared/domain/fact.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import { knownFact } from '../../../shared/op/opCatalogue.ts';
import type { Page } from '../../../shared/protocol/regionProtocol.ts';
import type { DeskStore, DeskWrite } from '../record/deskStore.ts';
import { inScopes, makeEntry, type RecordEntry } from '../record/recordEntry.ts';

/** Where the desk stands, and what it has of scopes in which it does not stand yet. */
export type Standing = Pick<DeskStore, 'cursors' | 'meta'>;

export type PageOutcome = 'applied' | 'ignored';

/** The region's answer to a push, not put down yet: own ops up to `acked` have their outcome. */
export interface HeldAnswer {
  readonly acked: number;
  /** Gives the records it is about. */
  put(write: DeskWrite, store: Standing): readonly RecordRef[];
}

/**
 * Applies a page when it joins exactly: the desk stands at `after` (or further) in every scope, and knows the outcome
 * of its own ops up to `own`. Anything else is ignored and fetched again; nothing is ever guessed. An answer that the page
 * passes is put down with it, so that every own op is written once for both.
 */
export function applyPage(store: DeskStore, page: Page, answer: HeldAnswer | null = null): PageOutcome {
  if (page.longEntry !== undefined) return 'ignored';
  const cursors = store.cursors();
  const stands = page.scopes.every((scope) => (cursors.get(scope) ?? -1) >= page.after);
  if (!stands || page.own > (answer?.acked ?? store.meta().acked)) return 'ignored';
  if (page.scopes.every((scope) => (cursors.get(scope) ?? -1) >= page.upto)) return 'applied';
  const incoming = groupByRecord(page.ops);
  store.receive((write) => {
    const settled = [...store.settledRecords(), ...(answer?.put(write, store) ?? [])];
    const passed: number[] = [];
    for (const record of recordsTouched(write, { page, incoming, settled, cursors })) {
      passed.push(...mergeRecord(write, record, { ops: incoming.get(record.id) ?? [], upto: page.upto }));
    }
    closeOps(write.db, passed);
    for (const scope of page.scopes) {
      if ((cursors.get(scope) ?? -1) < page.upto) write.setCursor(scope, page.upto);
    }
    keepMark(store, write, { seq: page.upto, op: page.uptoOp });
    write.touch('sync');
  });
  return 'applied';
}

/** Says to the region at the next link which past this desk stands on. */
export function keepMark(
  store: DeskStore,
  write: DeskWrite,
  { seq, op }: { readonly seq: number; readonly op: string | undefined },
): void {
  if (op !== undefined && seq >= (store.meta().mark?.seq ?? 0)) write.setMeta('mark', { seq, op });
}

/**
 * Only accepted ops are fed to desks. An op comes twice in one page when its record entered another scope of this desk
 * in the same stretch: once at its own place, once with the history.
 */
function groupByRecord(ops: Page['ops']): Map<string, SettledOp[]> {
  const groups = new Map<string, SettledOp[]>();
  const seen = new Set<number>();
  for (const fed of ops) {
    if (seen.has(fed.seq)) continue;
    seen.add(fed.seq);
    const op: SettledOp = { ...fed, refused: null };
    const group = groups.get(op.record.id);
    if (group === undefined) groups.set(op.record.id, [op]);
    else group.push(op);
  }
  return groups;
}

interface Touching {
  readonly page: Page;
  readonly incoming: ReadonlyMap<string, readonly SettledOp[]>;
  /** Records with own ops that the region has ordered. */
  readonly settled: readonly RecordRef[];
  readonly cursors: ReadonlyMap<string, number>;
}

/** Records the page speaks of, and those whose own ops it passes. */
function recordsTouched(write: DeskWrite, { page, incoming, settled, cursors }: Touching): RecordRef[] {
  const touched = new Map<string, RecordRef>();
  for (const [id, [first]] of incoming) if (first !== undefined) touched.set(id, first.record);
  for (const record of settled) {
    if (touched.has(record.id)) continue;
    const entry = write.entry(record);
    if (entry.shown !== undefined && !inScopes(entry, page.scopes)) continue;
    // Of a record that is not held here nobody knows the scopes: it is passed where the desk stands in all of them.
    const upto = entry.shown === undefined ? standsAfter(page, cursors) : page.upto;
    if (entry.pending.some((op) => op.seq !== null && op.seq <= upto)) touched.set(record.id, record);
  }
  return [...touched.values()];
}

function standsAfter({ scopes, upto }: Page, cursors: ReadonlyMap<string, number>): number {
  const others = [...cursors].flatMap(([scope, cursor]) => (scopes.includes(scope) ? [] : [cursor]));
  return Math.min(upto, ...others);
}

interface Incoming {
  readonly ops: readonly SettledOp[];
  readonly upto: number;
}

/** Gives the own ops that the record's confirmed state now holds. */
function mergeRecord(write: DeskWrite, record: RecordRef, { ops, upto }: Incoming): number[] {
  const known = entryAgain(write, record);
  // Before its creation a record's ops come in no order to rely on; the log keeps each once.
  const unread = known.confirmed === undefined ? ops : ops.filter((op) => op.seq > known.confirmedSeq);
  if (unread.length < ops.length) keepNotes(write, ops, known.confirmedSeq);
  const entry = withStampsOfRegion(write, known, unread);
  const fresh = withoutOwn(unread, entry);
  const folded: SettledOp[] = [];
  for (const op of fresh) {
    if (isReadable(op)) {
      appendForeignOp(write.db, op);
      folded.push(op);
    } else parkOp(write.db, op);
  }
  const passed = entry.pending.filter((op): op is LoggedOp & SettledOp => op.seq !== null && op.seq <= upto);
  const inOrder = [...folded, ...passed].sort((left, right) => left.seq - right.seq);
  if (inOrder.length > 0) write.put(withConfirmed(write, entry, inOrder));
  else if (entry !== known) write.put(entry);
  return passed.map((op) => op.seq);
}

/** A state tells of notes that come in parts after it: cut short between them, the page has those that are missing. */
function keepNotes(write: DeskWrite, ops: readonly SettledOp[], toldUpto: number): void {
  for (const op of ops) {
    const isKept = op.seq <= toldUpto && isReadable(op) && knownFact(op.type, op.version)?.keptInLog === true;
    if (isKept && appendForeignOp(write.db, op)) write.renew(op.record);
  }
}

/**
 * Own ops of a record that was given up were passed before, and no page tells those again that follow the place at which it
 * comes back: they stand on top once more, until this page or a later one has passed them here too.
 */
function entryAgain(write: DeskWrite, record: RecordRef): RecordEntry {
  const entry = write.entry(record);
  if (entry.confirmed !== undefined || !reopenOwnOps(write.db, record.id)) return entry;
  const { confirmedSeq: seq, confirmed: state } = entry;
  return makeEntry(record, { seq, state }, readOpenOps(write.db, record.id));
}

/** A copied desk still holds as its own what its former self had sent: its own sending settles it. */
function withoutOwn(ops: readonly SettledOp[], { pending }: RecordEntry): readonly SettledOp[] {
  if (ops.length === 0 || pending.length === 0) return ops;
  const own = new Set(pending.map((op) => op.id));
  return ops.filter((op) => !own.has(op.id));
}

/** Author and basis of such an op are those the region got first; here it carries the desk's new name. */
function withStampsOfRegion(write: DeskWrite, entry: RecordEntry, ops: readonly SettledOp[]): RecordEntry {
  if (ops.length === 0 || entry.pending.length === 0) return entry;
  const first = new Map(ops.map((op) => [op.id, op]));
  if (!entry.pending.some((op) => first.has(op.id))) return entry;
  const pending = entry.pending.map((op): LoggedOp => {
    const stamped = first.get(op.id);
    if (stamped === undefined) return op;
    restampOp(write.db, stamped);
    const { by, basis, session, at, skewMs } = stamped;
    return { ...op, by, basis, session, at, skewMs };
  });
  return makeEntry(entry, { seq: entry.confirmedSeq, state: entry.confirmed }, pending);
}

/** A body that this program cannot read is kept like an unknown kind: a newer program may. */
export function isReadable(op: SettledOp): boolean {
  const fact = knownFact(op.type, op.version);
  return fact !== null && fact.record === op.record.kind && fact.schema.safeParse(op.body).success;
}

function withConfirmed(write: DeskWrite, entry: RecordEntry, ops: readonly SettledOp[]): RecordEntry {
  const seqs = new Set(ops.map((op) => op.seq));
  const pending = entry.pending.filter((op) => op.seq === null || !seqs.has(op.seq));
  const first = ops[0]?.seq ?? 0;
  const last = Math.max(entry.confirmedSeq, ops.at(-1)?.seq ?? 0);
  const joins = first > entry.confirmedSeq && entry.confirmed !== undefined;
  if (!joins) return makeEntry(entry, foldFromLog(write, entry, last), pending);
  return makeEntry(entry, { seq: last, state: foldSettled(entry.confirmed, ops) }, pending);
}

/**
 * A record that was not there may have ops before its creation; an own op's outcome may come after a page that should
 * have waited for it: the log has the right order.
 */
export function foldFromLog(
  write: DeskWrite,
  entry: RecordEntry,
  upto: number,
): { readonly seq: number; readonly state: unknown } {
  const base = getBase(write.db, entry.kind, entry.id);
  const logged = readSettledOps(write.db, entry.id, upto).filter(
    (op): op is LoggedOp & SettledOp => op.seq !== null && op.seq > base.seq,
  );
  const state = foldSettled(base.state, logged);
  // Nothing has created it here: a state that comes later must not look older than what is known.
  const seq = state === undefined ? 0 : (logged.at(-1)?.seq ?? base.seq);
  return { seq: Math.max(entry.confirmedSeq, seq), state };
}

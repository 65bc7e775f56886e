import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { own } from '../../../shared/base/own.ts';
import type { Client } from '../../../shared/domain/client/client.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { RecordKind, RecordRef } from '../../../shared/domain/fact.ts';
import type { Handoff } from '../../../shared/domain/handoff/handoff.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { ScriptVersion } from '../../../shared/domain/script/scriptVersion.ts';
import { applyOp, foldPending } from '../../../shared/op/foldOps.ts';
import { scopesOf } from '../../../shared/op/opCatalogue.ts';

/**
 * A record as this desk knows it: what the region confirmed up to `confirmedSeq`, the own ops on top of it in
 * their order, and the fold of both. Immutable: a write makes a new entry, and memory takes it after the commit.
 */
export interface RecordEntry {
  readonly kind: RecordKind;
  readonly id: string;
  readonly confirmedSeq: number;
  readonly confirmed: unknown;
  readonly pending: readonly LoggedOp[];
  /** How many of those the region has not answered yet. */
  readonly unsent: number;
  readonly shown: unknown;
}

/** States come from `applyOp` of the same kind alone, so the kind tells the shape. */
export interface StateOf {
  readonly client: Client;
  readonly contact: Contact;
  readonly plan: Plan;
  readonly handoff: Handoff;
  readonly script: ScriptVersion;
}
export type ShownKind = keyof StateOf;

export function shownState<Kind extends ShownKind>(
  entry: RecordEntry,
  kind: Kind,
): StateOf[Kind] | undefined {
  return entry.kind === kind ? (entry.shown as StateOf[Kind] | undefined) : undefined;
}

export function makeEntry(
  record: RecordRef,
  confirmed: { readonly seq: number; readonly state: unknown },
  pending: readonly LoggedOp[],
): RecordEntry {
  return {
    kind: record.kind,
    id: record.id,
    confirmedSeq: confirmed.seq,
    confirmed: confirmed.state,
    pending,
    unsent: countUnsent(pending),
    shown: foldPending(confirmed.state, pending),
  };
}

/** One more own op on top; the rules already allowed it on the shown state. */
export function withOwnOp(entry: RecordEntry, op: LoggedOp): RecordEntry {
  const unsent = entry.unsent + countUnsent([op]);
  return { ...entry, pending: [...entry.pending, op], unsent, shown: applyOp(entry.shown, op, 0) };
}

/** The same ops with what the region said of them: shown stays as it is. */
export function withAnswered(entry: RecordEntry, pending: readonly LoggedOp[]): RecordEntry {
  return { ...entry, pending, unsent: countUnsent(pending) };
}

function countUnsent(pending: readonly LoggedOp[]): number {
  return pending.reduce((many, op) => (op.seq === null ? many + 1 : many), 0);
}

/** Scopes of the record as shown; a record that nothing has created yet has none. */
export function scopesOfEntry(entry: RecordEntry): readonly string[] {
  return entry.shown === undefined ? [] : scopesOf(entry.kind, entry.shown);
}

export function inScopes(entry: RecordEntry, scopes: readonly string[]): boolean {
  return scopesOfEntry(entry).some((scope) => scopes.includes(scope));
}

export function lineOf(plan: Plan, lineId: string): Plan['lines'][string] | undefined {
  return own(plan.lines, lineId);
}

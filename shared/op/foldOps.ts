import { assert } from '../base/assert.ts';
import type { EarlyFact, WithEarly } from '../domain/fact.ts';
import type { Op, SettledOp } from './op.ts';
import { stampOf } from './op.ts';
import { knownFact } from './opCatalogue.ts';

/** A record's state, or undefined while nothing has created it. What it looks like is known to its kind's facts. */
export type RecordState = unknown;

/** Folds one op that this program knows; an unknown or newer one leaves the record as it was (it is parked). */
export function applyOp(state: RecordState, op: Op, seq: number): RecordState {
  const fact = knownFact(op.type, op.version);
  if (fact === null) return state;
  assert(fact.record === op.record.kind, `${op.type} is not about a ${op.record.kind}`);
  if (fact.creates === 'once' && state !== undefined) return state;
  if (fact.creates === 'no' && state === undefined) return state;
  const stamp = stampOf(op, seq);
  const part = state === undefined ? null : (fact.lacks?.(state, op.body) ?? null);
  if (part !== null)
    return keepEarly(state, { part, type: op.type, version: op.version, stamp, body: op.body });
  const next = fact.apply(state, stamp, op.body);
  return fact.begins === null ? next : foldEarly(next, fact.begins(op.body));
}

function keepEarly(state: RecordState, fact: EarlyFact): RecordState {
  const known = state as WithEarly;
  return { ...known, early: [...(known.early ?? []), fact] };
}

/** The part is there: what was said about it before stands on it now, in the order in which it came. */
function foldEarly(state: RecordState, part: string): RecordState {
  const { early, ...known } = state as WithEarly;
  if (early === undefined) return state;
  const later = early.filter((one) => one.part !== part);
  return early
    .filter((one) => one.part === part)
    .reduce<RecordState>(
      (now, { type, version, stamp, body }) => knownFact(type, version)?.apply(now, stamp, body) ?? now,
      later.length === 0 ? known : { ...known, early: later },
    );
}

/**
 * Folds region ops in `seq` order; refused ones change nothing. What stands before the creation of a record is folded
 * after it: a region restored from a backup may hear of an edit before it hears again of the record.
 */
export function foldSettled(state: RecordState, ops: readonly SettledOp[]): RecordState {
  const birth = state === undefined ? ops.findIndex((op) => op.refused === null && isCreating(op)) : 0;
  const early = birth > 0 ? ops.slice(0, birth) : [];
  const begun = birth > 0 ? ops.slice(birth, birth + 1) : [];
  const rest = birth > 0 ? ops.slice(birth + 1) : ops;
  return [...begun, ...early, ...rest].reduce(
    (now, op) => (op.refused === null ? applyOp(now, op, op.seq) : now),
    state,
  );
}

function isCreating(op: Op): boolean {
  const fact = knownFact(op.type, op.version);
  return fact !== null && fact.creates !== 'no';
}

/**
 * Folds a desk's own pending ops on top of what the region confirmed. A claim that the rules now refuse is left out, and
 * so is what nobody can read: it waits for the region's refusal, and the record must be shown until then.
 */
export function foldPending(state: RecordState, ops: readonly Op[]): RecordState {
  return ops.reduce((now, op) => {
    try {
      return mayApply(now, op) ? applyOp(now, op, 0) : now;
    } catch (error) {
      if (isReadable(op)) throw error;
      return now;
    }
  }, state);
}

function isReadable(op: Op): boolean {
  const fact = knownFact(op.type, op.version);
  return fact === null || (fact.record === op.record.kind && fact.schema.safeParse(op.body).success);
}

function mayApply(state: RecordState, op: Op): boolean {
  const fact = knownFact(op.type, op.version);
  if (fact?.claim == null || state === undefined) return true;
  return fact.claim(state, stampOf(op, 0), op.body) === null;
}

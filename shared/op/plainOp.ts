// What the envelope's schema passes unchanged, told without building it anew: a storm of desks is mostly envelopes. The
// schema stays the judge: whatever is not plainly right here goes to it.
import { z } from 'zod';
import { recordIdPattern, uuidPattern } from '../base/brandedId.ts';
import { actionOpsMax, type Op, recordKindPattern, type SettledOp } from './op.ts';

const time = z.regexes.datetime({});

/** True only where {@link opEnvelope} would give the same value back. */
export function isPlainOp(value: unknown): value is Op {
  return hasExactly(value, 12) && isEnvelope(value);
}

/** The same of an op as the region feeds it to other desks. */
export function isPlainFedOp(value: unknown): value is Omit<SettledOp, 'refused'> {
  if (!hasExactly(value, 14) || !isEnvelope(value)) return false;
  return isCount(value.seq, 0) && isMatching(value.receivedAt, time);
}

function isEnvelope(value: Record<string, unknown>): boolean {
  const { id, record, type, version, body, basis, by, session, at, skewMs, deskSeq, action } = value;
  return (
    isMatching(id, uuidPattern) &&
    isRecord(record) &&
    isShort(type, 64) &&
    isCount(version, 1, 1000) &&
    body !== undefined &&
    isCount(basis, 0) &&
    isActor(by) &&
    isShort(session, 128) &&
    isMatching(at, time) &&
    Number.isSafeInteger(skewMs) &&
    isCount(deskSeq, 1) &&
    isAction(action)
  );
}

function isRecord(value: unknown): boolean {
  if (!hasExactly(value, 2)) return false;
  return (
    isMatching(value.kind, recordKindPattern) &&
    isShort(value.id, 100) &&
    isMatching(value.id, recordIdPattern)
  );
}

function isActor(value: unknown): boolean {
  if (!hasExactly(value, 4)) return false;
  const { user, role, unit, desk } = value;
  return isShort(user, 128) && isShort(role, 64) && isShort(unit, 128) && isShort(desk, 128);
}

function isAction(value: unknown): boolean {
  if (!hasExactly(value, 3)) return false;
  return isShort(value.id, 64) && isCount(value.part, 1) && isCount(value.of, 1, actionOpsMax);
}

/** With so many keys, and none of those asked for undefined, it has no others. */
export function hasExactly(value: unknown, keys: number): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  let many = 0;
  for (const _key in value) many += 1;
  return many === keys;
}

export function isShort(value: unknown, charsMax: number): value is string {
  return typeof value === 'string' && value.length <= charsMax;
}

function isMatching(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

export function isCount(value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
}

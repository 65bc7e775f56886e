import { z } from 'zod';
import { type OpId, recordIdPattern, uuidPattern } from '../base/brandedId.ts';
import type { RefusalReason } from '../base/refusal.ts';
import type { RecordKind, RecordRef } from '../domain/fact.ts';
import type { Actor, Stamp } from '../domain/field/field.ts';

/** Ops of one user action; a batch must be able to hold them all. */
export const actionOpsMax = 100;
/** Limits of one op; a larger one is refused at the desk before it is stored. */
export const opBodyBytesMax = 64 * 1024;

/** The ops of one user action stay together: a batch never splits them. `part` counts from 1 to `of`. */
export interface ActionPart {
  readonly id: string;
  readonly part: number;
  readonly of: number;
}

/**
 * An immutable fact about one record.
 * `basis` is the region's seq of the record as the author saw it (0: never confirmed to this desk).
 * `at` is the desk's time (ISO, UTC) and `skewMs` how far it ran ahead of the region when last measured; both are for people.
 * `deskSeq` counts this desk's ops from 1 without gaps. `session` is the sign-in under which it was made: the region
 * takes user, role and unit from it, never from `by`.
 */
export interface Op {
  readonly id: OpId;
  readonly record: RecordRef;
  readonly type: string;
  readonly version: number;
  readonly body: unknown;
  readonly basis: number;
  readonly by: Actor;
  readonly session: string;
  readonly at: string;
  readonly skewMs: number;
  readonly deskSeq: number;
  readonly action: ActionPart;
}

export interface OpRefusal {
  readonly reason: RefusalReason;
  readonly by?: { readonly user: string; readonly desk: string };
  readonly at?: string;
}

/** What the region added. A refused op keeps its place in the log: nothing that was typed disappears. */
export interface SettledOp extends Op {
  readonly seq: number;
  readonly receivedAt: string;
  readonly refused: OpRefusal | null;
}

const actor = z.strictObject({
  user: z.string().max(128),
  role: z.string().max(64),
  unit: z.string().max(128),
  desk: z.string().max(128),
});

export const recordKindPattern = /^[a-z][A-Za-z]{0,31}$/;

/**
 * A newer program may have kinds of record that this one does not know; what is about them is kept, not read. Nobody
 * takes such a kind for one of ours: every op has its fact, and the fact its kind.
 */
export const recordKind = z
  .string()
  .regex(recordKindPattern)
  .transform((kind) => kind as RecordKind);

/** The envelope as it crosses a wire. The body is parsed by the catalogue, by type and version. */
export const opEnvelope = z.strictObject({
  id: z
    .string()
    .regex(uuidPattern)
    .transform((id) => id as OpId),
  record: z.strictObject({ kind: recordKind, id: z.string().max(100).regex(recordIdPattern) }),
  type: z.string().max(64),
  version: z.int().positive().max(1000),
  body: z.unknown(),
  basis: z.int().nonnegative(),
  by: actor,
  session: z.string().max(128),
  at: z.iso.datetime(),
  skewMs: z.int(),
  deskSeq: z.int().positive(),
  action: z.strictObject({
    id: z.string().max(64),
    part: z.int().positive(),
    of: z.int().positive().max(actionOpsMax),
  }),
});

export function stampOf(op: Op, seq: number): Stamp & { readonly record: RecordRef } {
  return { opId: op.id, seq, basis: op.basis, by: op.by, at: op.at, record: op.record };
}

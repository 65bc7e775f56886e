// Keeps CF1–CF4: nothing clinical is silently overwritten.

/** Who acted, as the region knows it from the session. */
export interface Actor {
  readonly user: string;
  readonly role: string;
  readonly unit: string;
  readonly desk: string;
}

/** The part of an op that decides who had seen what. `seq` is 0 while the region has not ordered the op. */
export interface Stamp {
  readonly opId: string;
  readonly seq: number;
  readonly basis: number;
  readonly by: Actor;
  readonly at: string;
}

export interface FieldVersion<T> {
  readonly value: T;
  readonly opId: string;
  readonly seq: number;
  readonly by: Actor;
  readonly at: string;
}

/** One version normally; two or more while people disagree and nobody has chosen. Oldest first. */
export type Field<T> = readonly FieldVersion<T>[];

/**
 * Writes a single-valued field. A version survives when its author could not have been read by this one:
 * it was ordered after the op's basis and comes from another desk. A person's choice is just a later write
 * that has seen both.
 */
export function writeField<T>(field: Field<T> | undefined, stamp: Stamp, value: T): Field<T> {
  const written = { value, opId: stamp.opId, seq: stamp.seq, by: stamp.by, at: stamp.at };
  const unseen = (field ?? []).filter(
    (version) => !hasSeen(stamp, version) && !sameValue(version.value, value),
  );
  return [...unseen, written];
}

/** The op's author knew this version: own desk, or ordered at or before the basis. */
export function hasSeen(stamp: Stamp, version: { readonly seq: number; readonly by: Actor }): boolean {
  if (version.by.desk === stamp.by.desk) return true;
  return version.seq !== 0 && version.seq <= stamp.basis;
}

/** The value when it is certain; the newest when it is not (callers that care ask {@link isDisputed}). */
export function fieldValue<T>(field: Field<T> | undefined): T | undefined {
  return field?.at(-1)?.value;
}

export function isDisputed(field: Field<unknown> | undefined): boolean {
  return (field?.length ?? 0) > 1;
}

/** What somebody has on the screen of it. */
export function versionIds(shown: readonly { readonly opId: string }[] | undefined): readonly string[] {
  return (shown ?? []).map((version) => version.opId);
}

function sameValue(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

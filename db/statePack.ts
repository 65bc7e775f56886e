// States of records of one kind in one compressed piece: the region makes it, the line carries it, and a desk keeps it
// as it came. A state on its own repeats what others of its kind say; together they need a tenth of the room.
import { gunzipSync, gzipSync } from 'node:zlib';
import { Fault } from '../shared/base/refusal.ts';

export interface PackedState {
  readonly id: string;
  readonly seq: number;
  /** Its JSON, which has no line breaks. */
  readonly state: string;
}

export interface StatePack {
  readonly kind: string;
  readonly records: readonly PackedState[];
}

interface Head {
  readonly kind: string;
  readonly ids: readonly string[];
  readonly seqs: readonly number[];
}

const quickest = 1;
/** Opened at one go. */
const pieceBytesUsual = 128 * 1024;
/** Far more than a piece is made of. */
const textBytesMax = 16 * 1024 * 1024;

export function packStates({ kind, records }: StatePack): Uint8Array {
  const head: Head = { kind, ids: records.map((one) => one.id), seqs: records.map((one) => one.seq) };
  return gzipSync([JSON.stringify(head), ...records.map((one) => one.state)].join('\n'), { level: quickest });
}

/** Whatever it may once have been: what is no such piece, or not whole, throws a Fault. */
export function openStates(packed: Uint8Array): StatePack {
  try {
    const [first = '', ...states] = textOf(packed).split('\n');
    const head: unknown = JSON.parse(first);
    if (isHead(head) && head.ids.length === states.length)
      return { kind: head.kind, records: recordsOf(head, states) };
  } catch (error) {
    throw new Fault('messageInvalid', { cause: error });
  }
  throw new Fault('messageInvalid');
}

/** Pieces that came one behind the other. */
export function splitPieces({
  sizes,
  bytes,
}: {
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array;
}): Uint8Array[] {
  let from = 0;
  const pieces = sizes.map((size) => {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(size, bytes.byteLength - from));
    from += piece.byteLength;
    return piece;
  });
  if (from !== bytes.byteLength) throw new Fault('messageInvalid');
  return pieces;
}

export function stateAt(packed: Uint8Array, place: number): string {
  return textOf(packed).split('\n')[place + 1] ?? '';
}

function textOf(packed: Uint8Array): string {
  return gunzipSync(packed, { maxOutputLength: textBytesMax, chunkSize: pieceBytesUsual }).toString('utf8');
}

function recordsOf({ ids, seqs }: Head, states: readonly string[]): PackedState[] {
  return states.map((state, at) => ({ id: ids[at] ?? '', seq: seqs[at] ?? 0, state }));
}

const kindPattern = /^[a-z][A-Za-z]{0,31}$/;
const idLengthMax = 100;

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && 'ids' in value && 'seqs' in value)) return false;
  const { kind, ids, seqs } = value;
  if (typeof kind !== 'string' || !kindPattern.test(kind)) return false;
  if (!Array.isArray(ids) || !Array.isArray(seqs) || ids.length !== seqs.length) return false;
  const isId = (id: unknown): boolean => typeof id === 'string' && id !== '' && id.length <= idLengthMax;
  return (
    new Set(ids).size === ids.length &&
    ids.every(isId) &&
    seqs.every((seq) => Number.isSafeInteger(seq) && seq >= 0)
  );
}

// The states of a snapshot as a desk takes them: one by one, or in pieces.
import { packStates } from '../db/statePack.ts';
import type { RecordKind } from '../shared/domain/fact.ts';
import type { SnapshotPage, StatePacks } from '../shared/protocol/regionProtocol.ts';
import type { SnapshotRecord, SnapshotSlice } from './store/regionStore.ts';
import type { SliceMost } from './store/snapshotSlice.ts';

/** Whoever needs one state opens the whole piece. */
const pieceCharsMax = 64 * 1024;

/** How much of a snapshot is read and told at once. States in pieces cross the network at a tenth of their length. */
const plainMost = { limit: 200, charsMax: 256 * 1024, opsMax: 500 };
const packedMost = { limit: 600, charsMax: 1024 * 1024, opsMax: 2_000 };
const recordBytesUsual = 2_048;
const opBytesUsual = 256;

/** A slow line asks for less at once: by the usual size of a record and of an op, which is near enough. */
export function sliceFor({
  inPacks,
  bytesMax = Number.POSITIVE_INFINITY,
}: {
  readonly inPacks: boolean;
  readonly bytesMax: number | undefined;
}): SliceMost {
  const most = inPacks ? packedMost : plainMost;
  return {
    ...most,
    limit: Math.min(most.limit, Math.ceil(bytesMax / recordBytesUsual)),
    opsMax: Math.min(most.opsMax, Math.ceil(bytesMax / opBytesUsual)),
  };
}

export function tellSlice(
  scope: string,
  { seq, records, ops, nextKey }: SnapshotSlice,
  inPacks: boolean,
): SnapshotPage {
  const told = { scope, seq, ops: [...ops], nextKey };
  if (inPacks) return { ...told, records: [], packs: packsOf(records) };
  return { ...told, records: records.map(plainState) };
}

function plainState({ kind, id, seq, state }: SnapshotRecord): SnapshotPage['records'][number] {
  return { kind, id, seq, state: JSON.parse(state) as unknown };
}

/** Each of one kind, in whatever order they come. */
export function packsOf(records: readonly SnapshotRecord[]): StatePacks {
  const packs: Uint8Array[] = [];
  const filling = new Map<RecordKind, { records: SnapshotRecord[]; chars: number }>();
  for (const record of records) {
    const piece = filling.get(record.kind) ?? { records: [], chars: 0 };
    filling.set(record.kind, piece);
    piece.records.push(record);
    piece.chars += record.state.length;
    if (piece.chars < pieceCharsMax) continue;
    packs.push(packStates({ kind: record.kind, records: piece.records }));
    filling.delete(record.kind);
  }
  for (const [kind, piece] of filling) packs.push(packStates({ kind, records: piece.records }));
  return { sizes: packs.map((one) => one.byteLength), bytes: Buffer.concat(packs) };
}

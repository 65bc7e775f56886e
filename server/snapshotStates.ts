// The states of a snapshot as a desk takes them: one by one, or in pieces.
import { packStates } from '../db/statePack.ts';
import type { RecordKind } from '../shared/domain/fact.ts';
import type { SnapshotPage, StatePacks } from '../shared/protocol/regionProtocol.ts';
import type { SnapshotRecord } from './store/regionStore.ts';

/** Whoever needs one state opens the whole piece. */
const pieceCharsMax = 32 * 1024;

export function plainState({ kind, id, seq, state }: SnapshotRecord): SnapshotPage['records'][number] {
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

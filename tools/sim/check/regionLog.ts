// Reads the region's database from outside, past the code under test.
import { allRows, oneRow, type ReadableDb } from '../../../db/sql.ts';
import type { SettledOp } from '../../../shared/op/op.ts';

export interface RegionOp {
  readonly seq: number;
  readonly id: string;
  readonly desk: string;
  readonly deskSeq: number;
  readonly record: string;
  readonly op: SettledOp;
}

export function readRegionLog(db: ReadableDb): RegionOp[] {
  return allRows<{
    seq: number;
    id: string;
    desk: string;
    desk_seq: number;
    record: string;
    refused: string | null;
    op: string;
  }>(db, 'select seq, id, desk, desk_seq, record, refused, op from ops order by seq').map((row) => ({
    seq: row.seq,
    id: row.id,
    desk: row.desk,
    deskSeq: row.desk_seq,
    record: row.record,
    op: {
      ...(JSON.parse(row.op) as Omit<SettledOp, 'refused'>),
      refused: row.refused === null ? null : (JSON.parse(row.refused) as NonNullable<SettledOp['refused']>),
    },
  }));
}

export interface RegionRecord {
  readonly record: string;
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  readonly scopes: readonly string[];
  readonly state: unknown;
}

export function readRegionRecords(db: ReadableDb): RegionRecord[] {
  return allRows<Omit<RegionRecord, 'scopes' | 'state'> & { scopes: string; state: string }>(
    db,
    'select record, kind, id, seq, scopes, state from records order by record',
  ).map((row) => ({
    ...row,
    scopes: JSON.parse(row.scopes) as string[],
    state: JSON.parse(row.state) as unknown,
  }));
}

export function readHighWater(db: ReadableDb, desk: string): number {
  return (
    oneRow<{ high_water: number }>(db, 'select high_water from desks where desk = ?', [desk])?.high_water ?? 0
  );
}

export function readHead(db: ReadableDb): number {
  return oneRow<{ head: number | null }>(db, 'select max(seq) as head from ops')?.head ?? 0;
}

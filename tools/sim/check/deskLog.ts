// Reads a desk's database from outside, past the code under test.
import { allRows, oneRow, type ReadableDb } from '../../../db/sql.ts';
import { openStates } from '../../../db/statePack.ts';
import { assert } from '../../../shared/base/assert.ts';

export interface DeskOp {
  readonly id: string;
  readonly record: string;
  readonly type: string;
  readonly body: string;
  readonly deskSeq: number | null;
  readonly seq: number | null;
  readonly refused: boolean;
  readonly open: boolean;
}

interface Row {
  readonly id: string;
  readonly record_kind: string;
  readonly record_id: string;
  readonly type: string;
  readonly body: string;
  readonly desk_seq: number | null;
  readonly seq: number | null;
  readonly refused: string | null;
  readonly open: number;
}

const columns = 'id, record_kind, record_id, type, body, desk_seq, seq, refused, open';

export function readDeskLog(db: ReadableDb, afterLocal = 0): DeskOp[] {
  return allRows<Row>(db, `select ${columns} from ops where local > ? order by local`, [afterLocal]).map(
    (row) => ({
      id: row.id,
      record: `${row.record_kind}/${row.record_id}`,
      type: row.type,
      body: row.body,
      deskSeq: row.desk_seq,
      seq: row.seq,
      refused: row.refused !== null,
      open: row.open === 1,
    }),
  );
}

export function lastLocal(db: ReadableDb): number {
  return oneRow<{ last: number | null }>(db, 'select max(local) as last from ops')?.last ?? 0;
}

/** What the desk believes the region holds of its own ops. */
export function readAcked(db: ReadableDb): number {
  const row = oneRow<{ value: string }>(db, "select value from meta where name = 'acked'");
  return row === undefined ? 0 : Number(JSON.parse(row.value));
}

export function readDeskId(db: ReadableDb): string {
  const row = oneRow<{ value: string }>(db, "select value from meta where name = 'deskId'");
  return row === undefined ? '' : String(JSON.parse(row.value));
}

interface Confirmed {
  readonly seq: number;
  readonly state: unknown;
}

export function readConfirmed(db: ReadableDb): Map<string, Confirmed> {
  const rows = allRows<{ kind: string; id: string; confirmed_seq: number; confirmed: string }>(
    db,
    'select kind, id, confirmed_seq, confirmed from records',
  );
  const confirmed = readPacked(db);
  for (const { kind, id, confirmed_seq: seq, confirmed: state } of rows)
    confirmed.set(`${kind}/${id}`, { seq, state: JSON.parse(state) as unknown });
  return confirmed;
}

/** A piece that holds what no row speaks of, or the reverse, is a fault of its own. */
function readPacked(db: ReadableDb): Map<string, Confirmed> {
  const packed = new Map<string, Confirmed>();
  for (const row of allRows<{ pack: number; packed: Uint8Array }>(
    db,
    'select pack, packed from state_packs',
  )) {
    const { kind, records } = openStates(row.packed);
    const named = allRows<{ id: string; seq: number }>(
      db,
      'select id, seq from packed_states where kind = ? and pack = ? order by place',
      [kind, row.pack],
    );
    assert(
      JSON.stringify(named) === JSON.stringify(records.map(({ id, seq }) => ({ id, seq }))),
      'rows and states of a piece differ',
    );
    for (const { id, seq, state } of records)
      packed.set(`${kind}/${id}`, { seq, state: JSON.parse(state) as unknown });
  }
  return packed;
}

/** The history that the desk followed last, and how far. */
export function readDeskEpoch(db: ReadableDb): string | undefined {
  const row = oneRow<{ value: string }>(db, "select value from meta where name = 'epoch'");
  return row === undefined ? undefined : String(JSON.parse(row.value));
}

export function readFurthest(db: ReadableDb): number {
  return oneRow<{ pos: number | null }>(db, 'select max(pos) as pos from cursors')?.pos ?? 0;
}

export function listRefusedOps(db: ReadableDb): Set<string> {
  return new Set(allRows<{ op_id: string }>(db, 'select op_id from refusals').map((row) => row.op_id));
}

export function readHoldsForeign(db: ReadableDb): boolean {
  return (
    oneRow<{ value: string }>(db, "select value from meta where name = 'holdsForeign'")?.value === 'true'
  );
}

// States that stand in the pieces a snapshot brought. A record has at most one there, and no piece holds a state that
// no row here speaks of: what a desk may no longer hold must not stay behind in one.
import { assert } from '../../shared/base/assert.ts';
import { Fault } from '../../shared/base/refusal.ts';
import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';
import { openStates, packStates, type StatePack, stateAt } from '../statePack.ts';

interface Named {
  readonly kind: string;
  readonly id: string;
}

export function getPacked(
  db: ReadableDb,
  kind: string,
  id: string,
): { seq: number; state: unknown } | undefined {
  const row = oneRow<{ seq: number; place: number; packed: Uint8Array }>(
    db,
    `select seq, place, packed from packed_states join state_packs using (pack) where kind = ? and id = ?`,
    [kind, id],
  );
  if (row === undefined) return undefined;
  return { seq: row.seq, state: whole(() => JSON.parse(stateAt(row.packed, row.place)) as unknown) };
}

/** What was whole when it was put down and is not any more: the region has it still. */
export function whole<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Fault('databaseCorrupt', { cause: error });
  }
}

export function isPacked(db: ReadableDb, { kind, id }: Named): boolean {
  return oneRow(db, 'select 1 from packed_states where kind = ? and id = ?', [kind, id]) !== undefined;
}

/** `packed` holds these records, and none of them has a state here yet. */
export function savePack(db: WritableDb, packed: Uint8Array, { kind, records }: StatePack): void {
  const row = oneRow<{ pack: number }>(db, 'insert into state_packs (packed) values (?) returning pack', [
    packed,
  ]);
  assert(row !== undefined, 'a piece without a number');
  // One statement: hundreds, each by itself, take twice the time.
  runSql(
    db,
    `insert into packed_states (kind, id, seq, pack, place)
     select ?, value ->> 0, value ->> 1, ?, key from json_each(?)`,
    [kind, row.pack, JSON.stringify(records.map(({ id, seq }) => [id, seq]))],
  );
}

/** Takes records out of their pieces; the others of a piece stay in it. */
export function leavePacks(db: WritableDb, records: readonly Named[]): void {
  const leaving = new Map<number, Set<string>>();
  for (const { kind, id } of records) {
    const row = oneRow<{ pack: number }>(db, 'select pack from packed_states where kind = ? and id = ?', [
      kind,
      id,
    ]);
    if (row === undefined) continue;
    const ids = leaving.get(row.pack);
    if (ids === undefined) leaving.set(row.pack, new Set([id]));
    else ids.add(id);
  }
  for (const [pack, ids] of leaving) leavePack(db, pack, ids);
}

function leavePack(db: WritableDb, pack: number, ids: ReadonlySet<string>): void {
  const { kind, records } = readPack(db, pack);
  for (const { id } of records) runSql(db, 'delete from packed_states where kind = ? and id = ?', [kind, id]);
  runSql(db, 'delete from state_packs where pack = ?', [pack]);
  const left = records.filter((one) => !ids.has(one.id));
  if (left.length > 0) savePack(db, packStates({ kind, records: left }), { kind, records: left });
}

export function readPack(db: ReadableDb, pack: number): StatePack {
  const row = oneRow<{ packed: Uint8Array }>(db, 'select packed from state_packs where pack = ?', [pack]);
  assert(row !== undefined, 'a state in no piece');
  return whole(() => openStates(row.packed));
}

/** Positions of confirmed states of a kind between two ids. */
export function listHeldSeqs(
  db: ReadableDb,
  between: { readonly kind: string; readonly first: string; readonly last: string },
): Map<string, number> {
  const rows = allRows<{ id: string; seq: number }>(
    db,
    `select id, seq from packed_states where kind = @kind and id between @first and @last
     union all
     select id, confirmed_seq from records where kind = @kind and id between @first and @last`,
    between,
  );
  const held = new Map<string, number>();
  for (const { id, seq } of rows) held.set(id, Math.max(seq, held.get(id) ?? 0));
  return held;
}

/** Before newer states of these come in, and when the records are given up. */
export function dropStates(db: WritableDb, records: readonly Named[]): void {
  leavePacks(db, records);
  for (const { kind, id } of records) {
    runSql(db, 'delete from records where kind = ? and id = ?', [kind, id]);
    runSql(db, 'delete from record_bases where kind = ? and id = ?', [kind, id]);
  }
}

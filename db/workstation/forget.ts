// What a desk need not or must not keep any longer. Nothing here touches an op that the region has not acknowledged.
import type { RecordKind } from '../../shared/domain/fact.ts';
import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';
import type { StatePack } from '../statePack.ts';
import { dropStates, readPack, whole } from './packedStates.ts';
import { deleteRows } from './recordRows.ts';

export interface HeldRecord {
  readonly kind: RecordKind;
  readonly id: string;
  readonly state: unknown;
}

interface SentRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly confirmed: string | null;
  readonly pack: number | null;
  readonly place: number | null;
}

/** Records of which everything own is with the region, a stretch at a time. */
export function listSentRecords(db: ReadableDb, afterId: string, limit: number): HeldRecord[] {
  const rows = allRows<SentRow>(
    db,
    `select * from (
       select kind, id, confirmed, null as pack, null as place from records where id > @afterId
       union all
       select kind, id, null, pack, place from packed_states as held where id > @afterId
         and not exists (select 1 from records where records.kind = held.kind and records.id = held.id)
     ) as held
     where not exists (select 1 from ops where record_id = held.id and open = 1 and seq is null)
     order by id limit @limit`,
    { afterId, limit },
  );
  const read = packReader(db);
  return rows.map(({ kind, id, confirmed, pack, place }) => {
    const text = confirmed ?? read(pack ?? 0).records[place ?? 0]?.state ?? 'null';
    return { kind, id, state: whole(() => JSON.parse(text) as unknown) };
  });
}

/** Records that follow each other mostly stand in one piece, which is opened once. */
function packReader(db: ReadableDb): (pack: number) => StatePack {
  let opened: { readonly pack: number; readonly states: StatePack } | null = null;
  return (pack) => {
    if (opened?.pack === pack) return opened.states;
    opened = { pack, states: readPack(db, pack) };
    return opened.states;
  };
}

/** What others wrote of them and what is shown of them; own entries stay in the log until the region's backups hold them. */
export function dropRecords(db: WritableDb, records: readonly Pick<HeldRecord, 'kind' | 'id'>[]): void {
  dropStates(db, records);
  for (const record of records) dropRecord(db, record);
}

function dropRecord(db: WritableDb, { kind, id }: Pick<HeldRecord, 'kind' | 'id'>): void {
  runSql(db, 'delete from parked_ops where record_kind = ? and record_id = ?', [kind, id]);
  runSql(db, 'delete from ops where record_id = ? and record_kind = ? and desk_seq is null', [id, kind]);
  runSql(db, 'update ops set open = 0 where record_id = ? and record_kind = ? and seq is not null', [
    id,
    kind,
  ]);
  deleteRows(db, id);
}

export function dropCursor(db: WritableDb, scope: string): void {
  runSql(db, 'delete from cursors where scope = ?', [scope]);
}

/**
 * The last own op up to which all are acknowledged, passed by a page and older than this by the clocks of desk and
 * region; 0 when there is none.
 */
export function lastOldOp(db: ReadableDb, beforeIso: string): number {
  const kept = oneRow<{ first: number | null }>(
    db,
    `select min(desk_seq) as first from ops
     where desk_seq is not null and (open = 1 or received_at is null or received_at >= ? or at >= ?)`,
    [beforeIso, beforeIso],
  );
  const last = oneRow<{ last: number | null }>(
    db,
    'select max(desk_seq) as last from ops where desk_seq is not null and desk_seq < ?',
    [kept?.first ?? Number.MAX_SAFE_INTEGER],
  );
  return last?.last ?? 0;
}

export interface OldRecord {
  readonly kind: RecordKind;
  readonly id: string;
}

/**
 * Records with own ops up to a number, as far as this desk holds them and can read all of them: an op that is parked has
 * its place below the ones that were folded, so no base may pass it.
 */
export function listOldRecords(db: ReadableDb, upto: number): OldRecord[] {
  return allRows<OldRecord>(
    db,
    `select distinct records.kind, records.id from ops
     join (select kind, id from records union select kind, id from packed_states) as records
       on records.kind = ops.record_kind and records.id = ops.record_id
     where ops.desk_seq <= ? and not exists (select 1 from parked_ops where parked_ops.record_id = ops.record_id)`,
    [upto],
  );
}

/**
 * Own ops up to a number leave the outbox's history: those that a record's base holds go, those that are read from the
 * log, were refused, or belong to a record that is not held stay as the region's own.
 */
export function forgetOwnOps(
  db: WritableDb,
  {
    ids,
    upto,
    kept,
  }: { readonly ids: readonly string[]; readonly upto: number; readonly kept: readonly string[] },
): void {
  runSql(
    db,
    `delete from ops where desk_seq <= ? and seq is not null and refused is null
     and record_id in (select value from json_each(?)) and type not in (select value from json_each(?))`,
    [upto, JSON.stringify(ids), JSON.stringify(kept)],
  );
}

export function giveUpNumbers(db: WritableDb, upto: number): void {
  runSql(db, 'update ops set desk_seq = null where desk_seq <= ? and seq is not null', [upto]);
}

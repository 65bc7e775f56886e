// What becomes of a desk's log where the region goes on from another past, or knows the desk by another name.
import type { Op, OpRefusal } from '../../shared/op/op.ts';
import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';
import { appendOwnOp } from './deskLog.ts';
import { type LoggedOp, type OpRow, opOfRow } from './opRow.ts';

/** An own op by its number, however long it is settled: reads the log through, as a new history does in any case. */
export function findOwnOpId(db: ReadableDb, deskSeq: number): string | undefined {
  return oneRow<{ id: string }>(db, 'select id from ops where desk_seq = ?', [deskSeq])?.id;
}

/**
 * A new history of the region: own ops after `highWater` are unsent again, everything others made is fetched anew.
 * Their basis counted in the lost history, where the same numbers meant other ops: they claim to have seen nothing,
 * so at worst two versions are shown where one would do. Those up to `highWater` have no place until the region tells it:
 * what it holds of them may have been sent again, by this disk's later self. Gives the number before the first of them;
 * null where this log has none.
 */
export function rewindLog(db: WritableDb, highWater: number): number | null {
  runSql(db, 'delete from ops where desk_seq is null');
  runSql(db, 'delete from parked_ops');
  runSql(
    db,
    'delete from refusals where op_id in (select id from ops where desk_seq > ? and refused is not null)',
    [highWater],
  );
  runSql(
    db,
    'update ops set seq = null, received_at = null, refused = null, open = 1, basis = 0 where desk_seq > ?',
    [highWater],
  );
  runSql(db, 'update ops set open = 0, seq = null where desk_seq <= ?', [highWater]);
  const held = oneRow<{ first: number | null }>(
    db,
    'select min(desk_seq) as first from ops where desk_seq <= ?',
    [highWater],
  );
  return typeof held?.first === 'number' ? held.first - 1 : null;
}

/** What the region answered about an own op, and where it stands in the region's order. */
export interface Place {
  readonly deskSeq: number;
  readonly seq: number;
  readonly refusal: OpRefusal | null;
}

/**
 * Own ops without a place get the one they have in this history, which may also have refused others than the one before.
 * The second of two that the region took for one has none. Gives those that are refused now.
 */
export function placeOwnOps(db: WritableDb, places: readonly Place[]): LoggedOp[] {
  const placeOf = new Map(places.map((place) => [place.deskSeq, place]));
  const own = allRows<OpRow & { local: number }>(db, 'select * from ops where desk_seq between ? and ?', [
    places[0]?.deskSeq ?? 0,
    places.at(-1)?.deskSeq ?? 0,
  ]);
  return own.flatMap((row) => {
    const place = placeOf.get(row.desk_seq ?? 0);
    if (place === undefined) return [];
    const refused = place.refusal === null ? null : JSON.stringify(place.refusal);
    const text = 'update or ignore ops set seq = ?, refused = ? where local = ?';
    if (runSql(db, text, [place.seq, refused, row.local]) === 0) return [];
    if (refused === null && row.refused !== null)
      runSql(db, 'delete from refusals where op_id = ?', [row.id]);
    return refused === null ? [] : [opOfRow({ ...row, seq: place.seq, refused })];
  });
}

/** Own ops of one type after `acked` that were not refused, whether the region had taken them or not. */
export function readOwnOfType(db: ReadableDb, acked: number, type: string): LoggedOp[] {
  return allRows<OpRow>(
    db,
    'select * from ops where type = ? and desk_seq > ? and refused is null order by desk_seq',
    [type, acked],
  ).map(opOfRow);
}

const underName = `actor = iif(json_valid(actor), json_set(actor, '$.desk', ?), actor)`;

/** What goes out again does so under the name of now, also where the lost history had it under another. */
export function signUnsent(db: WritableDb, acked: number, desk: string): void {
  runSql(db, `update ops set ${underName} where desk_seq > ?`, [desk, acked]);
}

/** Puts own ops in front of the outbox; those behind them get later numbers. Each is an action of its own. */
export function prependOwnOps(db: WritableDb, acked: number, ops: readonly Op[]): void {
  runSql(db, 'update ops set desk_seq = desk_seq + ? where desk_seq > ?', [ops.length, acked]);
  for (const [at, op] of ops.entries())
    appendOwnOp(db, { ...op, deskSeq: acked + at + 1 }, JSON.stringify(op.body));
}

/**
 * This desk goes on under another name: what the region has stays there under the old one and comes back like every
 * other desk's; what it lacks is numbered from 1, also where numbers are missing in between. What a page brought as
 * the region first got it keeps the name it has there: the desk may stand past that page.
 */
export function renameDeskInLog(
  db: WritableDb,
  acked: number,
  name: { readonly from: string; readonly to: string },
): void {
  runSql(db, 'update ops set open = 0, desk_seq = null where desk_seq <= ?', [acked]);
  runSql(
    db,
    `update ops set desk_seq = fresh.number, actor = case
       when not json_valid(actor) then actor
       when json_extract(actor, '$.desk') = @from then json_set(actor, '$.desk', @to)
       else actor end
     from (select local, row_number() over (order by desk_seq) as number from ops where open = 1) as fresh
     where ops.local = fresh.local`,
    name,
  );
}

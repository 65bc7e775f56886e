import type { RecordKind } from '../../shared/domain/fact.ts';
import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';
import { getPacked, leavePacks, whole } from './packedStates.ts';

/** A record as the region confirmed it; `state` is undefined while the region has confirmed nothing. */
export interface ConfirmedRecord {
  readonly seq: number;
  readonly state: unknown;
}

const nothing: ConfirmedRecord = { seq: 0, state: undefined };

const stateIn = (text: string): unknown => whole(() => JSON.parse(text) as unknown);

export function getConfirmed(db: ReadableDb, kind: RecordKind, id: string): ConfirmedRecord {
  const row = oneRow<{ confirmed_seq: number; confirmed: string }>(
    db,
    'select confirmed_seq, confirmed from records where kind = ? and id = ?',
    [kind, id],
  );
  if (row === undefined) return getPacked(db, kind, id) ?? nothing;
  return { seq: row.confirmed_seq, state: stateIn(row.confirmed) };
}

export function saveConfirmed(
  db: WritableDb,
  record: { readonly kind: RecordKind; readonly id: string },
  confirmed: ConfirmedRecord,
): void {
  if (confirmed.state === undefined) return;
  runSql(
    db,
    `insert into records (kind, id, confirmed_seq, confirmed) values (?, ?, ?, ?)
     on conflict (kind, id) do update set confirmed_seq = excluded.confirmed_seq, confirmed = excluded.confirmed`,
    [record.kind, record.id, confirmed.seq, JSON.stringify(confirmed.state)],
  );
}

export function getBase(db: ReadableDb, kind: RecordKind, id: string): ConfirmedRecord {
  const row = oneRow<{ seq: number; state: string }>(
    db,
    'select seq, state from record_bases where kind = ? and id = ?',
    [kind, id],
  );
  if (row === undefined) return getPacked(db, kind, id) ?? nothing;
  return { seq: row.seq, state: stateIn(row.state) };
}

/** What is confirmed of a record now is from now on where its own log begins. */
export function settleBase(db: WritableDb, record: KnownRecord): void {
  const row = oneRow(db, 'select 1 from records where kind = ? and id = ?', [record.kind, record.id]);
  // As it came with a snapshot, it is the base already.
  if (row !== undefined) saveBase(db, record, getConfirmed(db, record.kind, record.id));
}

export function saveBase(
  db: WritableDb,
  record: { readonly kind: RecordKind; readonly id: string },
  base: ConfirmedRecord,
): void {
  leavePacks(db, [record]);
  runSql(
    db,
    `insert into record_bases (kind, id, seq, state) values (?, ?, ?, ?)
     on conflict (kind, id) do update set seq = excluded.seq, state = excluded.state`,
    [record.kind, record.id, base.seq, JSON.stringify(base.state)],
  );
}

/** States of a kind that stand here from snapshots alone: when they came, this program could not read that kind. */
export function listUnreadBases(
  db: ReadableDb,
  kind: RecordKind,
): { readonly id: string; readonly seq: number; readonly state: unknown }[] {
  return allRows<{ id: string; seq: number; state: string }>(
    db,
    `select id, seq, state from record_bases
     where kind = @kind and not exists (select 1 from records where kind = @kind)`,
    { kind },
  ).map(({ id, seq, state }) => ({ id, seq, state: stateIn(state) }));
}

export interface KnownRecord {
  readonly kind: RecordKind;
  readonly id: string;
}
/** Every record this desk holds anything of: confirmed, or only its own open ops. */
export function listRecords(db: ReadableDb): KnownRecord[] {
  return allRows<KnownRecord>(
    db,
    `select kind, id from records union select kind, id from record_bases union select kind, id from packed_states
     union select record_kind, record_id from ops order by 1, 2`,
  );
}

/** Ids of the confirmed records of a kind. */
export function listRecordIds(db: ReadableDb, kind: RecordKind): string[] {
  return allRows<{ id: string }>(
    db,
    'select id from records where kind = @kind union select id from packed_states where kind = @kind order by id',
    { kind },
  ).map((row) => row.id);
}

/** Drops every projection; log, bases and open ops stay, so all of it can be made again. */
export function dropProjections(db: WritableDb): void {
  for (const table of ['records', 'contact_rows', 'handoff_rows', 'client_rows', 'client_words'])
    runSql(db, `delete from ${table}`);
}

/** Everything that came from the region, for a region whose history is not the one this desk followed. */
export function dropSynced(db: WritableDb): void {
  dropProjections(db);
  for (const table of ['record_bases', 'packed_states', 'state_packs', 'cursors'])
    runSql(db, `delete from ${table}`);
}

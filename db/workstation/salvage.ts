// What can still be read of a desk's damaged database goes into a fresh one. Rows on a page that cannot be read are
// counted, the others are taken one by one around it.
import { Fault } from '../../shared/base/refusal.ts';
import { allRows, inTransaction, type ReadableDb, runSql, type SqlValue, type WritableDb } from '../sql.ts';
import { type KeptRepair, readMeta, setMeta } from './deskMeta.ts';

export interface Salvaged {
  /** Own ops that the region has not acknowledged, now in the fresh outbox. */
  readonly unsent: number;
  /** Numbers of own ops that could not be read: what they said is lost unless the region has it already. */
  readonly missing: readonly number[];
  /** Tables of which something could not be read. */
  readonly damaged: readonly string[];
}

type Row = Readonly<Record<string, SqlValue>>;

/** Rows of the desk itself; whatever the region can send again is fetched anew. */
const keptTables = ['meta', 'sign_ins', 'preferences', 'refusals', 'drafts'] as const;
const probesMax = 5_000;
/** One disk is not mended more often than this before somebody changes it. */
const repairsKeptMax = 10;

/** Throws databaseCorrupt when the log cannot be reached at all: then the file must not be replaced. */
export function salvageDesk(from: ReadableDb, to: WritableDb, at: string): Salvaged {
  const damaged = new Set<string>();
  return inTransaction(to, () => {
    for (const table of keptTables) copyTable({ from, to, damaged }, table);
    const acked = ackedIn(to);
    const { rows, wasCut } = readOutboxRows(from, acked);
    if (wasCut) damaged.add('ops');
    if (damaged.has('meta')) keepName(to, rows);
    // What had come of a snapshot stays behind in the damaged file.
    setMeta(to, 'fetched', {});
    setMeta(to, 'entering', null);
    const missing = gapsIn(rows, acked);
    const whole = wholeActions(rows);
    for (const [at, row] of whole.entries()) insertRow(to, 'ops', { ...row, desk_seq: acked + at + 1 });
    // In the same transaction: whoever opens the fresh database is told what became of the old one.
    keepRepair(to, {
      at,
      saved: whole.length,
      missing: missing.length,
      counted: !wasCut && !damaged.has('meta'),
      seen: null,
    });
    return { unsent: whole.length, missing, damaged: [...damaged] };
  });
}

function keepRepair(to: WritableDb, repair: KeptRepair): void {
  const earlier = readMeta(to)?.repairs ?? [];
  setMeta(to, 'repairs', [repair, ...earlier].slice(0, repairsKeptMax));
}

interface Copying {
  readonly from: ReadableDb;
  readonly to: WritableDb;
  readonly damaged: Set<string>;
}

function copyTable({ from, to, damaged }: Copying, table: string): void {
  try {
    for (const row of allRows<Row>(from, `select * from ${table}`)) insertRow(to, table, row);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    damaged.add(table);
  }
}

function insertRow(to: WritableDb, table: string, row: Row): void {
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  runSql(
    to,
    `insert or replace into ${table} (${names.join(', ')}) values (${marks})`,
    names.map((name) => row[name] ?? null),
  );
}

/** The region knows these ops by the desk that made them; under another name it would not know their sign-in. */
function keepName(to: WritableDb, rows: readonly Row[]): void {
  const actor = rows.map((row) => actorIn(row)).findLast((one) => one !== null);
  if (typeof actor !== 'object' || actor === null || !('desk' in actor)) return;
  insertRow(to, 'meta', { name: 'deskId', value: JSON.stringify(actor.desk) });
}

/** Null when it cannot be read: the row is kept for what else it says. */
function actorIn({ actor }: Row): unknown {
  try {
    return JSON.parse(String(actor));
  } catch {
    return null;
  }
}

function ackedIn(db: ReadableDb): number {
  const [row] = allRows<{ value: string }>(db, "select value from meta where name = 'acked'");
  const acked: unknown = row === undefined ? 0 : JSON.parse(row.value);
  return typeof acked === 'number' ? acked : 0;
}

/** In the order they were made. The table is read in halves, and halves of halves, around what cannot be read. */
function readOutboxRows(from: ReadableDb, acked: number): { rows: Row[]; wasCut: boolean } {
  const rows: Row[] = [];
  let wasCut = false;
  let isReached = false;
  let probes = 0;
  const read = (first: number, last: number): void => {
    probes += 1;
    if (probes > probesMax) return;
    try {
      rows.push(
        ...allRows<Row>(
          from,
          'select * from ops not indexed where local between ? and ? and open = 1 and desk_seq > ? order by local',
          [first, last, acked],
        ).map(({ local: _local, ...row }) => row),
      );
      isReached = true;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      wasCut = true;
      if (first === last) return;
      const middle = Math.floor((first + last) / 2);
      read(first, middle);
      read(middle + 1, last);
    }
  };
  read(1, lastLocal(from));
  if (!isReached) throw new Fault('databaseCorrupt');
  rows.sort((left, right) => Number(left.desk_seq) - Number(right.desk_seq));
  return { rows, wasCut };
}

const localGuess = 1 << 22;

function lastLocal(from: ReadableDb): number {
  try {
    const [row] = allRows<{ last: number | null }>(from, 'select max(local) as last from ops');
    return row?.last ?? 0;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return localGuess;
  }
}

function gapsIn(rows: readonly Row[], acked: number): number[] {
  const there = new Set(rows.map((row) => Number(row.desk_seq)));
  const last = Math.max(acked, ...there);
  return Array.from({ length: last - acked }, (_none, at) => acked + at + 1).filter((one) => !there.has(one));
}

/** What is left of an action counts as one: the region takes whole actions only. */
function wholeActions(rows: readonly Row[]): Row[] {
  const many = new Map<string, number>();
  const partOf = (row: Row): number => {
    const part = (many.get(String(row.action_id)) ?? 0) + 1;
    many.set(String(row.action_id), part);
    return part;
  };
  const parts = rows.map((row) => ({ ...row, action_part: partOf(row) }) as Row);
  return parts.map((row) => ({ ...row, action_of: many.get(String(row.action_id)) ?? 1 }));
}

function isUnreadable(error: unknown): boolean {
  return error instanceof Fault && (error.code === 'databaseCorrupt' || error.code === 'diskBroken');
}

// Reads a desk's tables a little at a time: every page read is checked against its seal, so one that went bad is found
// while the region still has what stood on it.
import { allRows, type ReadableDb, type SqlValue } from '../sql.ts';

/** Where the next look begins; `table` counts through {@link looks}. */
export interface ScrubPlace {
  readonly table: number;
  readonly after: readonly SqlValue[];
}

type Row = Readonly<Record<string, SqlValue>>;

interface Look {
  readonly text: string;
  readonly first: readonly SqlValue[];
  readonly keyOf: (row: Row) => SqlValue[];
}

const looks: readonly Look[] = [
  {
    text: 'select * from ops where local > ? order by local limit ?',
    first: [0],
    keyOf: (row) => [row.local ?? 0],
  },
  {
    text: 'select * from records where (kind, id) > (?, ?) order by kind, id limit ?',
    first: ['', ''],
    keyOf: (row) => [row.kind ?? '', row.id ?? ''],
  },
  {
    text: 'select * from record_bases where (kind, id) > (?, ?) order by kind, id limit ?',
    first: ['', ''],
    keyOf: (row) => [row.kind ?? '', row.id ?? ''],
  },
  {
    text: 'select * from packed_states where (kind, id) > (?, ?) order by kind, id limit ?',
    first: ['', ''],
    keyOf: (row) => [row.kind ?? '', row.id ?? ''],
  },
  {
    text: 'select * from state_packs where pack > ? order by pack limit ?',
    first: [0],
    keyOf: (row) => [row.pack ?? 0],
  },
  {
    text: 'select * from parked_ops where seq > ? order by seq limit ?',
    first: [0],
    keyOf: (row) => [row.seq ?? 0],
  },
  {
    text: 'select * from refusals where op_id > ? order by op_id limit ?',
    first: [''],
    keyOf: (row) => [row.op_id ?? ''],
  },
  {
    text: 'select * from contact_rows where contact_id > ? order by contact_id limit ?',
    first: [''],
    keyOf: (row) => [row.contact_id ?? ''],
  },
  {
    text: 'select * from handoff_rows where handoff_id > ? order by handoff_id limit ?',
    first: [''],
    keyOf: (row) => [row.handoff_id ?? ''],
  },
  {
    text: 'select * from client_rows where local > ? order by local limit ?',
    first: [0],
    keyOf: (row) => [row.local ?? 0],
  },
];

export const scrubStart: ScrubPlace = { table: 0, after: looks[0]?.first ?? [] };

/** One look; throws the Fault of what cannot be read. After the last table it begins again. */
export function scrubSome(db: ReadableDb, place: ScrubPlace, rowsMax: number): ScrubPlace {
  const look = looks[place.table];
  if (look === undefined) return scrubStart;
  const rows = allRows<Row>(db, look.text, [...place.after, rowsMax]);
  const last = rows.at(-1);
  if (last !== undefined && rows.length === rowsMax) return { table: place.table, after: look.keyOf(last) };
  const table = (place.table + 1) % looks.length;
  return { table, after: looks[table]?.first ?? [] };
}

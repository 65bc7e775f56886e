export interface RegionTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** How many of the columns, from the first on, name a row; rows are read in their order. */
  readonly keys: number;
  readonly numbers: readonly string[];
}

/** Everything a region keeps, the same in a file and in PostgreSQL. The head of the log follows from the ops. */
export const regionTables: readonly RegionTable[] = [
  table('ops', 1, 'seq id desk desk_seq record refused kept op', 'seq desk_seq kept'),
  table('echoes', 2, 'desk desk_seq seq op', 'desk_seq seq'),
  table('feed', 3, 'scope pos seq', 'pos seq'),
  table('records', 1, 'record kind id seq scopes state', 'seq'),
  table('record_scopes', 2, 'scope record'),
  table('desks', 1, 'desk high_water copied_from', 'high_water'),
  table('users', 1, 'user name role unit scopes password_hash'),
  table('units', 1, 'unit names'),
  table(
    'sessions',
    1,
    'id user name role unit scopes desk expires_at_ms refresh_issued refresh_used ended',
    'expires_at_ms refresh_issued refresh_used ended',
  ),
  table('region_values', 1, 'name value'),
];

function table(name: string, keys: number, ...[columns = '', numbers = '']: string[]): RegionTable {
  return { name, keys, columns: columns.split(' '), numbers: numbers.split(' ') };
}

export type Value = string | number | null;
/** In the order of the table's columns. */
export type Row = readonly Value[];

export const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Rows after a key in the order of the key; both databases compare bytes. */
export function pageText(
  { name, columns, keys }: RegionTable,
  ask: { readonly isFirst: boolean; readonly mark: (at: number) => string },
): string {
  const by = columns.slice(0, keys);
  const places = by.map((_column, at) => ask.mark(at + 1)).join(', ');
  const after = ask.isFirst ? '' : `where (${quoted(by)}) > (${places})`;
  const limit = ask.mark(ask.isFirst ? 1 : keys + 1);
  return `select ${quoted(columns)} from ${name} ${after} order by ${quoted(by)} limit ${limit}`;
}

/** Where a region's rows can be read, all of one moment. */
export interface RowSource {
  read(table: RegionTable, after: Row | null, limit: number): Promise<Row[]>;
  close(): Promise<void>;
}

/** Where they can be put; nobody takes it for a region before `finish`. */
export interface RowTarget extends RowSource {
  /** The last row in the order of the key, to go on from. */
  last(table: RegionTable): Promise<Row | null>;
  put(table: RegionTable, rows: readonly Row[]): Promise<void>;
  finish(newEpoch: string | null): Promise<void>;
}

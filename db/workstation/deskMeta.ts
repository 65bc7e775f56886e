import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

/** A damaged database was replaced by this one, or by one before it: counts of own ops, and who has read of it. */
export interface KeptRepair {
  readonly at: string;
  readonly saved: number;
  readonly missing: number;
  /** False: others may be missing beside the counted ones. */
  readonly counted: boolean;
  readonly seen: { readonly user: string; readonly at: string } | null;
}

/** Single values of the desk. `acked`: own ops up to it are durable at the region. */
export interface DeskMeta {
  readonly deskId: string;
  readonly epoch: string | null;
  readonly acked: number;
  /** The own op at `acked`, by its id as it was sent; another number was put down by a program that did not know of it. */
  readonly ackedOp: { readonly deskSeq: number; readonly op: string } | null;
  /** Own ops after this number, up to `acked`, have places in this history that the region has not told yet; null: none. */
  readonly unplacedAfter: number | null;
  /** The furthest position of that epoch which the region named to this desk, and the op there. */
  readonly mark: { readonly seq: number; readonly op: string } | null;
  readonly skewMs: number;
  readonly lastAcknowledgedAt: string | null;
  /** The user whose sign-in a restarted engine goes on with; null after signing out. */
  readonly signedIn: string | null;
  /** Units of the region as JSON, for the choice of a receiver without a network. */
  readonly units: string;
  /** Public keys of the region that this desk trusts for releases: the first it saw, and its successors. */
  readonly regionKeys: readonly string[];
  /** When this desk last stood where the region's feed led, to the minute: the age of what it shows. */
  readonly levelAt: string | null;
  /** As the region last announced it. */
  readonly maintenance: { readonly from: string; readonly until: string } | null;
  /** How often this desk's damaged database was replaced, newest first. */
  readonly repairs: readonly KeptRepair[];
  /** Records of scopes that this desk has lost may still be here. */
  readonly holdsForeign: boolean;
  /** Of scopes whose snapshot is not whole yet: where it stands, and with which key it goes on. */
  readonly fetched: Readonly<Record<string, { readonly pos: number; readonly nextKey: string }>>;
  /**
   * The record that was last fetched by itself: for which page of a scope, and with which key it goes on; null where all of
   * it is here.
   */
  readonly entering: {
    readonly scope: string;
    readonly after: number;
    readonly key: string;
    readonly nextKey: string | null;
  } | null;
  /** When own entries older than the region's backups were last let go. */
  readonly forgotAt: string | null;
}
export type MetaName = keyof DeskMeta;

const unset: Omit<DeskMeta, 'deskId'> = {
  epoch: null,
  acked: 0,
  ackedOp: null,
  unplacedAfter: null,
  mark: null,
  skewMs: 0,
  lastAcknowledgedAt: null,
  signedIn: null,
  units: '[]',
  holdsForeign: false,
  fetched: {},
  entering: null,
  forgotAt: null,
  regionKeys: [],
  levelAt: null,
  maintenance: null,
  repairs: [],
};

/** Null in a database that has not been given to a desk yet. */
export function readMeta(db: ReadableDb): DeskMeta | null {
  const rows = allRows<{ name: string; value: string }>(db, 'select name, value from meta');
  const values = Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as unknown]));
  return typeof values.deskId === 'string' ? ({ ...unset, ...values } as DeskMeta) : null;
}

export function setMeta<Name extends MetaName>(db: WritableDb, name: Name, value: DeskMeta[Name]): void {
  runSql(
    db,
    'insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    [name, JSON.stringify(value)],
  );
}

export function readCursors(db: ReadableDb): Map<string, number> {
  const rows = allRows<{ scope: string; pos: number }>(db, 'select scope, pos from cursors order by scope');
  return new Map(rows.map((row) => [row.scope, row.pos]));
}

export function setCursor(db: WritableDb, scope: string, pos: number): void {
  runSql(
    db,
    'insert into cursors (scope, pos) values (?, ?) on conflict (scope) do update set pos = excluded.pos',
    [scope, pos],
  );
}

/** Preferences as JSON, kept per user. */
export function getPreferences(db: ReadableDb, user: string): string | null {
  return oneRow<{ body: string }>(db, 'select body from preferences where user = ?', [user])?.body ?? null;
}

export function setPreferences(db: WritableDb, user: string, body: string): void {
  runSql(
    db,
    'insert into preferences (user, body) values (?, ?) on conflict (user) do update set body = excluded.body',
    [user, body],
  );
}

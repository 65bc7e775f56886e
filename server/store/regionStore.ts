import type { DeskRow } from '../../db/region/desks.ts';
import type { FeedAsk, FeedRow, WidenRow } from '../../db/region/feed.ts';
import type { EchoRow, FirstOutcome, LoggedOp, LogRow, OutcomeRow } from '../../db/region/ops.ts';
import type { RecordRow } from '../../db/region/records.ts';
import type { SessionRow, UnitNames, UserRow } from '../../db/region/sessions.ts';
import type { RecordRef } from '../../shared/domain/fact.ts';
import type { SettledOp } from '../../shared/op/op.ts';
import type { SharedLog } from './sharedLog.ts';

/** A record as the rules need it. A record nobody has created has no state, but may already stand in the log. */
export interface RecordView {
  readonly state: unknown;
  readonly seq: number;
  readonly scopes: readonly string[];
  readonly logged: boolean;
  /** What was accepted about it before anybody created it, in order: folded in when somebody does. */
  readonly early?: readonly SettledOp[];
}

/** Everything one group of pushes is judged on, asked for at once: one round trip on a networked database. */
export interface LoadAsk {
  readonly records: readonly string[];
  readonly desks: readonly string[];
  readonly sessions: readonly string[];
  readonly opIds: readonly string[];
  /** Keeps the log for the asker: nobody else commits before its next `append` or `release`. */
  readonly hold?: boolean;
  /** What the asker knows as of a head: what was committed of these records since then is given too. */
  readonly since?: { readonly head: number; readonly records: readonly string[] };
}

/** What stands under a number of a desk. */
export interface OwnOp {
  readonly desk: string;
  readonly deskSeq: number;
  readonly id: string;
}

export interface Loaded {
  readonly head: number;
  readonly records: ReadonlyMap<string, RecordView>;
  readonly desks: ReadonlyMap<string, DeskRow>;
  readonly sessions: ReadonlyMap<string, SessionRow>;
  /** First ops of the ids asked for. */
  readonly ops: ReadonlyMap<string, FirstOutcome>;
  /** Where pushes say something again, what stands there. */
  readonly own?: readonly OwnOp[];
  /** Of whom something was committed after the head asked about; null: anything may have changed, and all is given. */
  readonly touched?: { readonly records: readonly string[]; readonly desks: readonly string[] } | null;
}

/** All of one commit; it is durable as a whole or not there at all. */
export interface CommitRows {
  readonly ops: readonly LogRow[];
  readonly records: readonly RecordRow[];
  readonly feed: readonly FeedRow[];
  readonly widened: readonly WidenRow[];
  readonly highWaters: ReadonlyMap<string, number>;
  readonly echoes: readonly EchoRow[];
}

/**
 * `moved`: somebody else committed since; `opIdTaken`: an op is in the log already, under another desk's name;
 * `renamed`: the history is another one than what was judged is about.
 */
export type AppendResult = 'ok' | 'moved' | 'opIdTaken' | 'renamed';

export interface FeedPage {
  readonly upto: number;
  readonly more: boolean;
  readonly own: number;
  readonly ops: readonly LoggedOp[];
  /** A record entered at `upto` whose history is more than a page: it is fetched as a snapshot, with this key first. */
  readonly longEntry?: LongEntry;
}

export interface LongEntry {
  readonly scope: string;
  readonly key: string;
}

/** A record as it is told to desks: nobody here needs to read what its state says. */
export interface SnapshotRecord extends Pick<RecordRow, 'record' | 'kind' | 'id' | 'seq'> {
  /** As JSON. */
  readonly state: string;
}

export interface SnapshotAsk {
  readonly scope: string;
  readonly afterKey: string | null;
  readonly limit: number;
  /** Once so much was read the slice ends; a record that is more by itself comes in parts. */
  readonly charsMax?: number;
  readonly opsMax?: number;
}

export interface SnapshotSlice {
  /** The head when the slice was read. */
  readonly seq: number;
  readonly records: readonly SnapshotRecord[];
  readonly ops: readonly LoggedOp[];
  readonly nextKey: string | null;
}

/** Where nobody asks for another end of a slice. */
export const sliceCharsUsual = 256 * 1024;
export const sliceOpsUsual = 1_000;

/**
 * The region's memory. Every method is one round trip, so a networked database can stand behind it; all but `append`,
 * `save…` and `probe` only read. A trouble of the disk is thrown as a Fault, and nothing was stored then; where a
 * connection broke in the middle nobody knows, and the next `load` tells.
 */
export interface RegionStore {
  load(ask: LoadAsk): Promise<Loaded>;
  /** With `epoch`, only while the history has this name: no renaming comes between the look and the commit. */
  append(expectedHead: number, rows: CommitRows, epoch?: string): Promise<AppendResult>;
  /** Gives the log back that a `load` kept, when nothing is appended after all. */
  release(): Promise<void>;
  readFeed(ask: FeedAsk): Promise<FeedPage>;
  countFeed(ask: { scope: string; after: number; max: number }): Promise<number>;
  /** Which op came when to a position, accepted or refused: what a desk says to name the past it stands on. */
  getMarkAt(seq: number): Promise<string | undefined>;
  /** The op a desk sent under this number. */
  getOwnOpId(ask: { desk: string; deskSeq: number }): Promise<string | undefined>;
  readOutcomes(ask: { desk: string; after: number; upto: number }): Promise<readonly OutcomeRow[]>;
  /** Records of a scope, for whoever is to be told how much is coming; left out where counting costs too much. */
  countRecords?(scope: string): Promise<number>;
  readSnapshot(ask: SnapshotAsk): Promise<SnapshotSlice>;
  getDesk(desk: string): Promise<DeskRow>;
  addCopiedDesk(desk: string, copiedFrom: string): Promise<void>;
  getEpoch(): Promise<string>;
  /** With `instead`, only where that one still stands. Gives the one that stands then. */
  saveEpoch(epoch: string, instead?: string): Promise<string>;
  /** The key that signs tokens; the first caller's proposal is kept. */
  getTokenKey(proposal: string): Promise<string>;
  /** The keys that sign releases, as one text; the first caller's proposal is kept. */
  getReleaseKeys(proposal: string): Promise<string>;
  saveReleaseKeys(keys: string): Promise<void>;
  getSession(id: string): Promise<SessionRow | undefined>;
  saveSession(session: SessionRow): Promise<void>;
  getUser(user: string): Promise<UserRow | undefined>;
  saveUser(user: UserRow): Promise<void>;
  getUnitNames(unit: string): Promise<UnitNames | undefined>;
  saveUnit(unit: string, names: UnitNames): Promise<void>;
  /** Commits something small, to know whether a commit is possible. */
  probe(stamp: string): Promise<void>;
  /** Folds in what a predecessor of this program could only store; true when a record is another than before. */
  readUnread?(): Promise<boolean>;
  /** Called when nothing waits: housekeeping that would slow a commit down. */
  tidyUp(): Promise<void>;
  close(): Promise<void>;
  /** Present when other processes may stand behind the same region. */
  readonly shared?: SharedLog;
}

export function recordKey(record: RecordRef): string {
  return `${record.kind}/${record.id}`;
}

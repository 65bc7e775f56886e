// The wire between a desk's engine and the region. One message in flight per direction of data; correctness never
// depends on the socket: it may lose, repeat or reorder.
import { z } from 'zod';
import { refusalReasons } from '../base/refusal.ts';
import { opEnvelope, recordKind } from '../op/op.ts';
import { session } from './sessionProtocol.ts';

export const protocolVersion = 1;
export const pushOpsMax = 500;
/** So that five hundred edits of a sentence each go at once, and stand in one commit. */
export const pushBytesMax = 384 * 1024;
export const pageOpsMax = 1_000;
export const messageBytesMax = 1024 * 1024;
/** Own ops kept after the region acknowledged them, so that a region restored from a backup gets them again. */
export const backupHorizonMs = 35 * 24 * 3_600_000;

const seq = z.int().nonnegative();
const opRefusal = z.strictObject({
  reason: z.enum(refusalReasons),
  by: z.strictObject({ user: z.string(), desk: z.string() }).optional(),
  at: z.string().optional(),
});

/** deskSeq `from`..`to` were given seq `seq`, `seq + 1`, …; those listed in `refused` keep their place as refused. */
export const settledRange = z.strictObject({ from: seq, to: seq, seq });
export const settlement = z.strictObject({
  ranges: z.array(settledRange),
  refused: z.array(z.strictObject({ deskSeq: seq, refusal: opRefusal })),
  receivedAt: z.iso.datetime(),
});
export type Settlement = z.infer<typeof settlement>;

export const hello = z.strictObject({
  protocol: z.int(),
  app: z.string().max(64),
  /** The epoch this desk last synced with; null for a new desk. */
  epoch: z.string().max(64).nullable(),
  /** Position per scope: every op of the scope up to it is applied. */
  cursors: z.record(z.string().max(128), seq),
  /** Own ops acknowledged so far, and made so far. */
  acked: seq,
  deskSeq: seq,
  /** The region's op at its high-water mark is not this desk's: it is a copy that was used, and needs a new name. */
  forked: z.boolean().optional(),
});
export type Hello = z.infer<typeof hello>;

/**
 * The op that stands at a position, as the region told it. A desk says it when it connects: where another op stands there
 * now, somebody put an older file in the place of the region's, and others filled what it lacked.
 */
export const historyMark = z.strictObject({
  epoch: z.string().max(64),
  seq,
  op: z.string().max(64),
});
export type HistoryMark = z.infer<typeof historyMark>;

/** The last op that was acknowledged to a desk in a history, by its number and by its id as it was sent. */
export const ownMark = z.strictObject({ epoch: z.string().max(64), deskSeq: seq, op: z.string().max(64) });
export type OwnMark = z.infer<typeof ownMark>;

/** A key that releases are signed by; every one but the first is signed over by an older one. Ed25519, SPKI, base64. */
export const offeredKey = z.strictObject({
  publicKey: z.string().max(200),
  signature: z.string().max(200).nullable(),
});
export type OfferedKey = z.infer<typeof offeredKey>;

export const welcome = z.strictObject({
  ok: z.literal(true),
  protocol: z.int(),
  epoch: z.string(),
  head: seq,
  /** The region's own last deskSeq of this desk: the desk resends everything after it. */
  highWater: seq,
  /** Which op that is. A desk that made another one under that number is a copy: it says hello again as `forked`. */
  highWaterOp: z.string().max(64).optional(),
  session,
  /** Outcomes of own ops after `acked` that the region already holds. */
  settlement,
  /** Scopes to fetch as a snapshot because the desk holds nothing of them or its epoch is gone. */
  snapshot: z.array(z.string()),
  /** Set when the region holds ops of this desk that the desk never made: a copied or restored desk takes a new name. */
  newDesk: z.string().nullable(),
  /** Oldest first. */
  releaseKeys: z.array(offeredKey).max(20).optional(),
  time: z.iso.datetime(),
});
export type Welcome = z.infer<typeof welcome>;

/** Ops in deskSeq order without gaps, whole actions only. */
export const push = z.strictObject({ ops: z.array(opEnvelope).min(1).max(pushOpsMax) });
export type Push = z.infer<typeof push>;
/** A stretch of the order in which a desk gets nothing, with the op that stands at its end. */
export const passed = z.strictObject({ after: seq, upto: seq, uptoOp: z.string().max(64) });
export type Passed = z.infer<typeof passed>;
/**
 * Durable at the region: everything up to `acked`. With `passed` that is all there is up to there: a page without ops, for
 * a desk that said it takes bulletins.
 */
export const pushed = z.strictObject({
  ok: z.literal(true),
  acked: seq,
  settlement,
  passed: passed.optional(),
});
export type Pushed = z.infer<typeof pushed>;

export const notOk = z.strictObject({
  ok: z.literal(false),
  code: z.enum([
    'gap',
    'busy',
    'tooLarge',
    'badOp',
    'badMessage',
    'protocolTooOld',
    'protocolTooNew',
    'sessionExpired',
    'sayHello',
  ]),
  /** gap: resend from here. */
  highWater: seq.optional(),
  /** badOp: the op the region cannot take at all; the desk dead-letters its action and goes on. */
  deskSeq: seq.optional(),
  path: z.string().max(200).optional(),
  retryAfterMs: z.int().nonnegative().optional(),
});
export type NotOk = z.infer<typeof notOk>;

export const settledOp = opEnvelope.extend({ seq, receivedAt: z.iso.datetime() });

/** A record to be fetched as a snapshot that begins with this key and ends where there is no next one. */
const longEntry = z.strictObject({ scope: z.string().max(128), key: z.string().max(200) });

/**
 * Ops of the desk's scopes ordered by feed position, other desks' only: own ones came by settlement. With the history of a
 * record that entered a scope all come, since the desk may have given the record up.
 * Applies only when the desk stands exactly at `after` in each of `scopes` and its own ops up to `own` are settled.
 * An op may be older than `after`: its record joined the scope later.
 */
export const page = z.strictObject({
  scopes: z.array(z.string()),
  after: seq,
  upto: seq,
  own: seq,
  more: z.boolean(),
  ops: z.array(settledOp),
  /** Which op stands at `upto`, where the region knows it at once; only for a desk that said it takes it. */
  uptoOp: z.string().max(64).optional(),
  /** The record of this position has more history than a page holds: `ops` is empty, and this is fetched first. */
  longEntry: longEntry.optional(),
});
export type Page = z.infer<typeof page>;

/**
 * The same page for many desks, in short: it is about all scopes of a desk's session, passes nothing of its own, and leaves
 * nothing over. Only for a desk that said it takes them.
 */
export const bulletin = passed.extend({ ops: z.array(settledOp) });
export type Bulletin = z.infer<typeof bulletin>;

/** What a desk on a slow line asks an answer to stay below; said only when it needs to be. */
const bytesMax = z.int().min(1_024).max(messageBytesMax).optional();

export const pull = z.strictObject({
  scopes: z.array(z.string().max(128)).min(1).max(50),
  after: seq,
  bytesMax,
});
export type Pull = z.infer<typeof pull>;

export const snapshotRequest = z.strictObject({
  scope: z.string().max(128),
  afterKey: z.string().max(200).nullable(),
  bytesMax,
});
/** Pieces one behind the other, and the bytes each of them has: a message carries few binary parts. */
const statePacks = z.strictObject({
  sizes: z.array(z.int().positive()),
  bytes: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
});
export type StatePacks = z.infer<typeof statePacks>;

/**
 * `ops` are the append-only ones (notes) that records keep in the log. `seq` is the head when the page was read. A desk
 * that said it takes them gets its states in `packs`, each of many records of one kind, and no `records`.
 */
export const snapshotPage = z.strictObject({
  scope: z.string(),
  seq,
  records: z.array(z.strictObject({ kind: recordKind, id: z.string(), seq, state: z.unknown() })),
  packs: statePacks.optional(),
  ops: z.array(settledOp),
  nextKey: z.string().nullable(),
  /** Which op stands at `seq`; only for a desk that said it takes it. */
  seqOp: z.string().max(64).optional(),
});
export type SnapshotPage = z.infer<typeof snapshotPage>;

export const deskStates = [
  'signedOut',
  'ready',
  'ringing',
  'talking',
  'wrappingUp',
  'break',
  'casework',
] as const;
export const presence = z.strictObject({
  state: z.enum(deskStates),
  contactId: z.string().max(100).nullable(),
  pending: z.int().nonnegative(),
});
export type Presence = z.infer<typeof presence>;
export const deskSeen = presence.extend({
  desk: z.string(),
  user: z.string(),
  name: z.string(),
  unit: z.string(),
  role: z.string(),
  since: z.iso.datetime(),
  connected: z.boolean(),
});
export type DeskSeen = z.infer<typeof deskSeen>;
export const presenceList = z.strictObject({ desks: z.array(deskSeen), at: z.iso.datetime() });
export type PresenceList = z.infer<typeof presenceList>;

/** A span of time in which the region will not answer, as its keepers announced it; null: none. */
export const maintenance = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });
export type Maintenance = z.infer<typeof maintenance>;
export const regionNotice = z.object({ maintenance: maintenance.nullable() });
export type RegionNotice = z.infer<typeof regionNotice>;
/** How many records the snapshot of a scope will bring, so that a person can be told how far it has come. */
export const snapshotAhead = z.object({ scope: z.string().max(128), records: z.int().nonnegative() });

/** Desk → region, each answered by its acknowledgement. */
export interface RegionRequests {
  hello: { ask: Hello; answer: Welcome | NotOk };
  push: { ask: Push; answer: Pushed | NotOk };
  pull: { ask: Pull; answer: Page | NotOk };
  snapshot: { ask: z.infer<typeof snapshotRequest>; answer: SnapshotPage | NotOk };
  presence: { ask: Presence; answer: { ok: true } | NotOk };
}
/** Region → desk, hints; at most their arrival is confirmed. A lost one is healed by the next pull, and an older desk hears no new kind. */
export interface RegionHints {
  page: Page;
  bulletin: Bulletin;
  notice: RegionNotice;
  ahead: z.infer<typeof snapshotAhead>;
  presence: PresenceList;
  closing: { reason: 'shutdown' | 'sessionExpired' | 'replaced'; retryAfterMs: number };
}

import { markOf } from '../db/region/ops.ts';
import type { Clock, Scheduler } from '../platform/clock.ts';
import { isoTime } from '../platform/clock.ts';
import { type Logger, stackOf } from '../platform/logger.ts';
import { Fault, type FaultCode } from '../shared/base/refusal.ts';
import type { Op } from '../shared/op/op.ts';
import type { NotOk, Pushed } from '../shared/protocol/regionProtocol.ts';
import { acceptOps, type DeskPush, type Judged, type PushOutcome, saidAgain, sayHello } from './acceptOps.ts';
import type { RegionMetrics } from './operations/regionMetrics.ts';
import { settlementOf } from './settlement.ts';
import {
  type AppendResult,
  type Loaded,
  type OwnOp,
  type RegionStore,
  recordKey,
} from './store/regionStore.ts';
import type { UnheardOp } from './store/sharedLog.ts';
import { createViewCache } from './viewCache.ts';

export const groupOpsMax = 2_000;
const waitingOpsMax = 20_000;
const busyRetryMs = 500;
const attemptsMax = 10;
/** Long enough that a storm in which desks are slower than the region is not taken for its end. */
const quietMs = 3_000;
/** After another process was first: for so long the log is locked before it is looked at, so that nobody tries in vain. */
const contendedMs = 300;

export interface CommitNews {
  /** The head it was committed on. */
  readonly before: number;
  readonly head: number;
  /** Which op stands at the head, where it is known. */
  readonly headMark?: string;
  readonly fed: Judged['fed'];
  /** Fed to scopes of which nobody here was known to follow any. */
  readonly unheard?: readonly Pick<UnheardOp, 'seq' | 'desk' | 'scopes'>[];
  readonly widenedScopes: ReadonlySet<string>;
  readonly highWaters: ReadonlyMap<string, number>;
}

export interface WriterParts {
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Logger;
  readonly metrics: RegionMetrics;
  readonly onCommitted: (news: CommitNews) => void;
  /** The history as this process knows it: its name, and up to where it was told. */
  readonly history: () => { readonly epoch: string; readonly head: number };
}

export interface Writer {
  push(push: DeskPush): Promise<Pushed | NotOk>;
  /** A desk that came anew may have worked elsewhere meanwhile. */
  forgetDesk(desk: string): void;
  /** The history is another one. */
  forgetAll(): void;
  /** Why nothing can be committed any more, or null. */
  broken(): FaultCode | null;
  /** Resolves when everything that was waiting is committed; later pushes are answered `busy`. */
  close(): Promise<void>;
}

interface Waiting extends DeskPush {
  readonly answer: (answer: Pushed | NotOk) => void;
}

const busy: NotOk = { ok: false, code: 'busy', retryAfterMs: busyRetryMs };

/** One commit at a time. Whatever arrives while one runs goes into the next, so load makes groups larger, not slower. */
export function createWriter(parts: WriterParts): Writer {
  const { scheduler } = parts;
  const cache = createViewCache();
  let waiting: Waiting[] = [];
  let waitingOps = 0;
  let running: Promise<void> | null = null;
  let closing = false;
  let broken: FaultCode | null = null;
  let stopTidying = () => {};
  const turn: Turn = { contendedUntil: Number.NEGATIVE_INFINITY };

  function takeGroup(): Waiting[] {
    let ops = 0;
    let many = 0;
    while (many < waiting.length && ops < groupOpsMax) {
      ops += waiting[many]?.ops.length ?? 0;
      many += 1;
    }
    waitingOps -= ops;
    return waiting.splice(0, many);
  }

  /** Whoever was told of another history says hello again: what its ops have seen counts in that one. */
  function isOfThisHistory({ history, answer }: Waiting): boolean {
    const isSame = history === undefined || history === parts.history().epoch;
    if (!isSame) answer(sayHello);
    return isSame;
  }

  async function run(): Promise<void> {
    do {
      // Reading what has arrived first makes the group larger and lets answers out between two commits.
      await new Promise<void>((resume) => scheduler.soon(resume));
      const group = takeGroup().filter(isOfThisHistory);
      if (group.length > 0) await commitGroup(group);
    } while (waiting.length > 0);
    running = null;
    stopTidying();
    if (!closing) stopTidying = scheduler.after(quietMs, tidyUp);
  }

  function tidyUp(): void {
    if (running !== null) return;
    parts.store.tidyUp().catch((error: unknown) => parts.log.warn('not tidied', { stack: stackOf(error) }));
  }

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      if (broken !== null) throw new Fault(broken);
      const answers = await commit(parts, { cache, turn }, group);
      for (const [at, one] of group.entries()) one.answer(answers[at] ?? busy);
    } catch (error) {
      cache.clear();
      await parts.store.release();
      if (error instanceof Fault) {
        // After a failed write the disk's own memory of it cannot be trusted: only a new start reads it again.
        if (error.code === 'diskBroken' || error.code === 'databaseCorrupt') broken = error.code;
        parts.log.error('commit failed', { code: error.code, count: group.length });
        for (const one of group) one.answer(busy);
      } else await commitApart(group, error);
    }
  }

  /** Something in the group breaks our own rules: the others must not suffer for it. */
  async function commitApart(group: readonly Waiting[], error: unknown): Promise<void> {
    parts.log.error('commit broke', { stack: stackOf(error), count: group.length });
    if (group.length > 1) {
      for (const one of group) await commitGroup([one]);
      return;
    }
    for (const one of group) one.answer({ ok: false, code: 'badOp', deskSeq: one.ops[0]?.deskSeq ?? 0 });
  }

  return {
    push(push) {
      if (closing || waitingOps + push.ops.length > waitingOpsMax) return Promise.resolve(busy);
      return new Promise((answer) => {
        waiting.push({ ...push, answer });
        waitingOps += push.ops.length;
        running ??= run();
      });
    },
    forgetDesk: cache.forgetDesk,
    forgetAll: cache.clear,
    broken: () => broken,
    async close() {
      closing = true;
      await running;
      stopTidying();
      waiting = [];
    },
  };
}

interface Turn {
  contendedUntil: number;
}

interface Memory {
  readonly cache: ReturnType<typeof createViewCache>;
  readonly turn: Turn;
}

interface Gathering {
  readonly group: readonly DeskPush[];
  readonly opIds: readonly string[];
  readonly hold: boolean;
  /** The head that was told to desks before. */
  readonly told: number;
}

async function commit(
  parts: WriterParts,
  { cache, turn }: Memory,
  group: readonly DeskPush[],
): Promise<(Pushed | NotOk)[]> {
  const { store, clock, metrics } = parts;
  const receivedAt = isoTime(clock);
  const { epoch, head: told } = parts.history();
  let opIds: string[] = [];
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const hold = clock.monotonic() < turn.contendedUntil;
    const loaded = await gather(parts, cache, { group, opIds, hold, told });
    if (loaded === 'again') {
      await store.release();
      continue;
    }
    if (loaded === 'shorter') return turnAway(parts, cache, group);
    const own = await readSaidAgain(store, loaded, group);
    const judged = acceptOps({ ...loaded, own }, group, receivedAt);
    const startedAt = clock.monotonic();
    const result = await append(store, { head: loaded.head, epoch }, judged);
    if (result === 'ok') {
      metrics.committed({ rows: judged.rows.ops, ms: clock.monotonic() - startedAt });
      cache.absorb(loaded, judged);
      logBroken(parts.log, judged);
      parts.onCommitted(newsOf(loaded, judged));
      const answer = (push: DeskPush, at: number) => answerOf(store, push, judged.outcomes[at]);
      return Promise.all(group.map(answer));
    }
    if (result === 'renamed') return turnAway(parts, cache, group);
    if (result === 'moved') {
      cache.clear();
      turn.contendedUntil = clock.monotonic() + contendedMs;
    } else opIds = group.flatMap((push) => push.ops.map((op) => op.id));
  }
  throw new Fault('databaseLocked');
}

/** Nothing to store is still an answer about the log: where others write too, it must be about the log of now. */
async function append(
  store: RegionStore,
  { head, epoch }: { readonly head: number; readonly epoch: string },
  { rows }: Judged,
): Promise<AppendResult> {
  const isEmpty = rows.ops.length === 0 && rows.echoes.length === 0;
  if (!isEmpty) return store.append(head, rows, epoch);
  if (store.shared === undefined) return 'ok';
  await store.release();
  const news = await store.shared.readNews({ after: head, limit: 1 });
  if (news.epoch !== epoch) return 'renamed';
  return news.head === head ? 'ok' : 'moved';
}

/** Judged on another history than its desks have seen, or on one that nobody has given its name yet. */
async function turnAway(
  { store }: WriterParts,
  cache: Memory['cache'],
  group: readonly DeskPush[],
): Promise<NotOk[]> {
  cache.clear();
  await store.release();
  return group.map(() => sayHello);
}

/**
 * `again`: everything was forgotten while it was read, so what was remembered as it began is missing now. `shorter`
 * than was told already: the database was put back from a backup, and nobody has noticed yet.
 */
async function gather(
  { store }: WriterParts,
  cache: ReturnType<typeof createViewCache>,
  { group, opIds, hold, told }: Gathering,
): Promise<Loaded | 'again' | 'shorter'> {
  const records = new Set<string>();
  const desks = new Set<string>();
  const sessions = new Set<string>();
  for (const { desk, ops } of group) {
    desks.add(desk);
    for (const op of ops) {
      records.add(recordKey(op.record));
      const call = callOf(op);
      if (call !== null) records.add(call);
      sessions.add(op.session);
    }
  }
  const missing = cache.missing({ records, desks, sessions });
  if (missing === null && opIds.length === 0 && !hold) return cache.view();
  const ask = missing ?? { records: [], desks: [], sessions: [] };
  const head = cache.head();
  const since = head === null ? {} : { since: { head, records: [...records] } };
  // Desks are few and change with every push: they are asked for anew whenever anything is.
  const loaded = await store.load({ ...ask, desks: [...desks], opIds, hold, ...since });
  if (cache.head() !== head) return 'again';
  if (loaded.head < told) return 'shorter';
  cache.add(loaded);
  return { ...cache.view(), head: loaded.head, ops: loaded.ops };
}

/** Who may begin a plan that is there already goes by its call. */
function callOf({ type, body }: Op): string | null {
  if (type !== 'plan.drafted') return null;
  const { contactId } = (body ?? {}) as { readonly contactId?: unknown };
  return typeof contactId === 'string' ? recordKey({ kind: 'contact', id: contactId }) : null;
}

async function readSaidAgain(
  store: RegionStore,
  { desks }: Loaded,
  group: readonly DeskPush[],
): Promise<OwnOp[]> {
  const known: OwnOp[] = [];
  for (const push of group) {
    const { desk } = push;
    const deskSeq = saidAgain(push, desks.get(desk)?.highWater ?? 0);
    if (deskSeq === null) continue;
    const id = await store.getOwnOpId({ desk, deskSeq });
    if (id !== undefined) known.push({ desk, deskSeq, id });
  }
  return known;
}

async function answerOf(
  store: RegionStore,
  push: DeskPush,
  outcome: PushOutcome | undefined,
): Promise<Pushed | NotOk> {
  if (outcome === undefined) return busy;
  if (outcome.kind === 'answer') return outcome.answer;
  const { after, upto, receivedAt } = outcome;
  const outcomes = await store.readOutcomes({ desk: push.desk, after, upto });
  return { ok: true, acked: upto, settlement: settlementOf(outcomes, receivedAt) };
}

function newsOf(loaded: Loaded, judged: Judged): CommitNews {
  const last = judged.rows.ops.at(-1)?.op;
  return {
    ...(last === undefined ? {} : { headMark: markOf(last) }),
    before: loaded.head,
    head: loaded.head + judged.rows.ops.length,
    fed: judged.fed,
    widenedScopes: new Set(judged.rows.widened.map((row) => row.scope)),
    highWaters: judged.rows.highWaters,
  };
}

function logBroken(log: Logger, judged: Judged): void {
  for (const { op, error } of judged.broken)
    log.error('a rule broke', { type: op.type, seq: op.seq, stack: stackOf(error) });
}

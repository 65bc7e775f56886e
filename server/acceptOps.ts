// Keeps RG3–RG10: the only write path of the region. Pure: loaded rows in, rows to commit and answers out.
import { isDeepStrictEqual } from 'node:util';
import type { FeedRow, WidenRow } from '../db/region/feed.ts';
import type { EchoRow, FirstOutcome, LoggedOp, LogRow } from '../db/region/ops.ts';
import type { RecordRow } from '../db/region/records.ts';
import type { SessionRow } from '../db/region/sessions.ts';
import { type FactType, mayAuthor } from '../shared/domain/access/policy.ts';
import type { Fact } from '../shared/domain/fact.ts';
import type { Actor } from '../shared/domain/field/field.ts';
import type { Plan } from '../shared/domain/plan/plan.ts';
import { applyOp, foldSettled } from '../shared/op/foldOps.ts';
import type { Op, OpRefusal } from '../shared/op/op.ts';
import { opBodyBytesMax, stampOf } from '../shared/op/op.ts';
import { knownFact, scopesOf, unitScope } from '../shared/op/opCatalogue.ts';
import type { NotOk, Pushed } from '../shared/protocol/regionProtocol.ts';
import { settlementOf } from './settlement.ts';
import { type CommitRows, type Loaded, type OwnOp, type RecordView, recordKey } from './store/regionStore.ts';

/** A person as the region let them in. */
export type Author = Pick<SessionRow, 'user' | 'role' | 'unit' | 'scopes'>;

export interface DeskPush {
  readonly desk: string;
  readonly ops: readonly Op[];
  /** Who is signed in on the line that the push came by. */
  readonly signedIn?: Author;
  /** The history its desk was told at hello: every basis counts in that one. */
  readonly history?: string;
}

export const sayHello: NotOk = { ok: false, code: 'sayHello' };

/** `again`: part of the push was here before; its first outcomes are read back after the commit. */
export type PushOutcome =
  | { readonly kind: 'answer'; readonly answer: Pushed | NotOk }
  | { readonly kind: 'again'; readonly after: number; readonly upto: number; readonly receivedAt: string };

/** An accepted op on its way to the desks of its scopes; `chars` is the length of its body as JSON. */
export interface FedOp {
  readonly op: LoggedOp;
  readonly scopes: readonly string[];
  readonly chars: number;
}

export interface Judged {
  readonly rows: CommitRows;
  /** One per push, in order. */
  readonly outcomes: readonly PushOutcome[];
  /** Records as they stand after the commit. */
  readonly records: ReadonlyMap<string, RecordView>;
  readonly fed: readonly FedOp[];
  /** Ops whose fold broke: our own mistake, logged by the caller; the op is kept as refused. */
  readonly broken: readonly { readonly op: LoggedOp; readonly error: unknown }[];
}

/** Under which number a push says again what its desk had sent before; null: all of it is new. */
export function saidAgain({ ops }: DeskPush, highWater: number): number | null {
  const [first, last] = [ops[0]?.deskSeq ?? 0, ops.at(-1)?.deskSeq ?? 0];
  return first <= highWater ? Math.min(last, highWater) : null;
}

export function acceptOps(loaded: Loaded, pushes: readonly DeskPush[], receivedAt: string): Judged {
  const round = new Round(loaded, receivedAt);
  const outcomes = pushes.map((push) => round.take(push));
  return { ...round.result(), outcomes };
}

interface Judging {
  readonly seq: number;
  readonly author: Author | null;
  readonly by: Actor;
}

interface Accepted {
  readonly state: unknown;
  readonly chars: number;
}

/** The record an op is about as it stood before, and what this program knows of the op's kind. */
interface About {
  readonly key: string;
  readonly view: RecordView;
  readonly fact: Fact | null;
}

interface Touched {
  view: RecordView;
  readonly op: Op;
}

/** The state of one judging: what was loaded, overlaid with what this round decided. */
class Round {
  readonly #loaded: Loaded;
  readonly #receivedAt: string;
  #head: number;
  readonly #touched = new Map<string, Touched>();
  readonly #highWaters = new Map<string, number>();
  readonly #own: OwnOp[];
  readonly #ops: LogRow[] = [];
  readonly #opIds = new Map<string, FirstOutcome>();
  readonly #echoes: EchoRow[] = [];
  readonly #feed: FeedRow[] = [];
  readonly #widened: WidenRow[] = [];
  readonly #fed: FedOp[] = [];
  readonly #broken: { op: LoggedOp; error: unknown }[] = [];
  /** Ops of one push mostly have one author: named once, and shared by the states that name them. */
  #lastActor: { readonly author: Author | null; readonly by: Actor } | null = null;

  constructor(loaded: Loaded, receivedAt: string) {
    this.#loaded = loaded;
    this.#own = [...(loaded.own ?? [])];
    this.#receivedAt = receivedAt;
    this.#head = loaded.head;
  }

  take(push: DeskPush): PushOutcome {
    const { desk, ops, signedIn } = push;
    const first = ops[0]?.deskSeq ?? 0;
    const highWater = this.#highWater(desk);
    const wrong = findWrongOrder(ops);
    if (wrong !== null) return { kind: 'answer', answer: wrong };
    if (first > highWater + 1) return { kind: 'answer', answer: { ok: false, code: 'gap', highWater } };
    if (this.#isOfAnotherDisk(push, highWater)) return { kind: 'answer', answer: sayHello };
    const fresh = ops.filter((op) => op.deskSeq > highWater);
    const settled = fresh.map((op) => this.#settle(desk, op, signedIn));
    const last = ops.at(-1)?.deskSeq ?? 0;
    this.#highWaters.set(desk, Math.max(highWater, last));
    const newest = fresh.at(-1);
    if (newest !== undefined) this.#own.push({ desk, deskSeq: last, id: newest.id });
    if (fresh.length < ops.length)
      return { kind: 'again', after: first - 1, upto: last, receivedAt: this.#receivedAt };
    const settlement = settlementOf(settled, this.#receivedAt);
    return { kind: 'answer', answer: { ok: true, acked: last, settlement } };
  }

  result(): Omit<Judged, 'outcomes'> {
    const records = [...this.#touched].flatMap(([record, { view, op }]): RecordRow[] => {
      const { state, seq, scopes } = view;
      if (state === undefined) return [];
      const before = this.#loaded.records.get(record);
      const stands = before?.state !== undefined && isSameList(before.scopes, scopes);
      return [{ record, ...op.record, seq, scopes, state, ...(stands ? { scopesStand: true } : {}) }];
    });
    return {
      rows: {
        ops: this.#ops,
        records,
        feed: this.#feed,
        widened: this.#widened,
        highWaters: this.#highWaters,
        echoes: this.#echoes,
      },
      records: new Map([...this.#touched].map(([record, { view }]) => [record, view])),
      fed: this.#fed,
      broken: this.#broken,
    };
  }

  /** Two disks may live under one name for a moment, before the region knows: nothing of the second passes for the first's. */
  #isOfAnotherDisk(push: DeskPush, highWater: number): boolean {
    const again = saidAgain(push, highWater);
    const here = this.#own.find(({ desk, deskSeq }) => desk === push.desk && deskSeq === again);
    const said = push.ops.find((op) => op.deskSeq === again);
    return here !== undefined && said !== undefined && here.id !== said.id;
  }

  #highWater(desk: string): number {
    return this.#highWaters.get(desk) ?? this.#loaded.desks.get(desk)?.highWater ?? 0;
  }

  #settle(
    desk: string,
    op: Op,
    signedIn: Author | undefined,
  ): { deskSeq: number; seq: number; refused: OpRefusal | null } {
    const before = this.#opIds.get(op.id) ?? this.#loaded.ops.get(op.id);
    if (before !== undefined) return this.#echo(desk, op, before);
    this.#head += 1;
    const seq = this.#head;
    const author = this.#authorOf(desk, op, signedIn);
    const outcome = this.#judge(op, { seq, author, by: this.#actorOf(desk, author) });
    this.#opIds.set(op.id, outcome);
    return { deskSeq: op.deskSeq, seq, refused: outcome.refused };
  }

  /** The same op under another desk name: a restored desk that got a new name sends what had arrived already. */
  #echo(
    desk: string,
    op: Op,
    before: FirstOutcome,
  ): { deskSeq: number; seq: number; refused: OpRefusal | null } {
    const { seq, type, record, body } = before.op;
    const isSameFact = type === op.type && recordKey(record) === recordKey(op.record);
    const same = isSameFact && isDeepStrictEqual(body, op.body);
    const kept = same ? null : { ...op, seq, receivedAt: this.#receivedAt };
    this.#echoes.push({ desk, deskSeq: op.deskSeq, seq, op: kept });
    return { deskSeq: op.deskSeq, seq, refused: before.refused };
  }

  /**
   * A session speaks for the desk it was granted to, or for the copy that desk turned out to be. A region restored to
   * before a sign-in has never heard of it: there the same person, signed in now, speaks for what they did.
   */
  #authorOf(desk: string, { session: id, by }: Op, signedIn: Author | undefined): Author | null {
    const session = this.#loaded.sessions.get(id);
    if (session === undefined) return signedIn?.user === by.user ? signedIn : null;
    const names = [desk, ...(this.#loaded.desks.get(desk)?.origins ?? [])];
    return names.includes(session.desk) ? session : null;
  }

  /** Author, role and unit come from a sign-in alone; a desk without one is at least named. */
  #actorOf(desk: string, author: Author | null): Actor {
    const last = this.#lastActor;
    if (last?.author === author && last.by.desk === desk) return last.by;
    const by = { user: author?.user ?? '', role: author?.role ?? '', unit: author?.unit ?? '', desk };
    this.#lastActor = { author, by };
    return by;
  }

  #judge(asked: Op, { seq, author, by }: Judging): FirstOutcome {
    const key = recordKey(asked.record);
    const view = this.#view(key);
    const fact = knownFact(asked.type, asked.version);
    const about = { key, view, fact };
    const { body, chars, refused: unread } = parseBody(asked, fact);
    const op: LoggedOp = { ...asked, by, body, seq, receivedAt: this.#receivedAt };
    if (unread !== null) return this.#log(about, op, unread);
    if (author === null) return this.#log(about, op, { reason: 'notSignedIn' });
    if (fact === null) return this.#accept(about, op, { state: view.state, chars });
    const mayAct = mayAuthor(author.role, op.type as FactType) && this.#isTheirs(author, op, view);
    if (!mayAct) return this.#log(about, op, { reason: 'notAllowed' });
    try {
      const refused = askClaim(fact, op, { seq, state: view.state });
      if (refused !== null) return this.#log(about, op, refused);
      return this.#accept(about, op, { state: foldOnto(view, op, seq), chars });
    } catch (error) {
      // One op must not stop a region: it is kept as refused, and the mistake is ours to mend.
      this.#broken.push({ op, error });
      return this.#log(about, op, { reason: 'invalid' });
    }
  }

  #isTheirs(author: Author, op: LoggedOp, view: RecordView): boolean {
    if (view.state === undefined || view.scopes.length === 0 || isIn(author, view.scopes)) return true;
    return op.record.kind === 'plan' && this.#joinsPlan(author, op, view.state as Plan);
  }

  /**
   * Keeps PL7: whoever has the call may begin its plan, also where somebody who did not know of them began it first, and
   * so bring it to the units of the call, their own among them.
   */
  #joinsPlan(author: Author, { type, body }: LoggedOp, { contactId }: Plan): boolean {
    const { scopes } = this.#view(recordKey({ kind: 'contact', id: contactId }));
    if (!isIn(author, scopes)) return false;
    const said = body as { readonly contactId?: string; readonly unit?: string };
    if (type === 'plan.drafted') return said.contactId === contactId;
    return type === 'plan.shared' && scopes.includes(unitScope(said.unit ?? ''));
  }

  #view(key: string): RecordView {
    const view = this.#touched.get(key)?.view ?? this.#loaded.records.get(key);
    return view ?? { state: undefined, seq: 0, scopes: [], logged: false };
  }

  #accept(about: About, op: LoggedOp, { state, chars }: Accepted): FirstOutcome {
    const { seq } = op;
    const { key, view } = about;
    const known = state !== undefined;
    const found = known ? scopesOf(op.record.kind, state) : [];
    const scopes = isSameList(found, view.scopes) ? view.scopes : found;
    const settled = this.#log(about, op, null);
    // Nobody has created the record here: its author's unit still gets what was said about it.
    const fedTo = known ? scopes : [unitScope(op.by.unit)];
    for (const scope of fedTo) this.#feed.push({ scope, pos: seq, seq });
    this.#fed.push({ op, scopes: fedTo, chars });
    if (view.logged) {
      const entered = scopes.filter((scope) => !view.scopes.includes(scope));
      for (const scope of entered) this.#widened.push({ scope, pos: seq, record: key });
    }
    const early = known ? {} : { early: [...(view.early ?? []), { ...op, refused: null }] };
    this.#touched.set(key, { view: { state, seq: known ? seq : 0, scopes, logged: true, ...early }, op });
    return settled;
  }

  #log({ key, view, fact }: About, op: LoggedOp, refused: OpRefusal | null): FirstOutcome {
    this.#ops.push({ record: key, kept: fact === null || fact.keptInLog, refused, op });
    if (!view.logged) this.#touched.set(key, { view: { ...view, logged: true }, op });
    return { op, refused };
  }
}

/** After a restore from a backup, edits of a record may come before the desk that created it sends that again. */
function foldOnto(view: RecordView, op: Op, seq: number): unknown {
  const state = applyOp(view.state, op, seq);
  const isBorn = view.state === undefined && state !== undefined;
  return isBorn ? foldSettled(state, view.early ?? []) : state;
}

/** Whether two lists of scopes are the same, which they mostly are. */
export function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left === right || (left.length === right.length && left.every((scope, at) => scope === right[at]));
}

/** A push is whole actions in deskSeq order; anything else comes from a program that does not keep the contract. */
function findWrongOrder(ops: readonly Op[]): NotOk | null {
  for (const [at, op] of ops.entries()) {
    const before = ops[at - 1];
    const { id, part, of } = op.action;
    const follows = before === undefined ? part === 1 : op.deskSeq === before.deskSeq + 1;
    const continues =
      before !== undefined && before.action.part < before.action.of
        ? id === before.action.id && part === before.action.part + 1 && of === before.action.of
        : part === 1;
    const ends = at < ops.length - 1 || part === of;
    if (!follows || !continues || !ends)
      return { ok: false, code: 'badOp', deskSeq: op.deskSeq, path: 'action' };
  }
  return null;
}

interface ParsedBody {
  readonly body: unknown;
  readonly chars: number;
  readonly refused: OpRefusal | null;
}

function parseBody(op: Op, fact: Fact | null): ParsedBody {
  const text = JSON.stringify(op.body) ?? '';
  const chars = text.length;
  const refuse = (reason: OpRefusal['reason']): ParsedBody => ({ body: null, chars, refused: { reason } });
  if (isTooLarge(text)) return refuse('tooLarge');
  if (fact === null) return { body: op.body, chars, refused: null };
  if (fact.record !== op.record.kind) return refuse('invalid');
  const parsed = fact.schema.safeParse(op.body);
  return parsed.success ? { body: parsed.data, chars, refused: null } : refuse('invalid');
}

/** A character takes at most three bytes in UTF-8, so most bodies are told by their length. */
function isTooLarge(text: string): boolean {
  return text.length * 3 > opBodyBytesMax && Buffer.byteLength(text) > opBodyBytesMax;
}

function isIn({ scopes }: Author, of: readonly string[]): boolean {
  return of.some((scope) => scopes.includes(scope));
}

function askClaim(fact: Fact, op: Op, { seq, state }: { seq: number; state: unknown }): OpRefusal | null {
  if (fact.claim === null) return null;
  if (state === undefined) return fact.creates === 'no' ? { reason: 'notFound' } : null;
  const refusal = fact.claim(state, stampOf(op, seq), op.body);
  if (refusal === null) return null;
  return {
    reason: refusal.refused,
    ...(refusal.by === undefined ? {} : { by: refusal.by }),
    ...(refusal.at === undefined ? {} : { at: refusal.at }),
  };
}

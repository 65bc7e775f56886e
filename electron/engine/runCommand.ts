// The only write path of a workstation: parse → load → decide → one durable commit → reply → topics.
import { appendOwnOp } from '../../db/opLog/deskLog.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Ids } from '../../platform/ids.ts';
import { assert } from '../../shared/base/assert.ts';
import { isRefusal, type Refusal } from '../../shared/base/refusal.ts';
import { mayAuthor } from '../../shared/domain/access/policy.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import type { Actor } from '../../shared/domain/field/field.ts';
import { type ActionPart, type Op, opBodyBytesMax, stampOf } from '../../shared/op/op.ts';
import { knownFact } from '../../shared/op/opCatalogue.ts';
import { deskCommands } from '../../shared/protocol/deskProtocol.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import type { Deciding, Decision, FactDraft } from './command.ts';
import { commandTable, type FactCommandName } from './commands/commandTable.ts';
import { earlierContacts } from './queries/earlierContacts.ts';
import { findRefusedItem } from './queries/outboxViews.ts';
import { findReadable, type Reading } from './query.ts';
import type { DeskStore } from './record/deskStore.ts';
import { basisFor, overwritten } from './record/overwritten.ts';
import { type RecordEntry, withOwnOp } from './record/recordEntry.ts';
import type { ScriptShelf } from './scriptShelf.ts';

export interface CommandRun {
  readonly store: DeskStore;
  readonly session: Session;
  readonly shelf: ScriptShelf;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What a page wishes. */
export interface Wish<Name> {
  readonly name: Name;
  readonly args: unknown;
  /** Versions that stood on the screen of what it writes over; without it, all that this desk knew. */
  readonly seen?: readonly string[] | undefined;
}

/** The reply of a command whose facts are durable, or why it was refused. A disk in trouble throws a Fault. */
export function runCommand(run: CommandRun, { name, args, seen }: Wish<FactCommandName>): unknown {
  const parsed = deskCommands[name].safeParse(args);
  if (!parsed.success) return invalidArguments(parsed.error.issues);
  const now = run.clock.now();
  const deciding = decidingFor(run, new Date(now).toISOString());
  const decision = commandTable[name].decide(deciding, parsed.data);
  if (isRefusal(decision)) return decision;
  const stamped = stampFacts({ run, deciding, seen: seen && new Set(seen) }, decision.facts);
  if (isRefusal(stamped)) return stamped;
  if (stamped.length > 0) commit(run.store, stamped, decision.also);
  const reading: Reading = { store: run.store, shelf: run.shelf, session: run.session, now };
  return decision.reply(
    reading,
    stamped.map((one) => one.op.id),
  );
}

/** A text over its limit is too large; everything else that does not fit is invalid. The path says where. */
export function invalidArguments(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Refusal {
  const [issue] = issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return { refused: issue?.message === 'textTooLong' ? 'tooLarge' : 'invalid', path };
}

function decidingFor({ store, session, shelf, ids }: CommandRun, at: string): Deciding {
  const { user, role, unit } = session;
  return {
    session,
    actor: { user, role, unit, desk: store.meta().deskId },
    at,
    shelf,
    find: (kind, id) => findReadable({ store, session }, kind, id),
    isIncomplete: () => session.scopes.some((scope) => !store.cursors().has(scope)),
    findRefused: (opId) => findRefusedItem({ store, session }, opId),
    earlierContacts: (contact, clientId) => earlierContacts({ store, session }, contact, clientId),
    newId: (prefix) => ids.newId(prefix),
    newLocalId: () => ids.newOpId(),
  };
}

interface Stamped {
  readonly op: Op;
  /** The body's JSON, made once: measured here, stored as it is. */
  readonly body: string;
  /** Its record with it. */
  readonly entry: RecordEntry;
}

interface Stamper {
  readonly run: CommandRun;
  readonly deciding: Deciding;
  readonly seen: ReadonlySet<string> | undefined;
}

/** Facts become ops in order, each judged on the record as the ones before it left it. */
function stampFacts(
  { run, deciding, seen }: Stamper,
  facts: readonly FactDraft[],
): readonly Stamped[] | Refusal {
  const { store, ids } = run;
  const entries = new Map<string, RecordEntry>();
  const actionId = ids.newOpId();
  const stamped: Stamped[] = [];
  for (const [index, draft] of facts.entries()) {
    const entry = entries.get(draft.record.id) ?? store.load(draft.record);
    const action = { id: actionId, part: index + 1, of: facts.length };
    const op = stampOp({ run, deciding, draft, action, basis: entry.confirmedSeq });
    const body = JSON.stringify(op.body);
    const refusal = judge(op, body, entry);
    if (refusal !== null) return refusal;
    const one = written({ op, body, entry }, draft.follows ? undefined : seen);
    stamped.push(one);
    entries.set(draft.record.id, one.entry);
  }
  return stamped;
}

/** The op with its record after it. What its author had not on the screen stays beside it. */
function written({ op, body, entry }: Stamped, seen: ReadonlySet<string> | undefined): Stamped {
  const next = withOwnOp(entry, { ...op, ...unsettled });
  if (seen === undefined) return { op, body, entry: next };
  const basis = basisFor(op.basis, overwritten(entry.shown, next.shown), { desk: op.by.desk, seen });
  if (basis === op.basis) return { op, body, entry: next };
  const lower = { ...op, basis };
  return { op: lower, body, entry: withOwnOp(entry, { ...lower, ...unsettled }) };
}

const unsettled = { seq: null, receivedAt: null, refused: null } as const;

interface Stamping {
  readonly run: CommandRun;
  readonly deciding: Deciding;
  readonly draft: FactDraft;
  readonly action: ActionPart;
  readonly basis: number;
}

function stampOp({ run, deciding, draft, action, basis }: Stamping): Op {
  const fact = factOf(draft.type);
  const body = fact.schema.safeParse(draft.body);
  assert(body.success, `${draft.type} was given a body that the region would not take`);
  const by: Actor = deciding.actor;
  return {
    id: run.ids.newOpId(),
    record: draft.record,
    type: draft.type,
    version: fact.version,
    body: body.data,
    basis,
    by,
    session: deciding.session.id,
    at: deciding.at,
    skewMs: run.store.meta().skewMs,
    deskSeq: run.store.lastDeskSeq() + action.part,
    action,
  };
}

function factOf(type: FactDraft['type']): Fact {
  const fact = knownFact(type, 1);
  assert(fact !== null, `no fact ${type}`);
  return fact;
}

function judge(op: Op, body: string, entry: RecordEntry): Refusal | null {
  const type = op.type as FactDraft['type'];
  if (!mayAuthor(op.by.role, type)) return { refused: 'notAllowed' };
  if (Buffer.byteLength(body) > opBodyBytesMax) return { refused: 'tooLarge' };
  const fact = factOf(type);
  if (entry.shown === undefined) return fact.creates === 'no' ? { refused: 'notFound' } : null;
  return fact.claim?.(entry.shown, stampOf(op, 0), op.body) ?? null;
}

function commit(store: DeskStore, stamped: readonly Stamped[], also: Decision['also']): void {
  store.write((write) => {
    for (const { op, body, entry } of stamped) {
      appendOwnOp(write.db, op, body);
      write.put(entry);
    }
    also?.(write);
    write.touch('sync');
  });
}

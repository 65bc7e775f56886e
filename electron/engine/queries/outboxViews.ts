// What this desk still owes the region, what the region said no to, and what a person did about it.
import { getOpBody } from '../../../db/opLog/deskLog.ts';
import { listWaiting, type WaitingKind } from '../../../db/opLog/outbox.ts';
import { getClientRow } from '../../../db/workstation/recordRows.ts';
import {
  getRefusal,
  type KeptRefusal,
  listHandled,
  listRefusals,
  writerOf,
} from '../../../db/workstation/refusals.ts';
import type { AccessLog } from '../../../shared/domain/access/accessLogFacts.ts';
import type { RecordKind, RecordRef } from '../../../shared/domain/fact.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import { scriptKeyOf } from '../../../shared/domain/script/scriptVersion.ts';
import type {
  ClientRow,
  HandledItemView,
  OutboxSubject,
  RefusedItemView,
  WaitingView,
} from '../../../shared/protocol/deskViews.ts';
import type { Session } from '../../../shared/protocol/sessionProtocol.ts';
import { findReadable, recordQuery } from '../query.ts';
import type { DeskStore } from '../record/deskStore.ts';
import { refusedView } from './handoffViews.ts';

/** A desk that was away for long: the list stays short, the counts stay true. */
const waitingOpsReadMax = 5_000;
const waitingRecordsMax = 200;
const handledMax = 50;

/** Whose desk and whose eyes. */
interface Seen {
  readonly store: DeskStore;
  readonly session: Session;
}

export const outboxList = recordQuery(
  'outbox.list',
  () => ['sync', 'refusals', 'signs', 'clients'],
  (reading) => {
    const { db, meta, lastDeskSeq, openRecords, unsent } = reading.store;
    const { acked } = meta();
    return {
      waiting: byRecord(listWaiting(db, acked, waitingOpsReadMax)).map((kinds) =>
        waitingView(reading, kinds),
      ),
      ops: lastDeskSeq() - acked,
      records: openRecords().filter(({ id }) => unsent(id) > 0).length,
      refused: listRefusals(db).map((kept) => refusedItem(reading, kept)),
      handled: listHandled(db, handledMax).map(
        (kept): HandledItemView => ({
          ...refusedItem(reading, kept),
          handled: JSON.parse(kept.handled) as HandledItemView['handled'],
        }),
      ),
    };
  },
);

function byRecord(kinds: readonly WaitingKind[]): WaitingKind[][] {
  const records = Map.groupBy(kinds, (one) => one.id);
  return [...records.values()].slice(0, waitingRecordsMax);
}

function waitingView(seen: Seen, kinds: readonly WaitingKind[]): WaitingView {
  const [{ kind, id } = { kind: 'contact' as const, id: '' }] = kinds;
  const sinces = kinds.map((one) => one.since).toSorted();
  return {
    ...subjectOf(seen, { kind, id }),
    since: sinces[0] ?? '',
    many: kinds.reduce((sum, one) => sum + one.many, 0),
    changes: kinds.map(({ type, many }) => ({ type, many })),
  };
}

function refusedItem(seen: Seen, kept: KeptRefusal): RefusedItemView {
  const view = refusedView(kept);
  const record = { kind: kept.recordKind as RecordKind, id: kept.recordId };
  const about = subjectOf(seen, record);
  const isKnown = about.at !== null || about.name !== null || kept.recordKind === 'client';
  // Whose record it was is lost with its beginning, so only its writer reads it.
  const isOwn = about.beginningLost && writerOf(seen.store.db, kept) === seen.session.user;
  const body = isKnown || isOwn ? getOpBody(seen.store.db, kept) : undefined;
  return {
    ...view,
    about,
    texts: textsOf(body),
    dead: isDead(kept),
    noteOn: noteOn(seen, record),
  };
}

/** A refused op that still waits for a person; undefined when there is none. */
export function findRefusedItem(seen: Seen, opId: string): RefusedItemView | undefined {
  const kept = getRefusal(seen.store.db, opId);
  return kept === null ? undefined : refusedItem(seen, kept);
}

/** The region could not take it whatever anybody else did: it is no claim that came second. */
export function isDead(kept: KeptRefusal): boolean {
  const { reason } = refusedView(kept);
  return reason === 'invalid' || reason === 'tooLarge' || reason === 'notFound' || reason === 'notAllowed';
}

function subjectOf(seen: Seen, record: RecordRef): OutboxSubject {
  const nothing = { record, name: null, hidden: false, at: null, contactId: null, beginningLost: false };
  switch (record.kind) {
    case 'contact': {
      const contact = findReadable(seen, 'contact', record.id);
      if (contact === undefined) return { ...nothing, beginningLost: isBeginningLost(seen, record) };
      const link = fieldValue(contact.client);
      const client = clientOf(seen, link?.kind === 'identified' ? link.clientId : null);
      return { ...nothing, ...client, at: contact.openedAt, contactId: contact.id };
    }
    case 'plan':
    case 'handoff': {
      const about = findReadable(seen, record.kind, record.id);
      if (about === undefined) return { ...nothing, beginningLost: isBeginningLost(seen, record) };
      const at = 'offeredAt' in about ? about.offeredAt : about.createdAt;
      return { ...nothing, ...clientOf(seen, about.clientId), at, contactId: about.contactId };
    }
    case 'client':
      return { ...nothing, ...clientOf(seen, record.id) };
    case 'accessLog': {
      const log = seen.store.load(record).shown as AccessLog | undefined;
      return { ...nothing, ...clientOf(seen, log?.clientId ?? null) };
    }
    case 'script': {
      const key = scriptKeyOf(record.id);
      return key === null ? nothing : { ...nothing, name: `${key.scriptId} ${key.version}` };
    }
    default:
      return nothing;
  }
}

/** Nothing is folded of it, though entries of this desk are about it. One of another unit is folded and hidden. */
function isBeginningLost({ store }: Seen, record: RecordRef): boolean {
  return store.load(record).shown === undefined;
}

function clientOf({ store }: Seen, clientId: string | null): Pick<OutboxSubject, 'name' | 'hidden'> {
  const row = clientId === null ? null : getClientRow(store.db, clientId);
  if (row === null) return { name: null, hidden: false };
  const { name, nonDisclosure } = JSON.parse(row) as ClientRow;
  return { name, hidden: nonDisclosure };
}

/** Notes live on contacts and handoffs; what a plan lost goes to the contact it came from. */
function noteOn(seen: Seen, record: RecordRef): RefusedItemView['noteOn'] {
  if (record.kind === 'handoff')
    return findReadable(seen, 'handoff', record.id) === undefined ? null : { kind: 'handoff', id: record.id };
  const contactId = record.kind === 'plan' ? findReadable(seen, 'plan', record.id)?.contactId : record.id;
  if (record.kind !== 'contact' && record.kind !== 'plan') return null;
  const contact = contactId === undefined ? undefined : findReadable(seen, 'contact', contactId);
  return contact === undefined ? null : { kind: 'contact', id: contact.id };
}

/** Ids, codes and dates are the program's; what has a space in it, or stands in a field for words, a person typed. */
const wordFields: ReadonlySet<string> = new Set([
  'text',
  'reason',
  'note',
  'value',
  'readBack',
  'situation',
  'background',
  'assessment',
  'recommendation',
]);

function textsOf(body: unknown, name = ''): string[] {
  if (typeof body === 'string')
    return body.trim() !== '' && (wordFields.has(name) || body.includes(' ')) ? [body] : [];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => textsOf(value, Array.isArray(body) ? name : key));
}

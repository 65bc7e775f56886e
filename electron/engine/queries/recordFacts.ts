// What the log alone knows of a record: its notes and its receipt.
import { getReceivedAt, readLatestNotes, recordTimes } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import type { RecordRef } from '../../../shared/domain/fact.ts';
import type { NoteView, RecordSigns } from '../../../shared/protocol/deskViews.ts';
import { notesUsual } from '../../../shared/protocol/deskViews.ts';
import type { Reading } from '../query.ts';
import type { RecordEntry } from '../record/recordEntry.ts';

interface LogFacts {
  readonly most: number;
  readonly notes: readonly NoteView[];
  readonly times: ReturnType<typeof recordTimes>;
}

const noteTypes: Readonly<Partial<Record<RecordRef['kind'], string>>> = {
  contact: 'contact.noteAdded',
  handoff: 'handoff.noteAdded',
};

/** Every op of a record comes with a new entry of it, so what the log told about an entry stays true as long as that. */
const known = new WeakMap<RecordEntry, LogFacts>();

function factsOf({ store }: Reading, record: RecordRef, most: number): LogFacts {
  const entry = store.load(record);
  const before = known.get(entry);
  if (before?.most === most) return before;
  const noteType = noteTypes[record.kind];
  const facts: LogFacts = {
    most,
    notes: noteType === undefined ? [] : latestNotes(store.db, entry, { type: noteType, most }),
    times: before?.times ?? timesOf(store, entry),
  };
  known.set(entry, facts);
  return facts;
}

type Store = Reading['store'];
type Db = Store['db'];

/** What the region has not ordered yet comes last, and is in memory. */
function latestNotes(
  db: Db,
  { id, pending }: RecordEntry,
  { type, most }: { readonly type: string; readonly most: number },
): NoteView[] {
  const waiting: LoggedOp[] = [];
  for (let at = pending.length - 1; at >= 0 && waiting.length < most; at -= 1) {
    const op = pending[at];
    if (op?.type === type && op.seq === null) waiting.push(op);
  }
  const rest = most - waiting.length;
  const ordered = rest === 0 ? [] : readLatestNotes(db, id, { type, limit: rest });
  return [...ordered, ...waiting.reverse()].map((op) => ({
    opId: op.id,
    text: (op.body as { readonly text: string }).text,
    by: op.by,
    at: op.at,
    atRegion: op.seq !== null,
  }));
}

/** The last own op is mostly still on top; a record's whole log is looked through only where neither is at hand. */
function timesOf(store: Store, { id, confirmedSeq, pending }: RecordEntry): LogFacts['times'] {
  const lastOwn = pending.at(-1)?.at;
  const regionAt =
    pending.findLast((op) => op.receivedAt !== null)?.receivedAt ?? getReceivedAt(store.db, confirmedSeq);
  const mayLack = regionAt === null && confirmedSeq > 0;
  const ownAt = mayLack ? undefined : (lastOwn ?? ownAtBefore(store, id));
  if (ownAt !== undefined) return { ownAt, regionAt };
  const times = recordTimes(store.db, id);
  rememberOwnAt(store, id, times.ownAt);
  return times;
}

/** When this desk last wrote to a record, as its log told it; true until this desk writes anything again. */
interface OwnTimes {
  readonly deskSeq: number;
  readonly at: Map<string, string | null>;
}

const ownTimesMax = 200;
const ownTimes = new WeakMap<Db, OwnTimes>();

/** Others may write to a long record many times a minute while it is looked at here. */
function ownAtBefore({ db, lastDeskSeq }: Store, recordId: string): string | null | undefined {
  const known = ownTimes.get(db);
  return known?.deskSeq === lastDeskSeq() ? known.at.get(recordId) : undefined;
}

function rememberOwnAt({ db, lastDeskSeq }: Store, recordId: string, ownAt: string | null): void {
  const deskSeq = lastDeskSeq();
  const known = ownTimes.get(db);
  const isUsable = known !== undefined && known.deskSeq === deskSeq && known.at.size < ownTimesMax;
  const times = isUsable ? known : { deskSeq, at: new Map<string, string | null>() };
  times.at.set(recordId, ownAt);
  ownTimes.set(db, times);
}

/** The latest notes: they live in the log alone, append-only and possibly many. */
export function notesOf(reading: Reading, record: RecordRef, most = notesUsual): readonly NoteView[] {
  return factsOf(reading, record, most).notes;
}

export function signsOf(reading: Reading, record: RecordRef, most = notesUsual): RecordSigns {
  const { ownAt, regionAt } = factsOf(reading, record, most).times;
  return { pending: reading.store.unsent(record.id), savedAt: ownAt, regionAt };
}

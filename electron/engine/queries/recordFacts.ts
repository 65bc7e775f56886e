// What the log alone knows of a record: its notes and its receipt.
import { readOpsOfType, recordTimes } from '../../../db/opLog/deskLog.ts';
import type { RecordRef } from '../../../shared/domain/fact.ts';
import type { NoteView, RecordSigns } from '../../../shared/protocol/deskViews.ts';
import type { Reading } from '../query.ts';
import type { RecordEntry } from '../record/recordEntry.ts';

interface LogFacts {
  readonly notes: readonly NoteView[];
  readonly times: ReturnType<typeof recordTimes>;
}

const noteTypes: Readonly<Partial<Record<RecordRef['kind'], string>>> = {
  contact: 'contact.noteAdded',
  handoff: 'handoff.noteAdded',
};

/** Every op of a record comes with a new entry of it, so what the log told about an entry stays true as long as that. */
const known = new WeakMap<RecordEntry, LogFacts>();

function factsOf({ store }: Reading, record: RecordRef): LogFacts {
  const entry = store.load(record);
  const before = known.get(entry);
  if (before !== undefined) return before;
  const noteType = noteTypes[record.kind];
  const ops = noteType === undefined ? [] : readOpsOfType(store.db, record.id, noteType);
  const facts: LogFacts = {
    notes: ops.map((op) => ({
      opId: op.id,
      text: (op.body as { readonly text: string }).text,
      by: op.by,
      at: op.at,
      atRegion: op.seq !== null,
    })),
    times: recordTimes(store.db, record.id),
  };
  known.set(entry, facts);
  return facts;
}

/** Notes live in the log alone: append-only and possibly many. */
export function notesOf(reading: Reading, record: RecordRef): readonly NoteView[] {
  return factsOf(reading, record).notes;
}

export function signsOf(reading: Reading, record: RecordRef): RecordSigns {
  const { ownAt, regionAt } = factsOf(reading, record).times;
  return { pending: reading.store.unsent(record.id), savedAt: ownAt, regionAt };
}

// The open database of a desk with what is kept in memory of it. Memory changes after the commit, never before.
import { lastOpenDeskSeq, listOpenRecords, readOpenOps } from '../../../db/opLog/deskLog.ts';
import type { LoggedOp } from '../../../db/opLog/opRow.ts';
import { inHurriedTransaction, inTransaction, type WritableDb } from '../../../db/sql.ts';
import {
  type DeskMeta,
  type MetaName,
  readCursors,
  readMeta,
  setCursor,
  setMeta,
} from '../../../db/workstation/deskMeta.ts';
import { getConfirmed, saveConfirmed } from '../../../db/workstation/records.ts';
import { assert } from '../../../shared/base/assert.ts';
import type { RecordRef } from '../../../shared/domain/fact.ts';
import { keepWalShort } from './foldWal.ts';
import { dropRows, projectRecord } from './projectRecord.ts';
import { makeEntry, type RecordEntry } from './recordEntry.ts';
import { topicOf, topicsOf, topicsOfUnread } from './topics.ts';

const cachedRecordsMax = 2_000;

/** The inside of one transaction. Everything staged here reaches memory and pages only after the commit. */
export interface DeskWrite {
  readonly db: WritableDb;
  entry(record: RecordRef): RecordEntry;
  /** Saves the confirmed state when it changed, and the rows of lists and search when they did. */
  put(entry: RecordEntry): void;
  /** Writes the record's rows whatever they were: after all rows were dropped. */
  refresh(entry: RecordEntry): void;
  /** A record without open ops whose confirmed state was stored past {@link put}: it is read anew when it is asked for. */
  outdate(record: RecordRef): void;
  /** What the log holds of the record changed, and nothing else of it. */
  renew(record: RecordRef): void;
  setMeta<Name extends MetaName>(name: Name, value: DeskMeta[Name]): void;
  setCursor(scope: string, pos: number): void;
  touch(...topics: string[]): void;
}

export interface DeskStore {
  readonly db: WritableDb;
  meta(): DeskMeta;
  cursors(): ReadonlyMap<string, number>;
  load(record: RecordRef): RecordEntry;
  /** Own ops of a record that the region has not acknowledged, without loading it. */
  unsent(recordId: string): number;
  openRecords(): readonly RecordRef[];
  /** Those of them with own ops that the region has ordered and no page has passed yet. */
  settledRecords(): readonly RecordRef[];
  /** The number of the last own op; whatever is above the acknowledged ones is the outbox. */
  lastDeskSeq(): number;
  /** Own ops of the last write in their order, as long as nothing else was written since: what goes out next, mostly. */
  justWritten(): readonly LoggedOp[];
  write<T>(work: (write: DeskWrite) => T): T;
  /**
   * A write of what the region can send again: outcomes and other desks' ops. It does not wait for the disk; after a
   * power cut its tail may be missing, always as a whole commit, and `hello` asks for it. The next own write, which
   * does wait, takes everything before it to the disk as well.
   */
  receive<T>(work: (write: DeskWrite) => T): T;
  /** Forgets everything kept in memory and reads it again; after a rewind or a rebuild. */
  reread(): void;
}

interface OpenNow {
  readonly record: RecordRef;
  readonly unsent: number;
  readonly hasSettled: boolean;
}

interface Memory {
  meta: DeskMeta;
  cursors: Map<string, number>;
  readonly records: Map<string, RecordEntry>;
  readonly open: Map<string, OpenNow>;
  lastDeskSeq: number;
  justWritten: readonly LoggedOp[];
}

export function openDeskStore(db: WritableDb, publish: (topics: ReadonlySet<string>) => void): DeskStore {
  let memory = readMemory(db);
  keepWalShort(db);
  const load = (record: RecordRef): RecordEntry => {
    const known = memory.records.get(record.id);
    if (known !== undefined && known.kind === record.kind) return known;
    const confirmed = getConfirmed(db, record.kind, record.id);
    const pending = memory.open.has(record.id) ? readOpenOps(db, record.id) : [];
    const entry = makeEntry(record, confirmed, pending);
    if (!db.inTransaction) remember(memory, entry);
    return entry;
  };
  const commit = <T>(transaction: typeof inTransaction, work: (write: DeskWrite) => T): T => {
    const staged = stage(db, load);
    const result = transaction(db, () => work(staged.write));
    memory.justWritten = staged.ownAfter(memory.lastDeskSeq);
    staged.commit(memory);
    publish(staged.topics);
    return result;
  };
  return {
    db,
    meta: () => memory.meta,
    cursors: () => memory.cursors,
    load,
    unsent: (recordId) => memory.open.get(recordId)?.unsent ?? 0,
    openRecords: () => [...memory.open.values()].map((one) => one.record),
    settledRecords: () => [...memory.open.values()].filter((one) => one.hasSettled).map((one) => one.record),
    lastDeskSeq: () => memory.lastDeskSeq,
    justWritten: () => memory.justWritten,
    write: (work) => commit(inTransaction, work),
    receive: (work) => commit(inHurriedTransaction, work),
    reread() {
      memory = readMemory(db);
    },
  };
}

function readMemory(db: WritableDb): Memory {
  const meta = readMeta(db);
  assert(meta !== null, 'the database was not given to a desk');
  const open = listOpenRecords(db, meta.acked).map((one) => {
    const record: RecordRef = { kind: one.kind, id: one.id };
    return [one.id, { record, unsent: one.unsent, hasSettled: one.settled > 0 }] as const;
  });
  return {
    meta,
    cursors: readCursors(db),
    records: new Map(),
    open: new Map(open),
    lastDeskSeq: Math.max(meta.acked, lastOpenDeskSeq(db)),
    justWritten: [],
  };
}

function openNow(entry: RecordEntry): OpenNow {
  const { kind, id, unsent, pending } = entry;
  return { record: { kind, id }, unsent, hasSettled: unsent < pending.length };
}

function remember(memory: Memory, entry: RecordEntry): void {
  memory.records.delete(entry.id);
  memory.records.set(entry.id, entry);
  if (memory.records.size <= cachedRecordsMax) return;
  const oldest = memory.records.keys().next().value;
  if (oldest !== undefined) memory.records.delete(oldest);
}

function stage(db: WritableDb, load: (record: RecordRef) => RecordEntry) {
  const entries = new Map<string, RecordEntry>();
  /** As they stood when they were first asked for: what was written to the log since must not pass for how it was. */
  const befores = new Map<string, RecordEntry>();
  const entryNow = (record: RecordRef): RecordEntry => {
    const known = entries.get(record.id) ?? befores.get(record.id);
    if (known?.kind === record.kind) return known;
    const before = load(record);
    befores.set(record.id, before);
    return before;
  };
  const meta: Partial<DeskMeta> = {};
  const cursors = new Map<string, number>();
  const outdated = new Set<string>();
  const topics = new Set<string>();
  let lastDeskSeq = 0;
  const saveRows = (entry: RecordEntry): void => {
    const projection = projectRecord(entry);
    if (projection === null) dropRows(db, entry);
    else projection.save(db);
    topics.add(`${entry.kind}s`);
  };
  const write: DeskWrite = {
    db,
    entry: entryNow,
    put(entry) {
      const before = entryNow(entry);
      if (before.confirmed !== entry.confirmed || before.confirmedSeq !== entry.confirmedSeq)
        saveConfirmed(db, entry, { seq: entry.confirmedSeq, state: entry.confirmed });
      if (projectRecord(entry)?.text !== projectRecord(before)?.text) saveRows(entry);
      for (const topic of topicsOf(before, entry)) topics.add(topic);
      entries.set(entry.id, entry);
      lastDeskSeq = Math.max(lastDeskSeq, entry.pending.at(-1)?.deskSeq ?? 0);
    },
    refresh(entry) {
      saveRows(entry);
      entries.set(entry.id, entry);
    },
    outdate(record) {
      const { id } = record;
      entries.delete(id);
      befores.delete(id);
      outdated.add(id);
      for (const topic of topicsOfUnread(record)) topics.add(topic);
    },
    renew({ kind, id }) {
      // One that was put is another entry already.
      if (!entries.has(id)) outdated.add(id);
      topics.add(topicOf(kind, id));
    },
    setMeta(name, value) {
      setMeta(db, name, value);
      Object.assign(meta, { [name]: value });
    },
    setCursor(scope, pos) {
      setCursor(db, scope, pos);
      cursors.set(scope, pos);
    },
    touch: (...names) => {
      for (const name of names) topics.add(name);
    },
  };
  const ownAfter = (deskSeq: number): LoggedOp[] => {
    if (lastDeskSeq <= deskSeq) return [];
    const own = [...entries.values()].flatMap(({ pending }) =>
      pending.slice(pending.findLastIndex((op) => op.deskSeq <= deskSeq) + 1),
    );
    return own.sort((left, right) => left.deskSeq - right.deskSeq);
  };
  const commit = (memory: Memory): void => {
    memory.meta = { ...memory.meta, ...meta };
    for (const [scope, pos] of cursors) memory.cursors.set(scope, pos);
    memory.lastDeskSeq = Math.max(memory.lastDeskSeq, lastDeskSeq);
    for (const id of outdated) memory.records.delete(id);
    for (const entry of entries.values()) {
      remember(memory, entry);
      if (entry.pending.length === 0) memory.open.delete(entry.id);
      else memory.open.set(entry.id, openNow(entry));
    }
  };
  return { write, topics, commit, ownAfter };
}

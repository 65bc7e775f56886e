// When all is quiet a desk agrees with the region about everything it may hold, and holds nothing else.
import { countParkedOps } from '../../../db/opLog/deskLog.ts';
import type { WritableDb } from '../../../db/sql.ts';
import type { Client } from '../../../shared/domain/client/client.ts';
import { fieldValue } from '../../../shared/domain/field/field.ts';
import type { SettledOp } from '../../../shared/op/op.ts';
import type { NoteView, RecordSigns } from '../../../shared/protocol/deskViews.ts';
import { canonical, firstDifference } from './canonical.ts';
import { noteTypes } from './checkLog.ts';
import { listRefusedOps, readConfirmed, readDeskLog } from './deskLog.ts';
import type { RegionOp, RegionRecord } from './regionLog.ts';
import { blame, type Verdict } from './verdict.ts';

export interface DeskUnderCheck {
  readonly name: string;
  readonly db: WritableDb;
  readonly scopes: readonly string[];
  /** What a page would be shown of a record now. */
  readonly shown: (kind: string, id: string) => Record<string, unknown> | null;
  /** Ids of the clients that somebody gets who types this. */
  readonly found: (text: string) => readonly string[];
}

export function checkDesk(
  desk: DeskUnderCheck,
  region: { readonly log: readonly RegionOp[]; readonly records: readonly RegionRecord[] },
  verdict: Verdict,
): void {
  const confirmed = readConfirmed(desk.db);
  const notes = Map.groupBy(region.log.filter(isNote), (one) => one.record);
  for (const record of region.records) {
    if (record.kind === 'accessLog') continue;
    const mine = record.scopes.some((scope) => desk.scopes.includes(scope));
    const here = confirmed.get(record.record);
    if (!mine) {
      if (here !== undefined)
        blame(verdict, 'diverged', `${desk.name} holds ${record.record} of another unit`);
      continue;
    }
    if (here === undefined) {
      blame(verdict, 'diverged', `${desk.name} lacks ${record.record}`);
      continue;
    }
    const wanted = canonical(record.state);
    if (canonical(here.state) !== wanted)
      blame(
        verdict,
        'diverged',
        `${desk.name} confirmed another ${record.record}: ${firstDifference(here.state, record.state)}`,
      );
    else if (record.kind === 'client') checkFound(desk, record, verdict);
    else checkShown(desk, { record, notes: notes.get(record.record) ?? [] }, verdict);
  }
  checkDeskLog(desk, region.log, verdict);
  const parked = countParkedOps(desk.db);
  if (parked > 0)
    blame(verdict, 'lost', `${desk.name} has the newest program, and ${parked} ops that it has not read`);
}

function isNote({ op }: RegionOp): boolean {
  return noteTypes.has(op.type) && op.refused === null;
}

/** A view has more than the record; what the record has it must show as it is, and the notes that the log alone holds. */
function checkShown(
  desk: DeskUnderCheck,
  { record, notes }: { readonly record: RegionRecord; readonly notes: readonly RegionOp[] },
  verdict: Verdict,
): void {
  const view = desk.shown(record.kind, record.id);
  if (view === null) {
    blame(verdict, 'diverged', `${desk.name} does not show ${record.record}`);
    return;
  }
  for (const [key, value] of Object.entries(record.state as object))
    if (canonical(view[key]) !== canonical(value))
      blame(verdict, 'diverged', `${desk.name} shows another ${key} of ${record.record} than it confirmed`);
  if (view.ownTake === 'waiting')
    blame(verdict, 'diverged', `${desk.name} waits to hear who took ${record.record}`);
  const waiting = (view.signs as RecordSigns).pending;
  const unsent = ((view.notes ?? []) as NoteView[]).filter((note) => !note.atRegion).length;
  if (waiting + unsent > 0)
    blame(
      verdict,
      'diverged',
      `${desk.name} says that ${waiting} entries and ${unsent} notes of ${record.record} wait`,
    );
  const texts = (of: unknown): string => canonical((of as { text: string }[]).map((one) => one.text));
  if (record.kind !== 'plan' && texts(view.notes) !== texts(notes.map((one) => one.op.body)))
    blame(verdict, 'diverged', `${desk.name} shows other notes of ${record.record} than the region has`);
}

function checkFound(desk: DeskUnderCheck, { id, record, state }: RegionRecord, verdict: Verdict): void {
  const { familyName, givenNames } = state as Client;
  for (const name of [familyName, givenNames])
    if (!desk.found(fieldValue(name) ?? '').includes(id))
      blame(verdict, 'diverged', `${desk.name} does not find ${record} by its name`);
}

function checkDeskLog(desk: DeskUnderCheck, log: readonly RegionOp[], verdict: Verdict): void {
  const bySeq = new Map(log.map((one) => [one.seq, one]));
  const refusals = listRefusedOps(desk.db);
  const seen = new Set<string>();
  const mine = readDeskLog(desk.db);
  for (const one of mine) {
    if (seen.has(one.id)) blame(verdict, 'doubled', `${desk.name} logged ${one.type} ${one.id} twice`);
    seen.add(one.id);
    if (one.seq === null) continue;
    const there = bySeq.get(one.seq);
    if (there?.id !== one.id)
      blame(verdict, 'diverged', `${desk.name} has ${one.id} at seq ${one.seq}, the region ${there?.id}`);
  }
  const own = new Set(mine.filter((one) => one.deskSeq !== null).map((one) => one.id));
  for (const { id, op } of log) {
    if (op.refused === null || !own.has(id) || wasOpen(op)) continue;
    if (!refusals.has(id))
      blame(verdict, 'lost', `${desk.name} was never told that its ${op.type} was refused`);
  }
}

/** A call that was opened again though the region still had it: nothing is lost, so nobody is told. */
function wasOpen({ type, refused }: SettledOp): boolean {
  return type === 'contact.opened' && refused?.reason === 'alreadyDone';
}

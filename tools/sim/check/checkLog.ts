// Promises about the region's log alone, checked while a run goes on and once more when it is quiet.
import type { ReadableDb } from '../../../db/sql.ts';
import { foldSettled } from '../../../shared/op/foldOps.ts';
import { canonical } from './canonical.ts';
import type { Ledger } from './ledger.ts';
import { type RegionOp, readRegionRecords } from './regionLog.ts';
import { blame, type Verdict } from './verdict.ts';

const claimTypes: ReadonlySet<string> = new Set(['handoff.taken', 'contact.answered']);
export const noteTypes: ReadonlySet<string> = new Set(['contact.noteAdded', 'handoff.noteAdded']);

/** Seq without gaps, each desk's numbers without gaps, one holder per claim. */
export function checkOrder(log: readonly RegionOp[], verdict: Verdict): void {
  const lastByDesk = new Map<string, number>();
  const holders = new Map<string, string>();
  for (const [index, one] of log.entries()) {
    if (one.seq !== index + 1) blame(verdict, 'diverged', `seq ${one.seq} stands at place ${index + 1}`);
    const last = lastByDesk.get(one.desk) ?? 0;
    if (one.deskSeq <= last) blame(verdict, 'doubled', `${one.desk} #${one.deskSeq} after #${last}`);
    lastByDesk.set(one.desk, one.deskSeq);
    if (!claimTypes.has(one.op.type) || one.op.refused !== null) continue;
    const key = `${one.op.type} ${one.record}`;
    const holder = holders.get(key);
    if (holder !== undefined) blame(verdict, 'claimsHeldTwice', `${key} by ${holder} and ${one.desk}`);
    holders.set(key, one.desk);
  }
}

/** Everything promised is in the log, and once: by its id, and by what it says. */
export function checkPromises(log: readonly RegionOp[], ledger: Ledger, verdict: Verdict): void {
  const ids = new Set(log.map((one) => one.id));
  verdict.acknowledged = ledger.promised.size;
  for (const one of ledger.promised.values())
    if (!ids.has(one.opId)) blame(verdict, 'lost', `${one.type} of ${one.desk} on ${one.record}`);
  const texts = new Map<string, number>();
  for (const { op } of log) {
    if (!noteTypes.has(op.type)) continue;
    const { text } = op.body as { readonly text: string };
    texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  for (const [text, many] of texts) if (many > 1) blame(verdict, 'doubled', `"${text}" stands ${many} times`);
}

/** The region's records are what its log says, folded again from the first op. */
export function checkFold(db: ReadableDb, log: readonly RegionOp[], verdict: Verdict): void {
  const byRecord = Map.groupBy(log, (one) => one.record);
  for (const record of readRegionRecords(db)) {
    const ops = (byRecord.get(record.record) ?? []).map((one) => one.op);
    if (canonical(foldSettled(undefined, ops)) !== canonical(record.state))
      blame(verdict, 'diverged', `the region's ${record.record} is not the fold of its log`);
    const { noteCount } = record.state as { readonly noteCount?: number };
    const notes = ops.filter((op) => noteTypes.has(op.type) && op.refused === null).length;
    if (noteCount !== undefined && noteCount !== notes)
      blame(verdict, 'doubled', `${record.record} counts ${noteCount} notes of ${notes}`);
  }
}

// All that is asked of the region's records beside their being the fold of their log.
import { checkCalls } from './checkCalls.ts';
import { checkAlerts, checkEdits, checkPlans, checkRemovals } from './checkEdits.ts';
import type { Ledger } from './ledger.ts';
import type { RegionOp, RegionRecord } from './regionLog.ts';
import type { Verdict } from './verdict.ts';

export function checkRecords(
  log: readonly RegionOp[],
  records: readonly RegionRecord[],
  { ledger, verdict }: { readonly ledger: Ledger; readonly verdict: Verdict },
): void {
  checkEdits(log, records, { ledger, verdict });
  checkRemovals(log, records, { ledger, verdict });
  checkAlerts(log, records, verdict);
  checkPlans(records, verdict);
  checkCalls(log, records, verdict);
}

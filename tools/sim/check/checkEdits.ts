// Nothing is silently overwritten: judged from what people had on their screens, not from the basis the program wrote.
import type { Client } from '../../../shared/domain/client/client.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import type { Field } from '../../../shared/domain/field/field.ts';
import type { Plan } from '../../../shared/domain/plan/plan.ts';
import type { Ledger } from './ledger.ts';
import type { RegionOp, RegionRecord } from './regionLog.ts';
import { blame, type Verdict } from './verdict.ts';

interface FieldEdit {
  readonly opId: string;
  readonly record: string;
  readonly desk: string;
  readonly key: string;
  readonly value: string;
}

const editTypes: ReadonlySet<string> = new Set(['plan.fieldSet', 'client.fieldSet']);

function editsOf(log: readonly RegionOp[]): FieldEdit[] {
  return log.flatMap((one) => {
    if (!editTypes.has(one.op.type) || one.op.refused !== null) return [];
    const { field, value } = one.op.body as { readonly field: string; readonly value: string };
    return [{ opId: one.id, record: one.record, desk: one.desk, key: `${one.record} ${field}`, value }];
  });
}

/**
 * A version is gone only when another author saw it and wrote over it, or wrote the same. A record whose beginning both
 * the backup and its author's disk had lost has no versions: what was written on it stands in the log.
 */
export function checkEdits(
  log: readonly RegionOp[],
  records: readonly RegionRecord[],
  { ledger, verdict }: { readonly ledger: Ledger; readonly verdict: Verdict },
): void {
  const kept = new Set<string>();
  for (const { kind, state } of records) {
    const fields = kind === 'plan' ? (state as Plan).fields : kind === 'client' ? (state as Client) : {};
    for (const field of Object.values(fields) as unknown[])
      if (Array.isArray(field)) for (const version of field as Field<unknown>) kept.add(version.opId);
  }
  const begun = new Set(records.map((one) => one.record));
  const logged = new Set(log.map((one) => one.id));
  const edited = editsOf(log).filter((edit) => begun.has(edit.record));
  for (const [key, edits] of Map.groupBy(edited, (edit) => edit.key)) {
    for (const edit of edits) {
      if (kept.has(edit.opId)) continue;
      // Not only later ones: a restored region may have got them in another order than people made them.
      const knowingly = edits.some(
        (one) =>
          (one !== edit && one.value === edit.value) || hasSeen(one.opId, edit.opId, { ledger, logged }),
      );
      if (!knowingly) blame(verdict, 'lost', `an edit of ${edit.desk} at ${key} was overwritten unseen`);
    }
  }
}

/** What stands on a plan is read from the call: one that no call leads to is gone for everybody. */
export function checkPlans(records: readonly RegionRecord[], verdict: Verdict): void {
  const calls = new Map(
    records.flatMap(({ kind, id, state }) => (kind === 'contact' ? [[id, state as Contact]] : [])),
  );
  for (const { kind, id, state } of records) {
    if (kind !== 'plan') continue;
    const call = calls.get((state as Plan).contactId);
    if (call !== undefined && call.planId !== id)
      blame(verdict, 'lost', `plan ${id}: its call ${call.id} leads to ${call.planId}`);
  }
}

/**
 * Whether its author had the other one on the screen, or one written over it that is gone from the log: restored disks
 * lost that one, and a desk that still showed it wrote over it in its turn.
 */
function hasSeen(
  opId: string,
  other: string,
  known: { readonly ledger: Ledger; readonly logged: ReadonlySet<string> },
): boolean {
  const seen = known.ledger.seenBy(opId) ?? new Set();
  return seen.has(other) || [...seen].some((one) => !known.logged.has(one) && hasSeen(one, other, known));
}

// Ops as they go to many desks at once: written down once, whoever gets them.
import type { LoggedOp } from '../db/region/ops.ts';
import { type FedOp, isSameList } from './acceptOps.ts';

/** What every op carries on the wire beside its body. */
export const envelopeChars = 500;

/** Ops of one commit by one desk in the same scopes: another desk mostly gets all of them or none. */
export interface FedGroup {
  readonly ops: LoggedOp[];
  chars: number;
  /** As whoever sent it first wrote it down. */
  packed?: Uint8Array;
}

/** Known for as long as somebody holds one of the ops. */
const groupOf = new WeakMap<LoggedOp, FedGroup>();

/** Puts ops of one commit into their groups, one after the other. */
export function grouping(): (fed: FedOp) => void {
  const byDesk = new Map<string, { readonly scopes: readonly string[]; readonly group: FedGroup }[]>();
  return ({ op, scopes, chars }) => {
    const { desk } = op.by;
    let known = byDesk.get(desk);
    if (known === undefined) {
      known = [];
      byDesk.set(desk, known);
    }
    let found = known.find((one) => isSameList(one.scopes, scopes));
    if (found === undefined) {
      found = { scopes, group: { ops: [], chars: 0 } };
      known.push(found);
    }
    const { group } = found;
    group.ops.push(op);
    group.chars += chars;
    groupOf.set(op, group);
  };
}

/** Exactly these ops: groups that are there as a whole, and one of whatever is in none of them. */
export function groupsOf(ops: readonly LoggedOp[]): readonly FedGroup[] {
  const counts = new Map<FedGroup, number>();
  for (const op of ops) {
    const group = groupOf.get(op);
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const whole = [...counts].flatMap(([group, many]) => (many === group.ops.length ? [group] : []));
  const told = new Set(whole);
  const rest = ops.filter((op) => {
    const group = groupOf.get(op);
    return group === undefined || !told.has(group);
  });
  return rest.length === 0 ? whole : [...whole, { ops: rest, chars: charsOf(rest) }];
}

const few = 10;

/** Of many nobody needs to know it: their envelopes alone are long enough to be packed. */
function charsOf(ops: readonly LoggedOp[]): number {
  return ops.length > few ? 0 : JSON.stringify(ops).length;
}

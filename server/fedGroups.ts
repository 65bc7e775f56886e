// Ops as they go to many desks at once: written down once, whoever gets them.
import type { LoggedOp } from '../db/region/ops.ts';
import type { FedOp } from './acceptOps.ts';

/** Ops of one commit by one desk in the same scopes: another desk gets all of them or none. */
export interface FedGroup {
  readonly ops: LoggedOp[];
  chars: number;
  /** As whoever sent it first wrote it down. */
  packed?: Uint8Array;
}

export interface GroupedOp extends FedOp {
  readonly group: FedGroup;
}

/** Puts the ops of one commit into their groups, one after the other. */
export function grouping(): (fed: FedOp) => GroupedOp {
  const byDesk = new Map<string, { readonly scopes: readonly string[]; readonly group: FedGroup }[]>();
  return (fed) => {
    const { desk } = fed.op.by;
    let known = byDesk.get(desk);
    if (known === undefined) {
      known = [];
      byDesk.set(desk, known);
    }
    let found = known.find((one) => isSame(one.scopes, fed.scopes));
    if (found === undefined) {
      found = { scopes: fed.scopes, group: { ops: [], chars: 0 } };
      known.push(found);
    }
    const { group } = found;
    group.ops.push(fed.op);
    group.chars += fed.chars;
    return { ...fed, group };
  };
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((scope, at) => scope === right[at]);
}

/** The groups that together are exactly these ops, or undefined where one of them is there only in part. */
export function wholeGroups(ops: readonly GroupedOp[]): readonly FedGroup[] | undefined {
  const counts = new Map<FedGroup, number>();
  for (const { group } of ops) counts.set(group, (counts.get(group) ?? 0) + 1);
  const isWhole = [...counts].every(([group, many]) => many === group.ops.length);
  return isWhole ? [...counts.keys()] : undefined;
}

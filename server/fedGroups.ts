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

export function groupFed(fed: readonly FedOp[]): GroupedOp[] {
  const groups = new Map<string, FedGroup>();
  return fed.map((one) => {
    const key = [one.op.by.desk, ...one.scopes].join(' ');
    const group = groups.get(key) ?? { ops: [], chars: 0 };
    groups.set(key, group);
    group.ops.push(one.op);
    group.chars += one.chars;
    return { ...one, group };
  });
}

/** The groups that together are exactly these ops, or undefined where one of them is there only in part. */
export function wholeGroups(ops: readonly GroupedOp[]): readonly FedGroup[] | undefined {
  const counts = new Map<FedGroup, number>();
  for (const { group } of ops) counts.set(group, (counts.get(group) ?? 0) + 1);
  const isWhole = [...counts].every(([group, many]) => many === group.ops.length);
  return isWhole ? [...counts.keys()] : undefined;
}

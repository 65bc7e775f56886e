import { hasExactly, isPlainOp } from '../op/plainOp.ts';
import { type Push, pushOpsMax } from './regionProtocol.ts';

/** True only where the schema of a push would give the same value back. */
export function isPlainPush(value: unknown): value is Push {
  if (!hasExactly(value, 1) || !Array.isArray(value.ops)) return false;
  const { length } = value.ops;
  return length >= 1 && length <= pushOpsMax && value.ops.every(isPlainOp);
}

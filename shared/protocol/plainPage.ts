import { z } from 'zod';
import { hasExactly, isCount, isPlainFedOp, isShort } from '../op/plainOp.ts';
import { type Bulletin, bulletin, type Page, page } from './regionProtocol.ts';

/** True only where the schema of a page would give the same value back. */
export function isPlainPage(value: unknown): value is Page {
  if (!hasExactly(value, 6) && !(hasExactly(value, 7) && isShort(value.uptoOp, 64))) return false;
  const { scopes, after, upto, own, more, ops } = value;
  return (
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === 'string') &&
    isCount(after, 0) &&
    isCount(upto, 0) &&
    isCount(own, 0) &&
    typeof more === 'boolean' &&
    Array.isArray(ops) &&
    ops.every(isPlainFedOp)
  );
}

/** The same of a bulletin. */
export function isPlainBulletin(value: unknown): value is Bulletin {
  if (!hasExactly(value, 4)) return false;
  const { after, upto, uptoOp, ops } = value;
  const isPlace = isCount(after, 0) && isCount(upto, 0) && isShort(uptoOp, 64);
  return isPlace && Array.isArray(ops) && ops.every(isPlainFedOp);
}

/** The schema of a page, which builds anew only what is not plainly right. */
export const readyPage = z.union([z.custom<Page>(isPlainPage), page]);
export const readyBulletin = z.union([z.custom<Bulletin>(isPlainBulletin), bulletin]);

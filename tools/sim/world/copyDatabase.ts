import { imageOf, openDatabase } from '../../../db/openDatabase.ts';
import type { WritableDb } from '../../../db/sql.ts';

/** A backup, or a copied machine: the same pages in a database of its own. */
export function copyDatabase(from: WritableDb): WritableDb {
  return openDatabase({ kind: 'memory', image: imageOf(from) });
}

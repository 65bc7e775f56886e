// What a desk looks things up in is what its log and its bases say: lists, search and records made again are the same.
import { isDeepStrictEqual } from 'node:util';
import { allRows, type ReadableDb } from '../../../db/sql.ts';
import { openDeskStore } from '../../../electron/engine/record/deskStore.ts';
import { rebuildProjections } from '../../../electron/engine/record/rebuildProjections.ts';
import { copyDatabase } from '../world/copyDatabase.ts';
import type { DeskUnderCheck } from './checkDesk.ts';
import { blame, type Verdict } from './verdict.ts';

const lists = {
  records: 'select * from records order by kind, id',
  contacts: 'select * from contact_rows order by contact_id',
  handoffs: 'select * from handoff_rows order by handoff_id',
  clients: 'select client_id, row, words from client_rows order by client_id',
} as const;

export function checkLists(desk: DeskUnderCheck, verdict: Verdict): void {
  const copy = copyDatabase(desk.db);
  const before = Object.entries(readLists(copy));
  rebuildProjections(openDeskStore(copy, () => undefined));
  const again = readLists(copy);
  copy.close();
  for (const [name, rows] of before)
    if (!isDeepStrictEqual(rows, again[name]))
      blame(verdict, 'diverged', `${desk.name}: its ${name} made again are others than it has`);
}

/** Everything that is a projection but the words of the search, in a form that does not depend on the order of insertion. */
export function readLists(db: ReadableDb): Record<string, readonly unknown[]> {
  return Object.fromEntries(Object.entries(lists).map(([name, text]) => [name, allRows(db, text)]));
}

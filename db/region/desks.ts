import { oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

export interface DeskRow {
  readonly desk: string;
  /** The last deskSeq that is durable here. */
  readonly highWater: number;
  /** Names this desk had before it was found to be a copy. */
  readonly origins: readonly string[];
}

const originsMax = 20;

export function getDesk(db: ReadableDb, desk: string): DeskRow {
  const row = find(db, desk);
  const origins: string[] = [];
  let from = row?.copied_from ?? null;
  while (from !== null && origins.length < originsMax) {
    origins.push(from);
    from = find(db, from)?.copied_from ?? null;
  }
  return { desk, highWater: row?.high_water ?? 0, origins };
}

export function saveHighWater(db: WritableDb, desk: string, highWater: number): void {
  runSql(
    db,
    'insert into desks values (@desk, @highWater, null) on conflict (desk) do update set high_water = @highWater',
    { desk, highWater },
  );
}

export function addCopiedDesk(db: WritableDb, desk: string, copiedFrom: string): void {
  runSql(db, 'insert into desks values (?, 0, ?)', [desk, copiedFrom]);
}

function find(db: ReadableDb, desk: string): { high_water: number; copied_from: string | null } | undefined {
  return oneRow(db, 'select high_water, copied_from from desks where desk = ?', [desk]);
}

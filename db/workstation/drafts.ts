// What people began to write and have not sent. Keeps WN27.
import { allRows, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

export interface DraftRow {
  readonly key: string;
  /** As the window gave it. */
  readonly value: string;
}

/** More than this nobody has begun; the oldest go first. */
export const draftsMax = 200;

/** Newest first. */
export function listDrafts(db: ReadableDb, user: string): DraftRow[] {
  return allRows<DraftRow>(db, 'select key, value from drafts where user = ? order by at desc, key', [user]);
}

export function saveDraft(
  db: WritableDb,
  user: string,
  { key, value, at }: DraftRow & { readonly at: string },
): void {
  runSql(
    db,
    `insert into drafts (user, key, value, at) values (?, ?, ?, ?)
     on conflict (user, key) do update set value = excluded.value, at = excluded.at`,
    [user, key, value, at],
  );
  runSql(
    db,
    `delete from drafts where user = ?
     and key not in (select key from drafts where user = ? order by at desc, key limit ?)`,
    [user, user, draftsMax],
  );
}

export function dropDraft(db: WritableDb, user: string, key: string): void {
  runSql(db, 'delete from drafts where user = ? and key = ?', [user, key]);
}

export function dropDraftsBefore(db: WritableDb, beforeIso: string): void {
  runSql(db, 'delete from drafts where at < ?', [beforeIso]);
}

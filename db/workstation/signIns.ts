import { allRows, oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

/** The last sign-in of a person that the region granted to this desk: `grant` as JSON, `verifier` as argon2id text. */
export interface KeptSignIn {
  readonly user: string;
  readonly verifier: string;
  readonly grant: string;
  readonly lastAt: string;
}

interface SignInRow {
  readonly user: string;
  readonly verifier: string;
  readonly grant: string;
  readonly last_at: string;
}

export function getSignIn(db: ReadableDb, user: string): KeptSignIn | null {
  const row = oneRow<SignInRow>(db, 'select * from sign_ins where user = ?', [user]);
  if (row === undefined) return null;
  return { user: row.user, verifier: row.verifier, grant: row.grant, lastAt: row.last_at };
}

export function saveSignIn(db: WritableDb, kept: KeptSignIn): void {
  runSql(
    db,
    `insert into sign_ins (user, verifier, grant, last_at) values (?, ?, ?, ?)
     on conflict (user) do update set verifier = excluded.verifier, grant = excluded.grant, last_at = excluded.last_at`,
    [kept.user, kept.verifier, kept.grant, kept.lastAt],
  );
}

export function listUsers(db: ReadableDb): string[] {
  return allRows<{ user: string }>(db, 'select user from sign_ins order by last_at desc').map(
    (row) => row.user,
  );
}

/** What the region granted to everybody who may sign in here, as JSON. */
export function listGrants(db: ReadableDb): string[] {
  return allRows<{ grant: string }>(db, 'select "grant" from sign_ins').map((row) => row.grant);
}

import { oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

export interface SessionRow {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly scopes: readonly string[];
  readonly desk: string;
  readonly expiresAtMs: number;
  /** Number of the newest refresh token, and of the newest one that was used. */
  readonly refreshIssued: number;
  readonly refreshUsed: number;
  /** Ended sessions stay: ops made under them still need their author. */
  readonly ended: boolean;
}

export interface UserRow {
  readonly user: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly scopes: readonly string[];
  readonly passwordHash: string;
}

export type UnitNames = Readonly<Record<'fi' | 'sv' | 'en', string>>;

export function getSession(db: ReadableDb, id: string): SessionRow | undefined {
  const row = oneRow<Omit<SessionRow, 'scopes' | 'ended'> & { scopes: string; ended: number }>(
    db,
    `select id, user, name, role, unit, scopes, desk, expires_at_ms as expiresAtMs,
       refresh_issued as refreshIssued, refresh_used as refreshUsed, ended from sessions where id = ?`,
    [id],
  );
  if (row === undefined) return undefined;
  return { ...row, scopes: JSON.parse(row.scopes) as string[], ended: row.ended === 1 };
}

export function saveSession(db: WritableDb, session: SessionRow): void {
  runSql(db, 'insert or replace into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    session.id,
    session.user,
    session.name,
    session.role,
    session.unit,
    JSON.stringify(session.scopes),
    session.desk,
    session.expiresAtMs,
    session.refreshIssued,
    session.refreshUsed,
    session.ended ? 1 : 0,
  ]);
}

export function getUser(db: ReadableDb, user: string): UserRow | undefined {
  const row = oneRow<Omit<UserRow, 'scopes'> & { scopes: string }>(
    db,
    'select user, name, role, unit, scopes, password_hash as passwordHash from users where user = ?',
    [user],
  );
  return row === undefined ? undefined : { ...row, scopes: JSON.parse(row.scopes) as string[] };
}

export function saveUser(db: WritableDb, user: UserRow): void {
  const scopes = JSON.stringify(user.scopes);
  runSql(db, 'insert or replace into users values (?, ?, ?, ?, ?, ?)', [
    user.user,
    user.name,
    user.role,
    user.unit,
    scopes,
    user.passwordHash,
  ]);
}

export function getUnitNames(db: ReadableDb, unit: string): UnitNames | undefined {
  const row = oneRow<{ names: string }>(db, 'select names from units where unit = ?', [unit]);
  return row === undefined ? undefined : (JSON.parse(row.names) as UnitNames);
}

export function saveUnit(db: WritableDb, unit: string, names: UnitNames): void {
  runSql(db, 'insert or replace into units values (?, ?)', [unit, JSON.stringify(names)]);
}

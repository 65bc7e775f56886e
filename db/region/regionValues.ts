import { oneRow, type ReadableDb, runSql, type WritableDb } from '../sql.ts';

export type RegionValueName = 'epoch' | 'tokenKey' | 'releaseKeys' | 'unreadFrom' | 'probe';

export function getValue(db: ReadableDb, name: RegionValueName): string | undefined {
  return oneRow<{ value: string }>(db, 'select value from region_values where name = ?', [name])?.value;
}

export function saveValue(db: WritableDb, name: RegionValueName, value: string): void {
  runSql(db, 'insert or replace into region_values values (?, ?)', [name, value]);
}

export function dropValue(db: WritableDb, name: RegionValueName): void {
  runSql(db, 'delete from region_values where name = ?', [name]);
}

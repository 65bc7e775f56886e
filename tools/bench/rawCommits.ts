import { join } from 'node:path';
import { openDatabase } from '../../db/openDatabase.ts';
import { inTransaction, runScript, runSql } from '../../db/sql.ts';
import { percentileOf } from './figures.ts';

export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

export function spreadOf(times: readonly number[]): Spread {
  const sum = times.reduce((total, time) => total + time, 0);
  return {
    p50: percentileOf(times, 0.5),
    p99: percentileOf(times, 0.99),
    perSecond: (times.length * 1000) / sum,
  };
}

/** L1: one row, one durable commit at a time, on the same encrypted store and nothing else. The first ones do not count. */
export function commitRaw(folder: string, rows: number, rowsBefore = Math.floor(rows / 10)): Spread {
  const db = openDatabase({ kind: 'file', path: join(folder, 'raw.db'), key: new Uint8Array(32).fill(5) });
  runScript(db, 'create table rows (id integer primary key, body text not null) strict');
  const body = JSON.stringify({ text: 'x'.repeat(260) });
  const times: number[] = [];
  for (let row = 0; row < rowsBefore + rows; row += 1) {
    const started = performance.now();
    inTransaction(db, () => runSql(db, 'insert into rows (body) values (?)', [body]));
    times.push(performance.now() - started);
  }
  db.close();
  return spreadOf(times.slice(rowsBefore));
}

import type { Pool } from 'pg';
import type { SharedTries } from '../sharedLog.ts';
import { guarded } from './postgresFault.ts';

const window = "interval '10 minutes'";

/** Failed sign-ins of the last ten minutes by the database's clock, so processes need not agree on the time. */
export function sharedTries(pool: Pool): SharedTries {
  return {
    count: (key) =>
      guarded(async () => {
        const text = `select count(*) as many from failed_tries where key = $1 and at > clock_timestamp() - ${window}`;
        const { rows } = await pool.query<{ many: number }>(text, [key]);
        return rows[0]?.many ?? 0;
      }),
    add: (key) =>
      guarded(async () => {
        await pool.query('insert into failed_tries (key) values ($1)', [key]);
        await pool.query(`delete from failed_tries where at < clock_timestamp() - ${window}`);
      }),
    forget: (key) =>
      guarded(async () => void (await pool.query('delete from failed_tries where key = $1', [key]))),
  };
}

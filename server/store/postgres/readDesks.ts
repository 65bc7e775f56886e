// Asked whenever a desk comes: one row by its key each.
import type { DeskRow } from '../../../db/region/desks.ts';
import type { SessionRow } from '../../../db/region/sessions.ts';
import { type Asked, isStorable } from './readLog.ts';

const deskText = `
  with recursive chain as (
    select desk, high_water, copied_from, 0 as depth from desks where desk = $1
    union all
    select n.desk, n.high_water, n.copied_from, depth + 1 from chain join desks n on n.desk = chain.copied_from
      where depth < 20
  )
  select high_water, copied_from from chain order by depth`;

/** A desk with the names it had before it was found to be a copy. */
export async function getDesk(on: Asked, desk: string): Promise<DeskRow> {
  const { rows } = await on.query<{ high_water: number; copied_from: string | null }>({
    name: 'desk',
    text: deskText,
    values: [desk],
  });
  const origins = rows.flatMap((row) => (row.copied_from === null ? [] : [row.copied_from]));
  return { desk, highWater: rows[0]?.high_water ?? 0, origins };
}

const sessionText = `
  select id, "user", name, role, unit, scopes::json as scopes, desk, expires_at_ms as "expiresAtMs",
    refresh_issued as "refreshIssued", refresh_used as "refreshUsed", ended = 1 as ended
  from sessions where id = $1`;

export async function getSession(on: Asked, id: string): Promise<SessionRow | undefined> {
  if (!isStorable(id)) return undefined;
  const { rows } = await on.query<SessionRow>({ name: 'session', text: sessionText, values: [id] });
  return rows[0];
}

import type { SessionRow } from '../../db/region/sessions.ts';
import { demoPeople } from '../../server/demo/people.ts';

/** The session of a demo person at a desk, as the region stores it. */
export function makeSession(user: string, desk: string, id = `session_${desk}`): SessionRow {
  const person = demoPeople.find((one) => one.user === user);
  if (person === undefined) throw new Error(`no demo person ${user}`);
  return {
    ...person,
    id,
    desk,
    expiresAtMs: Date.UTC(2100, 0, 1),
    refreshIssued: 1,
    refreshUsed: 0,
    ended: false,
  };
}

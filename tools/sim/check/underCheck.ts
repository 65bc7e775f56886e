import type { ClientRow } from '../../../shared/protocol/deskViews.ts';
import type { SimDesk } from '../world/simDesk.ts';
import type { DeskUnderCheck } from './checkDesk.ts';

const questions: Readonly<Record<string, readonly [query: string, argument: string]>> = {
  contact: ['contact.get', 'contactId'],
  plan: ['plan.get', 'planId'],
  handoff: ['handoff.get', 'handoffId'],
};

/** The record as a page of this desk is shown it, without what the view adds. Null when the desk shows none. */
function shownRecord(desk: SimDesk, kind: string, id: string): Record<string, unknown> | null {
  const question = questions[kind];
  if (question === undefined) return null;
  const [query, argument] = question;
  return desk.query(query, { [argument]: id }) as Record<string, unknown> | null;
}

function foundClients(desk: SimDesk, text: string): string[] {
  const rows = (desk.query('client.search', { text, limit: 50 }) ?? []) as ClientRow[];
  return rows.map((row) => row.clientId);
}

/** A desk as a check looks at it: its disk, and what somebody at its window would get. */
export function underCheck(desk: SimDesk): DeskUnderCheck {
  return {
    name: desk.name,
    db: desk.disk,
    scopes: desk.person.scopes,
    shown: (kind, id) => shownRecord(desk, kind, id),
    found: (text) => foundClients(desk, text),
  };
}

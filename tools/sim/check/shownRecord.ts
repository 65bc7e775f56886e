import type { SimDesk } from '../world/simDesk.ts';

const questions: Readonly<Record<string, readonly [query: string, argument: string]>> = {
  contact: ['contact.get', 'contactId'],
  plan: ['plan.get', 'planId'],
  handoff: ['handoff.get', 'handoffId'],
};

/** The record as a page of this desk is shown it, without what the view adds. Null when the desk shows none. */
export function shownRecord(desk: SimDesk, kind: string, id: string): Record<string, unknown> | null {
  const question = questions[kind];
  if (question === undefined) return null;
  const [query, argument] = question;
  return desk.query(query, { [argument]: id }) as Record<string, unknown> | null;
}

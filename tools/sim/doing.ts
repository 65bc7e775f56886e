// How a run's people pick what they work on, and what came of it.
import { versionIds } from '../../shared/domain/field/field.ts';
import type { ContactRow, ContactView, HandoffView, PlanView } from '../../shared/protocol/deskViews.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Reply, SimDesk } from './world/simDesk.ts';

export interface Act {
  readonly what: string;
  readonly reply: Reply;
}

/** Null when there is nothing here to do it on. */
export type Doing = (desk: SimDesk, random: SeededRandom, text: string) => Act | null;

export function done(what: string, reply: Reply): Act {
  return { what: `${what} ${reply.kind}`, reply };
}

export function anyOf<T>(random: SeededRandom, from: readonly T[]): T | undefined {
  return from[random.below(from.length)];
}

/** Mostly one of the few that everybody works on: where desks meet is where things go wrong. */
export function anyOfOldest<T>(
  random: SeededRandom,
  from: readonly T[],
  idOf: (one: T) => string,
): T | undefined {
  if (random.chance(0.3)) return anyOf(random, from);
  const oldest = from.toSorted((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
  return anyOf(random, oldest.slice(0, 2));
}

export function contacts(desk: SimDesk): ContactRow[] {
  return (desk.query('contact.list', {}) ?? []) as ContactRow[];
}

export function anyContact(desk: SimDesk, random: SeededRandom): ContactRow | undefined {
  return anyOfOldest(random, contacts(desk), (row) => row.contactId);
}

export function glanceContact(desk: SimDesk, random: SeededRandom, contactId: string): ContactView | null {
  return desk.glance(contactId, random, () => desk.query('contact.get', { contactId }) as ContactView | null);
}

export function glancePlan(desk: SimDesk, random: SeededRandom, planId: string): PlanView | null {
  return desk.glance(planId, random, () => desk.query('plan.get', { planId }) as PlanView | null);
}

export function handoffs(desk: SimDesk, phase: string): HandoffView[] {
  const all = (desk.query('handoff.list', { box: 'all' }) ?? []) as HandoffView[];
  return all.filter((one) => one.phase === phase);
}

/** What somebody has on the screen of it. */
export function versionsOf(shown: readonly { readonly opId: string }[] | undefined): ReadonlySet<string> {
  return new Set(versionIds(shown));
}

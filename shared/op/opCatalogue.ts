import { accessLogFacts } from '../domain/access/accessLogFacts.ts';
import type { FactType } from '../domain/access/policy.ts';
import { assessmentFacts } from '../domain/assessment/assessmentFacts.ts';
import { clientFacts } from '../domain/client/clientFacts.ts';
import type { Contact } from '../domain/contact/contact.ts';
import { contactFacts } from '../domain/contact/contactFacts.ts';
import type { Fact, RecordKind } from '../domain/fact.ts';
import type { Handoff } from '../domain/handoff/handoff.ts';
import { handoffFacts } from '../domain/handoff/handoffFacts.ts';
import type { Plan } from '../domain/plan/plan.ts';
import { planFacts } from '../domain/plan/planFacts.ts';
import { scriptFacts } from '../domain/script/scriptFacts.ts';

/** Every kind of op in one table. The log is eternal: a kind is never renamed or removed. */
export const opCatalogue: Readonly<Record<FactType, Fact>> = {
  ...contactFacts,
  ...assessmentFacts,
  ...clientFacts,
  ...planFacts,
  ...handoffFacts,
  ...scriptFacts,
  ...accessLogFacts,
};

/** The fact behind a type, when this version of the program knows it in that version. */
export function knownFact(type: string, version: number): Fact | null {
  if (!Object.hasOwn(opCatalogue, type)) return null;
  const fact = opCatalogue[type as FactType];
  return version <= fact.version ? fact : null;
}

/** Visible to the whole region. */
export const regionScope = 'region';
export function unitScope(unit: string): string {
  return `unit:${unit}`;
}
/** The units among scopes. */
export function unitsOf(scopes: readonly string[]): string[] {
  const prefix = unitScope('');
  return scopes.filter((scope) => scope.startsWith(prefix)).map((scope) => scope.slice(prefix.length));
}

/** Which scopes a record belongs to; a desk holds only records of its own scopes. */
export function scopesOf(kind: RecordKind, state: unknown): readonly string[] {
  switch (kind) {
    case 'client':
    case 'script':
      return [regionScope];
    case 'contact':
    case 'plan': {
      const record = state as Contact | Plan;
      return [record.unit, ...record.sharedWith].map(unitScope);
    }
    case 'handoff': {
      const handoff = state as Handoff;
      return [...new Set([handoff.fromUnit, handoff.toUnit])].map(unitScope);
    }
    case 'accessLog':
      return [];
  }
}

import type { z } from 'zod';
import type { Refusal } from '../base/refusal.ts';
import type { Stamp } from './field/field.ts';

export const recordKinds = ['client', 'contact', 'plan', 'handoff', 'script', 'accessLog'] as const;
export type RecordKind = (typeof recordKinds)[number];
export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}
/** A fact's stamp also names the record it is about; a creating fact needs it. */
export interface FactStamp extends Stamp {
  readonly record: RecordRef;
}

/**
 * What was said about a part of a record (an assessment, a line of a plan) before the part was there. A region restored
 * from a backup may hear of an answer before it hears again of the assessment.
 */
export interface EarlyFact {
  readonly part: string;
  readonly type: string;
  readonly version: number;
  readonly stamp: FactStamp;
  readonly body: unknown;
}

/** A record with parts. */
export interface WithEarly {
  /** Of parts that nothing has begun yet. */
  readonly early?: readonly EarlyFact[];
}

/**
 * One kind of thing that can happen. `schema` parses the body where it enters a process, `apply` folds it into
 * the record. A fact with `claim` asks for something shared: the region may refuse it. All others happened,
 * and are never refused by their content.
 */
export interface Fact {
  readonly record: RecordKind;
  readonly version: number;
  readonly schema: z.ZodType;
  /** Whether it starts a record: 'once' (a second one changes nothing), 'each' (every one counts), 'no' (the record must be known). */
  readonly creates: 'once' | 'each' | 'no';
  /** Append-only and possibly many: readers take these from the log, the record keeps a count. */
  readonly keptInLog: boolean;
  readonly claim: ((state: unknown, stamp: FactStamp, body: unknown) => Refusal | null) | null;
  /** The part of the record that it begins. */
  readonly begins: ((body: unknown) => string) | null;
  /** The part that it is about, where nothing has begun that yet. */
  readonly lacks: ((state: unknown, body: unknown) => string | null) | null;
  readonly apply: (state: unknown, stamp: FactStamp, body: unknown) => unknown;
}

interface Rules<State, Body> {
  readonly creates?: 'once' | 'each';
  readonly keptInLog?: boolean;
  readonly version?: number;
  claim?(state: State, stamp: FactStamp, body: Body): Refusal | null;
  begins?(body: Body): string;
  lacks?(state: State, body: Body): string | null;
  apply(state: State, stamp: FactStamp, body: Body): State;
}

/**
 * The one place where a fact's own state and body types are forgotten: the catalogue looks facts up by name,
 * bodies were parsed by `schema` and states come only from `apply` of the same record kind.
 */
export function fact<State, Schema extends z.ZodType>(
  record: RecordKind,
  schema: Schema,
  rules: Rules<State, z.infer<Schema>>,
): Fact {
  const { claim, begins, lacks, apply } = rules;
  return {
    record,
    version: rules.version ?? 1,
    schema,
    creates: rules.creates ?? 'no',
    keptInLog: rules.keptInLog ?? false,
    claim:
      claim === undefined
        ? null
        : (state, stamp, body) => claim(state as State, stamp, body as z.infer<Schema>),
    begins: begins === undefined ? null : (body) => begins(body as z.infer<Schema>),
    lacks: lacks === undefined ? null : (state, body) => lacks(state as State, body as z.infer<Schema>),
    apply: (state, stamp, body) => apply(state as State, stamp, body as z.infer<Schema>),
  };
}

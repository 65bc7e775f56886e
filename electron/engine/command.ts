import type { z } from 'zod';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { FactType } from '../../shared/domain/access/policy.ts';
import type { Contact } from '../../shared/domain/contact/contact.ts';
import type { RecordRef } from '../../shared/domain/fact.ts';
import type { Actor } from '../../shared/domain/field/field.ts';
import type { CommandName, CommandResults, deskCommands } from '../../shared/protocol/deskProtocol.ts';
import type { RefusedItemView } from '../../shared/protocol/deskViews.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import type { Reading } from './query.ts';
import type { DeskWrite } from './record/deskStore.ts';
import type { ShownKind, StateOf } from './record/recordEntry.ts';
import type { ScriptShelf } from './scriptShelf.ts';

/** What a rule may look at: the records as this desk shows them to this person, and fresh ids. */
export interface Deciding {
  readonly session: Session;
  readonly actor: Actor;
  /** The desk's time, ISO. */
  readonly at: string;
  readonly shelf: ScriptShelf;
  find<Kind extends ShownKind>(kind: Kind, id: string): StateOf[Kind] | undefined;
  /** What this person may see is still on its way here: what is not found may be there all the same. */
  isIncomplete(): boolean;
  /** An own op the region refused, while no person has dealt with it. */
  findRefused(opId: string): RefusedItemView | undefined;
  /** Contacts of a client within 72 hours before this one, as this desk holds them. */
  earlierContacts(contact: Contact, clientId: string): readonly Contact[];
  newId(prefix: string): string;
  /** An id inside a record: a line, an alert, an assessment. */
  newLocalId(): string;
}

/** A fact as a rule states it; `runCommand` stamps it into an op. */
export interface FactDraft {
  readonly record: RecordRef;
  readonly type: FactType;
  readonly body: unknown;
  /** It only follows from another fact of the action, so nobody has to have seen what it takes away. */
  readonly follows?: true;
}

/** What an action brings: its facts, stored in one transaction, and the reply read after the commit. */
export interface Decision<Result = unknown> {
  readonly facts: readonly FactDraft[];
  readonly reply: (reading: Reading, opIds: readonly string[]) => Result;
  /** What else changes on this desk in the same transaction. */
  readonly also?: (write: DeskWrite) => void;
}

export type Args<Name extends CommandName> = z.output<(typeof deskCommands)[Name]>;

export interface Command {
  readonly decide: (deciding: Deciding, args: unknown) => Decision | Refusal;
}

/** The arguments were parsed by the schema of the same name, which is all that this forgets. */
export function command<Name extends CommandName>(
  _name: Name,
  decide: (deciding: Deciding, args: Args<Name>) => Decision<CommandResults[Name]> | Refusal,
): Command {
  return { decide: (deciding, args) => decide(deciding, args as Args<Name>) };
}

export function refuse(refused: Refusal['refused'], rest: Omit<Refusal, 'refused'> = {}): Refusal {
  return { refused, ...rest };
}

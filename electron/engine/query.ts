import type { z } from 'zod';
import type { Refusal } from '../../shared/base/refusal.ts';
import { regionScope, scopesOf } from '../../shared/op/opCatalogue.ts';
import type { deskQueries, QueryName, QueryResults } from '../../shared/protocol/deskProtocol.ts';
import type { PresenceView, SessionView, SyncStatus } from '../../shared/protocol/deskViews.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import type { DeskStore } from './record/deskStore.ts';
import { type ShownKind, type StateOf, shownState } from './record/recordEntry.ts';
import type { ScriptShelf } from './scriptShelf.ts';

/** What views are read from. Records come from the open database, for the person signed in. */
export interface Reading {
  readonly store: DeskStore;
  readonly shelf: ScriptShelf;
  readonly session: Session;
  readonly now: number;
}

/** What a desk can say while its database is closed and nobody is signed in. */
export interface Standing {
  readonly shelf: ScriptShelf;
  readonly store: DeskStore | null;
  readonly user: string | null;
  session(): SessionView;
  sync(): SyncStatus;
  presence(): PresenceView;
}

export type QueryArguments<Name extends QueryName> = z.output<(typeof deskQueries)[Name]>;

export interface Query {
  /** A change of any of these topics may change the result; which they are may change with it. */
  readonly topics: (args: unknown, reading: Reading | null) => readonly string[];
  readonly read: (
    from: { readonly standing: Standing; readonly reading: Reading | null },
    args: unknown,
  ) => unknown;
}

/** A view of records: needs a sign-in. As with commands, only the link between name and types is forgotten. */
export function recordQuery<Name extends QueryName>(
  _name: Name,
  topics: (args: QueryArguments<Name>, reading: Reading | null) => readonly string[],
  read: (reading: Reading, args: QueryArguments<Name>) => QueryResults[Name] | Refusal,
): Query {
  return {
    topics: (args, reading) => ['session', ...topics(args as QueryArguments<Name>, reading)],
    read: ({ reading }, args) =>
      reading === null ? { refused: 'notSignedIn' } : read(reading, args as QueryArguments<Name>),
  };
}

/** A view of the desk itself: also answered before anybody signs in. */
export function deskQuery<Name extends QueryName>(
  _name: Name,
  topics: readonly string[],
  read: (standing: Standing, args: QueryArguments<Name>) => QueryResults[Name] | Refusal,
): Query {
  return { topics: () => topics, read: ({ standing }, args) => read(standing, args as QueryArguments<Name>) };
}

/**
 * A record as this person may see it. A desk is shared: what an earlier person's unit left here stays hidden from
 * a person of another unit.
 */
export function findReadable<Kind extends ShownKind>(
  from: { readonly store: DeskStore; readonly session: Session },
  kind: Kind,
  id: string,
): StateOf[Kind] | undefined {
  const state = shownState(from.store.load({ kind, id }), kind);
  if (state === undefined) return undefined;
  return mayRead(from.session, scopesOf(kind, state)) ? state : undefined;
}

/** Records without a unit are for the whole region. */
export function mayRead(session: Session, scopes: readonly string[]): boolean {
  return scopes.some((scope) => scope === regionScope || session.scopes.includes(scope));
}

import type { FaultCode, RefusalReason } from '../../shared/base/refusal.ts';
import type {
  CommandArgs,
  CommandName,
  CommandResults,
  QueryArgs,
  QueryName,
  QueryResults,
} from '../../shared/protocol/deskProtocol.ts';

import type { ShellAsk } from '../../shared/protocol/shellProtocol.ts';
import type { TaskArgs, TaskName, TaskResults } from '../../shared/protocol/taskProtocol.ts';

export interface RefusedAnswer {
  readonly reason: RefusalReason;
  readonly by: { readonly user: string; readonly desk: string } | null;
  readonly at: string | null;
  readonly path: string | null;
  /** What the person who decided it gave as their reason. */
  readonly because?: string;
}

/** `done` means durable on this desk. The two ways of no are never mixed: rules refuse, machines fail. */
export type Answer<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'refused'; readonly refusal: RefusedAnswer }
  | { readonly kind: 'failed'; readonly fault: FaultCode };

export type Live<Result> = {
  readonly data: Result | undefined;
  readonly refusal: RefusedAnswer | null;
  readonly fault: FaultCode | null;
};

export interface LiveSource<Result> {
  readonly subscribe: (changed: () => void) => () => void;
  readonly current: () => Live<Result>;
}

/** A command that did not become durable, kept so that nothing typed is lost. */
export interface UnsavedCommand {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  readonly fault: FaultCode;
}

/** Whether the engine answers, and what it could not save. */
export interface DeskHealth {
  readonly engine: 'starting' | 'ready' | 'silent';
  /** Never sent again by itself: the field it came from still holds it, and a note must not be doubled. */
  readonly unsaved: readonly UnsavedCommand[];
  /** The last command that needed the disk got what it needed. */
  readonly savingWorks: boolean;
}

/** All that a page can do: wish, ask, follow, have something calculated. Made over the bridge for real and in the page for stories. */
export interface DeskPort {
  /** `seen`: ids of the versions on the screen that it writes over; what has come since then stays beside it. */
  command<Name extends CommandName>(
    name: Name,
    args: CommandArgs<Name>,
    seen?: readonly string[],
  ): Promise<Answer<CommandResults[Name]>>;
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<Answer<QueryResults[Name]>>;
  task<Name extends TaskName>(name: Name, args: TaskArgs<Name>): Promise<Answer<TaskResults[Name]>>;
  live<Name extends QueryName>(name: Name, args: QueryArgs<Name>): LiveSource<QueryResults[Name]>;
  readonly health: {
    readonly subscribe: (changed: () => void) => () => void;
    readonly current: () => DeskHealth;
  };
  forgetUnsaved(): void;
  shell(ask: ShellAsk): Promise<unknown>;
}

import type {
  CommandArgs,
  CommandName,
  CommandResults,
  QueryArgs,
  QueryName,
  QueryResults,
} from '../../../shared/protocol/deskProtocol.ts';

/** A wish that was answered, or that nobody answered because the process was gone. */
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'no'; readonly why: string }
  | { readonly kind: 'silence' };

/** A desk that can be asked and killed: an engine alone, or a whole window. */
export interface KillableDesk {
  command<Name extends CommandName>(
    name: Name,
    args: CommandArgs<Name>,
  ): Promise<Outcome<CommandResults[Name]>>;
  query<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<Outcome<QueryResults[Name]>>;
}

export type Ask = (kind: 'command' | 'query', name: string, args: unknown) => Promise<Outcome<unknown>>;

export function deskOver(ask: Ask): KillableDesk {
  return {
    command: <Name extends CommandName>(name: Name, args: CommandArgs<Name>) =>
      ask('command', name, args) as Promise<Outcome<CommandResults[Name]>>,
    query: <Name extends QueryName>(name: Name, args: QueryArgs<Name>) =>
      ask('query', name, args) as Promise<Outcome<QueryResults[Name]>>,
  };
}

export function readAnswer(message: object): Outcome<unknown> {
  if ('result' in message) return { kind: 'done', result: message.result };
  if ('reason' in message) return { kind: 'no', why: String(message.reason) };
  return { kind: 'no', why: 'code' in message ? String(message.code) : 'unknown' };
}

export async function must<Result>(what: string, asked: Promise<Outcome<Result>>): Promise<Result> {
  const outcome = await asked;
  if (outcome.kind === 'done') return outcome.result;
  throw new Error(`${what}: ${outcome.kind === 'no' ? outcome.why : 'no answer'}`);
}

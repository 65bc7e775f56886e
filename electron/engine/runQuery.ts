// The only read path of a page.
import type { Refusal } from '../../shared/base/refusal.ts';
import { deskQueries, type QueryName } from '../../shared/protocol/deskProtocol.ts';
import { queryTable } from './queries/queryTable.ts';
import type { Reading, Standing } from './query.ts';
import { invalidArguments } from './runCommand.ts';

export interface QueryFrom {
  readonly standing: Standing;
  /** Null while nobody is signed in. */
  readonly reading: Reading | null;
}

export interface PreparedQuery {
  readonly name: QueryName;
  topics(from: QueryFrom): readonly string[];
  run(from: QueryFrom): unknown;
}

export function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(queryTable, name);
}

/** Arguments are parsed once; a followed query is then run again and again with them. */
export function prepareQuery(name: QueryName, rawArgs: unknown): PreparedQuery | Refusal {
  const parsed = deskQueries[name].safeParse(rawArgs);
  if (!parsed.success) return invalidArguments(parsed.error.issues);
  const query = queryTable[name];
  return {
    name,
    topics: ({ reading }) => query.topics(parsed.data, reading),
    run: (from) => query.read(from, parsed.data),
  };
}

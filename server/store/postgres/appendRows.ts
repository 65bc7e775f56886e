import type { Client } from 'pg';
import { assert } from '../../../shared/base/assert.ts';
import type { AppendResult, CommitRows } from '../regionStore.ts';

const text = `select in_history($24, append_rows($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
  $22, $23)) as result`;

export interface Commit {
  readonly expectedHead: number;
  readonly rows: CommitRows;
  readonly epoch?: string;
}

/** One round trip: judged rows in, durable or not there at all. */
export async function appendRows(
  client: Client,
  { expectedHead, rows, epoch }: Commit,
): Promise<AppendResult> {
  try {
    const answer = await client.query<{ result: AppendResult }>({
      name: 'append-in',
      text,
      values: [...valuesOf(expectedHead, rows), epoch ?? null],
    });
    return answer.rows[0]?.result ?? 'moved';
  } catch (error) {
    // Nobody looks an id up before: it is almost always new, and the index knows.
    if (isViolated(error, 'ops_id')) return 'opIdTaken';
    if (isViolated(error, 'history_renamed')) return 'renamed';
    throw error;
  }
}

function isViolated(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}

function valuesOf(expectedHead: number, { ops, records, feed, widened, highWaters, echoes }: CommitRows) {
  const fed = scopesByPosition(feed);
  const entered = scopesByPosition(widened);
  const at = (scopes: ReadonlyMap<number, string>, seq: number) => scopes.get(seq) ?? '';
  return [
    expectedHead,
    numbers(ops.map((row) => row.op.seq)),
    lines(ops.map((row) => row.op.id)),
    lines(ops.map((row) => row.op.by.desk)),
    numbers(ops.map((row) => row.op.deskSeq)),
    lines(ops.map((row) => row.record)),
    lines(ops.map((row) => (row.refused === null ? '' : JSON.stringify(row.refused)))),
    numbers(ops.map((row) => (row.kept ? 1 : 0))),
    lines(ops.map((row) => JSON.stringify(row.op))),
    lines(ops.map((row) => at(fed, row.op.seq))),
    lines(ops.map((row) => at(entered, row.op.seq))),
    lines(records.map((row) => row.record)),
    lines(records.map((row) => row.kind)),
    lines(records.map((row) => row.id)),
    numbers(records.map((row) => row.seq)),
    lines(records.map((row) => JSON.stringify(row.scopes))),
    lines(records.map((row) => JSON.stringify(row.state))),
    lines([...highWaters.keys()]),
    numbers([...highWaters.values()]),
    lines(echoes.map((row) => row.desk)),
    numbers(echoes.map((row) => row.deskSeq)),
    numbers(echoes.map((row) => row.seq)),
    lines(echoes.map((row) => (row.op === null ? '' : JSON.stringify(row.op)))),
  ];
}

function scopesByPosition(
  rows: readonly { readonly scope: string; readonly pos: number }[],
): Map<number, string> {
  const found = new Map<number, string>();
  for (const { scope, pos } of rows) {
    assert(!scope.includes('\t'), 'a scope with a tab');
    const before = found.get(pos);
    found.set(pos, before === undefined ? scope : `${before}\t${scope}`);
  }
  return found;
}

/** One column as lines; far cheaper than an array literal, in which every quote of the JSON is escaped. */
function lines(values: readonly string[]): string {
  for (const value of values) assert(!value.includes('\n'), 'a value with a line break');
  return values.join('\n');
}

function numbers(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}

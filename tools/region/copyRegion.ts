import { createHash } from 'node:crypto';
import { type RegionTable, type Row, type RowSource, type RowTarget, regionTables } from './regionTables.ts';

const rowsAtOnce = 2_000;

export interface Copied {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over all rows in the order of their keys, the same at both ends. */
  readonly hash: string;
}

export interface CopyAsk {
  readonly from: RowSource;
  readonly to: RowTarget;
  /** Given when the copy begins a history of its own, as after a restore. */
  readonly newEpoch: string | null;
  readonly tell: (table: string, rows: number) => void;
}

/** Copies what is missing, then compares both ends row by row; only then the target is a region. */
export async function copyRegion(ask: CopyAsk): Promise<readonly Copied[]> {
  const copied: Copied[] = [];
  for (const table of regionTables) {
    await copyTable(table, ask, await ask.to.last(table));
    let both = await compare(table, ask);
    // What was copied by an earlier try has changed since: then all of it is copied again.
    if (both.from.hash !== both.to.hash) {
      await copyTable(table, ask, null);
      both = await compare(table, ask);
    }
    if (both.from.hash !== both.to.hash)
      throw new Error(
        `${table.name} differs: ${both.from.rows} rows there, ${both.to.rows} here. Begin with an empty target.`,
      );
    copied.push(both.to);
  }
  await ask.to.finish(ask.newEpoch);
  return copied;
}

async function copyTable(table: RegionTable, { from, to, tell }: CopyAsk, start: Row | null): Promise<void> {
  let many = 0;
  let after = start;
  for (;;) {
    const rows = await from.read(table, after, rowsAtOnce);
    if (rows.length > 0) await to.put(table, rows);
    many += rows.length;
    if (rows.length > 0) tell(table.name, many);
    after = rows.at(-1) ?? after;
    if (rows.length < rowsAtOnce && !(await hasMore(from, table, after))) return;
  }
}

/** A page may be short because of what is left out of it. */
async function hasMore(from: RowSource, table: RegionTable, after: Row | null): Promise<boolean> {
  return (await from.read(table, after, 1)).length > 0;
}

async function compare(table: RegionTable, { from, to }: CopyAsk): Promise<{ from: Copied; to: Copied }> {
  const [left, right] = await Promise.all([hashOf(table, from), hashOf(table, to)]);
  return { from: left, to: right };
}

async function hashOf(table: RegionTable, source: RowSource): Promise<Copied> {
  const hash = createHash('sha256');
  let many = 0;
  let after: Row | null = null;
  for (;;) {
    const rows: Row[] = await source.read(table, after, rowsAtOnce);
    for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
    many += rows.length;
    after = rows.at(-1) ?? after;
    if (rows.length < rowsAtOnce && !(await hasMore(source, table, after)))
      return { table: table.name, rows: many, hash: hash.digest('hex') };
  }
}

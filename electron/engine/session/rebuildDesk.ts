// A damaged database is replaced in steps that a kill or a power cut may fall between: until the fresh one is complete
// the damaged one stays in its place, and from then on the next opening finishes the exchange.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { closeDatabase, openDatabase } from '../../../db/openDatabase.ts';
import type { WritableDb } from '../../../db/sql.ts';
import { mapSqliteError } from '../../../db/sqliteFault.ts';
import { type Salvaged, salvageDesk } from '../../../db/workstation/salvage.ts';

export interface Rebuilt extends Salvaged {
  /** Where the damaged file lies now; nobody deletes it but a person. */
  readonly putAside: string;
}

interface RebuildAsk {
  readonly path: string;
  readonly key: Uint8Array;
  /** Makes an empty database of this desk. */
  readonly fresh: (path: string) => WritableDb;
  readonly at: string;
}

export function rebuildDesk({ path, key, fresh, at }: RebuildAsk): Rebuilt {
  const building = `${path}.building`;
  for (const end of ['', '-wal', '-shm']) rmSync(building + end, { force: true });
  const from = openDatabase({ kind: 'file', path, key, alone: true });
  let salvaged: Salvaged;
  try {
    const to = fresh(building);
    try {
      salvaged = salvageDesk(from, to, at);
    } finally {
      closeDatabase(to);
    }
  } finally {
    from.close();
  }
  try {
    syncFile(building);
    renameSync(building, freshPath(path));
    syncFile(dirname(path));
  } catch (error) {
    throw mapSqliteError(error);
  }
  return { ...salvaged, putAside: finishRebuild(path) ?? '' };
}

/** Puts the damaged file aside and the complete fresh one in its place. Does nothing when there is no fresh one. */
export function finishRebuild(path: string): string | null {
  if (!existsSync(freshPath(path))) return null;
  try {
    const aside = asidePath(path);
    // The log first: beside a fresh database the old one would be taken for its own.
    for (const end of ['-wal', '']) if (existsSync(path + end)) renameSync(path + end, aside + end);
    rmSync(`${path}-shm`, { force: true });
    syncFile(dirname(path));
    renameSync(freshPath(path), path);
    syncFile(dirname(path));
    return aside;
  } catch (error) {
    throw mapSqliteError(error);
  }
}

function freshPath(path: string): string {
  return `${path}.fresh`;
}

/** The first free name; a log without its file means that the exchange was cut short there. */
function asidePath(path: string): string {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.damaged-${number}`;
    if (!existsSync(aside)) return aside;
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

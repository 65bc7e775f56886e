import { parseArgs } from 'node:util';
import type { WritableDb } from '../../db/sql.ts';
import { openFileVault } from '../../electron/engine/session/deskVault.ts';
import { systemClock } from '../../platform/clock.ts';
import { idsFrom, systemRandom } from '../../platform/ids.ts';
import { Bug } from '../../shared/base/assert.ts';
import { Fault } from '../../shared/base/refusal.ts';

export interface OpenedFolder {
  readonly db: WritableDb;
  readonly close: () => void;
}

/** The folder a tool was told on its command line. Null: it was said why not. */
export async function openFolder(script: string): Promise<OpenedFolder | null> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, user: { type: 'string' } },
    strict: false,
  });
  const { data, user } = values;
  if (typeof data !== 'string' || typeof user !== 'string' || process.env.LUOTSI_PASSWORD === undefined) {
    process.stderr.write(
      `Usage: npm run -s ${script} -- --data DIR --user NAME   (password in LUOTSI_PASSWORD)\n`,
    );
    return null;
  }
  return openDeskFolder(data, user);
}

/** Opens a desk's folder for a tool, with the password (LUOTSI_PASSWORD) of somebody who signed in there. */
export async function openDeskFolder(data: string, user: string): Promise<OpenedFolder | null> {
  const password = process.env.LUOTSI_PASSWORD;
  if (password === undefined) {
    process.stderr.write(`Give the password of ${user} in LUOTSI_PASSWORD.\n`);
    return null;
  }
  const vault = openFileVault({
    dir: data,
    random: systemRandom,
    newDeskId: () => idsFrom(systemClock, systemRandom).newId('desk'),
    key: null,
    onKey: () => {},
  });
  if (!vault.exists()) {
    process.stderr.write(`There is no desk in ${data}.\n`);
    return null;
  }
  try {
    return { db: await vault.unlock(user, password), close: () => vault.close() };
  } catch (error) {
    if (!(error instanceof Fault)) throw new Bug(`the desk in ${data} cannot be opened`);
    process.stderr.write(
      `The desk in ${data} cannot be opened (${error.code}). Is its engine still running?\n`,
    );
    return null;
  }
}

import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keychain } from '../keychain.ts';

const fileName = 'keychain.txt';

/** The sealed data key beside the database. Losing it costs a passphrase, never the database. */
export async function openKeyFile(dataDir: string, keychain: Keychain | null): Promise<string | null> {
  const sealed = readSealed(dataDir);
  if (keychain === null || sealed === null) return null;
  const opened = await keychain.open(sealed);
  if (opened?.resealed) await writeSealed(dataDir, opened.resealed);
  return opened?.key ?? null;
}

export async function sealKeyFile(dataDir: string, keychain: Keychain | null, key: string): Promise<boolean> {
  if (keychain === null) return false;
  await writeSealed(dataDir, await keychain.seal(key));
  return true;
}

function readSealed(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, fileName), 'utf8').trim();
  } catch {
    // No file yet, or one that cannot be read: the passphrase opens the database.
    return null;
  }
}

// Written beside and renamed, so that a power cut leaves the old seal or the new one.
async function writeSealed(dataDir: string, sealed: string): Promise<void> {
  const path = join(dataDir, fileName);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${sealed}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

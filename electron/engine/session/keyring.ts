// The keys to the data key: one slot per person, opened by that person's passphrase. The keychain's slot is kept by
// the shell, which alone can reach the keychain; either opens the database, so losing one loses nothing.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { mapSqliteError } from '../../../db/sqliteFault.ts';
import { type Argon2Cost, deriveSecret, sealingCost } from '../../../platform/argon2id.ts';
import type { RandomSource } from '../../../platform/ids.ts';
import { Fault } from '../../../shared/base/refusal.ts';

const nonceBytes = 12;
const saltBytes = 16;
const tagBytes = 16;
const slotsMax = 200;

const base64 = z.base64().max(400);
const slot = z.strictObject({
  kind: z.literal('passphrase'),
  user: z.string().max(128),
  salt: base64,
  memoryKib: z.int().min(19_456).max(1_048_576),
  passes: z.int().min(2).max(64),
  parallelism: z.int().min(1).max(16),
  nonce: base64,
  sealed: base64,
});
const keyringFile = z.strictObject({ version: z.literal(1), slots: z.array(slot).max(slotsMax) });
type Slot = z.infer<typeof slot>;

export interface Keyring {
  exists(): boolean;
  users(): readonly string[];
  /** The data key, or null when this person has no slot. A wrong passphrase is databaseWrongKey and changes nothing. */
  open(user: string, passphrase: string): Promise<Uint8Array | null>;
  /** Adds or replaces the person's slot, durably, before anything can depend on it. */
  seal(user: string, passphrase: string, key: Uint8Array): Promise<void>;
}

export function openKeyring(path: string, random: RandomSource): Keyring {
  const read = (): readonly Slot[] => (existsSync(path) ? readSlots(path) : []);
  return {
    exists: () => existsSync(path),
    users: () => read().map((one) => one.user),
    async open(user, passphrase) {
      const found = read().find((one) => one.user === user);
      return found === undefined ? null : unseal(found, passphrase);
    },
    async seal(user, passphrase, key) {
      const fresh = await sealSlot({ user, passphrase, key, random });
      const slots = [...read().filter((one) => one.user !== user), fresh];
      writeDurably(path, `${JSON.stringify({ version: 1, slots }, null, 1)}\n`);
    },
  };
}

function readSlots(path: string): readonly Slot[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw mapSqliteError(error);
  }
  const parsed = keyringFile.safeParse(parseJson(text));
  // A keyring that cannot be read is never replaced: the database behind it may still be opened by the keychain.
  if (!parsed.success) throw new Fault('databaseLocked');
  return parsed.data.slots;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema says so in the same words as for every other damage.
    return null;
  }
}

interface Sealing {
  readonly user: string;
  readonly passphrase: string;
  readonly key: Uint8Array;
  readonly random: RandomSource;
}

async function sealSlot({ user, passphrase, key, random }: Sealing): Promise<Slot> {
  const salt = random.bytes(saltBytes);
  const nonce = random.bytes(nonceBytes);
  const wrapping = await deriveSecret(passphrase, salt, sealingCost);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  // A slot cannot be renamed to another person.
  cipher.setAAD(Buffer.from(user, 'utf8'));
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return {
    kind: 'passphrase',
    user,
    salt: text(salt),
    ...sealingCost,
    nonce: text(nonce),
    sealed: text(sealed),
  };
}

async function unseal(found: Slot, passphrase: string): Promise<Uint8Array> {
  const { memoryKib, passes, parallelism } = found;
  const cost: Argon2Cost = { memoryKib, passes, parallelism };
  const wrapping = await deriveSecret(passphrase, Buffer.from(found.salt, 'base64'), cost);
  const sealed = Buffer.from(found.sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(found.nonce, 'base64'));
  decipher.setAAD(Buffer.from(found.user, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch (error) {
    throw new Fault('databaseWrongKey', { cause: error });
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Written beside and renamed: a power cut leaves the old keyring or the new one. */
function writeDurably(path: string, content: string): void {
  try {
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    // Windows keeps its own books of folders and lets nobody open one.
    if (process.platform === 'win32') return;
    const folder = openSync(dirname(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    throw mapSqliteError(error);
  }
}

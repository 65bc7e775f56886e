import * as crypto from 'node:crypto';
import { timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Bug } from '../shared/base/assert.ts';

export interface Argon2Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's floor for interactive sign-in; keyrings on desks are sealed with it. */
export const sealingCost: Argon2Cost = { memoryKib: 19_456, passes: 2, parallelism: 1 };
/**
 * Equally strong by the same list. Memory of more than 32 MB goes back to the system at once; of less, every thread
 * that ever checked a password keeps its share for good.
 */
export const signInCost: Argon2Cost = { memoryKib: 47_104, passes: 1, parallelism: 1 };
const hashBytes = 32;

/** Node has argon2 since 24.7 when its OpenSSL does; Electron's own library may not. */
export function argon2idAvailable(): boolean {
  return typeof crypto.argon2 === 'function' && typeof crypto.argon2Sync === 'function';
}

export function deriveSecretSync(password: string, salt: Uint8Array, cost: Argon2Cost): Uint8Array {
  assertAvailable();
  return crypto.argon2Sync('argon2id', parameters(password, salt, cost));
}

/** Off the main thread: a sign-in must not hold up a commit. */
export async function deriveSecret(
  password: string,
  salt: Uint8Array,
  cost: Argon2Cost,
): Promise<Uint8Array> {
  assertAvailable();
  return promisify(crypto.argon2)('argon2id', parameters(password, salt, cost));
}

/** In the usual text form, so a later change of cost leaves old hashes readable. */
export async function hashPassword(
  password: string,
  salt: Uint8Array,
  cost: Argon2Cost = signInCost,
): Promise<string> {
  const hash = await deriveSecret(password, salt, cost);
  const { memoryKib, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

const encodedForm = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([\w+/-]+)\$([\w+/-]+)$/;

export async function verifyPassword(password: string, encoded: string): Promise<boolean> {
  const parts = encodedForm.exec(encoded);
  if (parts === null) throw new Bug('a password hash of an unknown form');
  const [, memory, passes, parallelism, salt = '', hash = ''] = parts;
  const expected = Buffer.from(hash, 'base64');
  const found = await deriveSecret(password, Buffer.from(salt, 'base64'), {
    memoryKib: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return found.byteLength === expected.byteLength && timingSafeEqual(found, expected);
}

function parameters(password: string, salt: Uint8Array, cost: Argon2Cost): crypto.Argon2Parameters {
  return {
    // NFC, or the same password typed on another keyboard would not open.
    message: Buffer.from(password.normalize('NFC'), 'utf8'),
    nonce: Buffer.from(salt),
    parallelism: cost.parallelism,
    tagLength: hashBytes,
    memory: cost.memoryKib,
    passes: cost.passes,
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function assertAvailable(): void {
  if (!argon2idAvailable()) throw new Bug('this runtime has no argon2id: run on Node 24.7 or newer');
}

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '../shared/base/refusal.ts';
import type { RandomSource } from './ids.ts';

const keyBytes = 32;

export interface KeyFile {
  readonly path: string;
  /** The database the key opens. When it exists and its key does not, nothing is created: the old key must be found. */
  readonly databasePath: string;
  readonly random: RandomSource;
}

/** Reads the key of an embedded database, or makes one for a new database: hex, one line, readable by its owner alone. */
export function readOrCreateKey({ path, databasePath, random }: KeyFile): Uint8Array {
  if (existsSync(path)) return readKey(path);
  if (existsSync(databasePath) && statSync(databasePath).size > 0) throw new Fault('databaseWrongKey');
  const key = random.bytes(keyBytes);
  writeDurably(path, `${Buffer.from(key).toString('hex')}\n`);
  return key;
}

function readKey(path: string): Uint8Array {
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Fault('databaseWrongKey');
  return Buffer.from(text, 'hex');
}

/** The key is on the disk under its name before a database can depend on it. */
function writeDurably(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

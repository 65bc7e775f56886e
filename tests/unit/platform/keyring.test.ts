import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../../platform/argon2id.ts';
import { systemRandom } from '../../../platform/ids.ts';
import { readOrCreateKey } from '../../../platform/keyring.ts';
import { allowedFields, stackOf } from '../../../platform/logger.ts';
import { scratchFolder } from '../../kit/scratchFolder.ts';

const cheap = { memoryKib: 64, passes: 1, parallelism: 1 };

describe('keys on this machine', () => {
  it('[DB5] a key is made once, for its owner alone, and read back the same', () => {
    const folder = scratchFolder();
    const file = {
      path: join(folder, 'region.key'),
      databasePath: join(folder, 'region.db'),
      random: systemRandom,
    };
    const key = readOrCreateKey(file);
    expect(key).toHaveLength(32);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    writeFileSync(file.databasePath, 'rows');
    expect(Buffer.from(readOrCreateKey(file)).equals(Buffer.from(key))).toBe(true);
  });

  it('[DB5] a lost or damaged key of an existing database is a fault, and nothing is written', () => {
    const folder = scratchFolder();
    const file = {
      path: join(folder, 'region.key'),
      databasePath: join(folder, 'region.db'),
      random: systemRandom,
    };
    writeFileSync(file.databasePath, 'rows');
    expect(() => readOrCreateKey(file)).toThrow('databaseWrongKey');
    writeFileSync(file.path, 'half a k');
    expect(() => readOrCreateKey(file)).toThrow('databaseWrongKey');
    expect(readFileSync(file.path, 'utf8')).toBe('half a k');
  });
});

describe('passwords', () => {
  it('[RG1] are kept as argon2id hashes that verify only the same password', async () => {
    const hash = await hashPassword('pässword', Buffer.alloc(16, 1), cheap);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(await verifyPassword('pa\u0308ssword', hash)).toBe(true);
    expect(await verifyPassword('password', hash)).toBe(false);
    await expect(verifyPassword('x', 'plain')).rejects.toThrow('unknown form');
  });
});

describe('log lines', () => {
  it('[RG2] carry allowed fields only, and errors without their message', () => {
    const fields = { desk: 'desk_1', count: 3, text: 'Virtanen' };
    expect(allowedFields(fields)).toEqual({ desk: 'desk_1', count: 3 });
    expect(stackOf(new Error('Virtanen'))).not.toContain('Virtanen');
  });
});

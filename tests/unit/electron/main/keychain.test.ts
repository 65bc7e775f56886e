import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findKeychain, type SafeStoragePort } from '../../../../electron/main/keychain.ts';
import { openKeyFile, sealKeyFile } from '../../../../electron/main/launch/keyFile.ts';

const key = 'ab'.repeat(32);

function storage(backend: string, changes: Partial<SafeStoragePort> = {}): SafeStoragePort {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (plain) => Buffer.from(`sealed ${plain}`),
    decryptStringAsync: async (sealed) => ({ result: sealed.toString().slice(7), shouldReEncrypt: false }),
    getSelectedStorageBackend: () => backend,
    ...changes,
  };
}

async function keychainOf(port: SafeStoragePort) {
  const keychain = await findKeychain(port, 'linux');
  if (keychain === null) throw new Error('no keychain');
  return keychain;
}

describe('the key in the keychain', () => {
  it('[SH31] a real keychain seals and opens', async () => {
    const keychain = await keychainOf(storage('gnome_libsecret'));
    const sealed = await keychain.seal(key);
    expect(sealed).not.toContain(key);
    expect(await keychain.open(sealed)).toEqual({ key, resealed: null });
  });

  it('[SH31] a password from Chromium’s source, an unknown backend and an old runtime count as no keychain', async () => {
    const none: SafeStoragePort[] = [
      storage('basic_text'),
      storage('unknown'),
      {},
      storage('kwallet6', { isAsyncEncryptionAvailable: async () => false }),
      storage('kwallet6', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('bus')) }),
    ];
    for (const one of none) expect(await findKeychain(one, 'linux')).toBeNull();
    expect(await findKeychain(storage('basic_text'), 'win32')).not.toBeNull();
  });

  it('[SH31] a seal of another keychain, a denied prompt and a wrong content open nothing', async () => {
    const sealed = await (await keychainOf(storage('kwallet5'))).seal(key);
    const others = [
      storage('gnome_libsecret'),
      storage('kwallet5', { decryptStringAsync: () => Promise.reject(new Error('denied')) }),
      storage('kwallet5', { decryptStringAsync: async () => ({ result: 'short', shouldReEncrypt: false }) }),
    ];
    for (const one of others) expect(await (await keychainOf(one)).open(sealed)).toBeNull();
    expect(await (await keychainOf(storage('kwallet5'))).open('not a seal')).toBeNull();
  });

  it('[SH31] the file survives what cannot be opened and is renewed when the keychain asks', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'luotsi-key-'));
    const file = join(dataDir, 'keychain.txt');
    const good = await keychainOf(storage('kwallet6'));
    expect(await openKeyFile(dataDir, good)).toBeNull();
    expect(await sealKeyFile(dataDir, null, key)).toBe(false);
    expect(await sealKeyFile(dataDir, good, key)).toBe(true);
    const first = readFileSync(file, 'utf8');
    expect(first).not.toContain(key);
    expect(await openKeyFile(dataDir, await keychainOf(storage('gnome_libsecret')))).toBeNull();
    expect(await openKeyFile(dataDir, null)).toBeNull();
    expect(readFileSync(file, 'utf8')).toBe(first);
    const asking = storage('kwallet6', {
      encryptStringAsync: async (plain) => Buffer.from(`SEALED ${plain}`),
      decryptStringAsync: async (sealed) => ({ result: sealed.toString().slice(7), shouldReEncrypt: true }),
    });
    expect(await openKeyFile(dataDir, await keychainOf(asking))).toBe(key);
    expect(readFileSync(file, 'utf8')).not.toBe(first);
    writeFileSync(file, 'torn');
    expect(await openKeyFile(dataDir, good)).toBeNull();
  });
});

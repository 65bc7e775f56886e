/** The part of Electron's `safeStorage` that a desk uses. The asynchronous half is missing in old runtimes. */
export interface SafeStoragePort {
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>;
  readonly encryptStringAsync?: (plain: string) => Promise<Buffer>;
  readonly decryptStringAsync?: (
    sealed: Buffer,
  ) => Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  readonly getSelectedStorageBackend?: () => string;
}

export interface Keychain {
  readonly seal: (key: string) => Promise<string>;
  /** Null when this keychain cannot open it: locked, denied, or sealed by another one. The seal itself is kept. */
  readonly open: (sealed: string) => Promise<OpenedKey | null>;
}
export interface OpenedKey {
  readonly key: string;
  /** A fresh seal when the keychain asks for one. */
  readonly resealed: string | null;
}

const keyPattern = /^[0-9a-f]{64}$/;
const sealPattern = /^(\w+):([A-Za-z0-9+/]+=*)$/;
/** `basic_text` is a password written in Chromium's source; sealing with it would only look safe. */
const unsafeBackends: readonly string[] = ['basic_text', 'unknown'];

/** The operating system's keychain when there is a real one; null means that the user's passphrase opens the database. */
export async function findKeychain(storage: SafeStoragePort, platform: string): Promise<Keychain | null> {
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = storage;
  if (!isAsyncEncryptionAvailable || !encryptStringAsync || !decryptStringAsync) return null;
  if (!(await isAsyncEncryptionAvailable.call(storage).catch(() => false))) return null;
  const backend = platform === 'linux' ? (storage.getSelectedStorageBackend?.() ?? 'unknown') : platform;
  if (unsafeBackends.includes(backend)) return null;

  const seal = async (key: string) =>
    `${backend}:${(await encryptStringAsync.call(storage, key)).toString('base64')}`;
  const open = async (sealed: string): Promise<OpenedKey | null> => {
    const [, sealedBy, bytes] = sealPattern.exec(sealed) ?? [];
    if (sealedBy !== backend || bytes === undefined) return null;
    const opened = await decryptStringAsync.call(storage, Buffer.from(bytes, 'base64')).catch(() => null);
    if (opened === null || !keyPattern.test(opened.result)) return null;
    return { key: opened.result, resealed: opened.shouldReEncrypt ? await seal(opened.result) : null };
  };
  return { seal, open };
}

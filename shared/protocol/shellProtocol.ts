// Words between the windows' shell (main), its page and its engine. No client data passes here.
import { z } from 'zod';

/** main → engine, first message. The data key never travels by environment or argument. */
export const engineStart = z.strictObject({
  kind: z.literal('start'),
  dataDir: z.string(),
  libraryDir: z.string(),
  regionUrl: z.string().nullable(),
  /** Sealed by the OS keychain and opened by main; null when the user's passphrase opens the database. */
  keychainKey: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
});
/** The engine made a new data key and asks main to seal it with the OS keychain. */
export const sealKey = z.strictObject({ kind: z.literal('sealKey'), key: z.string().regex(/^[0-9a-f]{64}$/) });
export const engineHealth = z.strictObject({ kind: z.literal('health'), state: z.enum(['starting', 'ready', 'stopping']) });
export const shellToEngine = z.discriminatedUnion('kind', [
  engineStart,
  z.strictObject({ kind: z.literal('stop') }),
  /** Development only: cuts or restores the link as if the cable were pulled. */
  z.strictObject({ kind: z.literal('cutLink'), cut: z.boolean() }),
  /** One message of a page's port; `page` numbers the page since main pumps for several. */
  z.strictObject({ kind: z.literal('port'), page: z.int(), message: z.unknown() }),
  z.strictObject({ kind: z.literal('portClosed'), page: z.int() }),
]);
export const engineToShell = z.discriminatedUnion('kind', [
  engineHealth,
  sealKey,
  z.strictObject({ kind: z.literal('port'), page: z.int(), message: z.unknown() }),
  z.strictObject({ kind: z.literal('badge'), count: z.int() }),
]);
export type ShellToEngine = z.infer<typeof shellToEngine>;
export type EngineToShell = z.infer<typeof engineToShell>;

/** What the preload exposes as `window.desk`: three functions and nothing else. */
export interface DeskBridge {
  send(message: unknown): void;
  receive(listener: (message: unknown) => void): () => void;
  shell(ask: 'quit' | 'reload' | 'appInfo'): Promise<unknown>;
}

// Words between the windows' shell (main), its page and its engine. No client data passes here.
import { z } from 'zod';

/** main → engine, first message. The data key never travels by environment or argument. */
export const engineStart = z.strictObject({
  kind: z.literal('start'),
  dataDir: z.string(),
  libraryDir: z.string(),
  regionUrl: z.string().nullable(),
  /** Sealed by the OS keychain and opened by main; null when the user's passphrase opens the database. */
  keychainKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** The engine fell while somebody was signed in: it goes on with that sign-in instead of asking again. */
  resume: z.boolean().optional(),
});
/**
 * The engine holds a data key that no keychain gave it. Main seals it where there is a keychain, and keeps it in
 * memory for the life of the window, so that an engine that fell opens the database again without a question.
 */
export const sealKey = z.strictObject({
  kind: z.literal('sealKey'),
  key: z.string().regex(/^[0-9a-f]{64}$/),
});
export const engineHealth = z.strictObject({
  kind: z.literal('health'),
  state: z.enum(['starting', 'ready', 'stopping']),
});
export const shellToEngine = z.discriminatedUnion('kind', [
  engineStart,
  z.strictObject({ kind: z.literal('stop') }),
  /** Development only: cuts or restores the link as if the cable were pulled. */
  z.strictObject({ kind: z.literal('cutLink'), cut: z.boolean() }),
  /**
   * A page is there: the engine answers it with { ready: true } as soon as it serves. In a utility process the page's
   * own port is transferred with this message and carries everything; else the page's messages follow as `port`.
   */
  z.strictObject({ kind: z.literal('attach'), page: z.int() }),
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

/** What a page may ask of main. The language tells it in which language menus and its own pages speak. */
export const shellAsks = ['quit', 'reload', 'appInfo', 'language:fi', 'language:sv', 'language:en'] as const;
export type ShellAsk = (typeof shellAsks)[number];
export interface AppInfo {
  readonly name: string;
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly platform: string;
  /** False in development and in tests. */
  readonly packaged: boolean;
}

/** What the preload exposes as `window.desk`: three functions and nothing else. */
export interface DeskBridge {
  send(message: unknown): void;
  receive(listener: (message: unknown) => void): () => void;
  shell(ask: ShellAsk): Promise<unknown>;
}

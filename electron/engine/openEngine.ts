import type { Logger } from '../../platform/logger.ts';
import { Fault, type FaultCode } from '../../shared/base/refusal.ts';
import { type EngineMessage, pageMessage } from '../../shared/protocol/deskProtocol.ts';
import type { ShellToEngine } from '../../shared/protocol/shellProtocol.ts';
import type { Engine } from './engine.ts';
import { faultMessage, type Page } from './page.ts';
import { startEngine } from './startEngine.ts';

/** Either an engine, or the reason why the database could not be opened with the key at hand. */
export type OpenedEngine =
  | { readonly engine: Engine; readonly trouble: null }
  | { readonly engine: null; readonly trouble: FaultCode };

export function openEngine(
  start: Extract<ShellToEngine, { kind: 'start' }>,
  told: {
    readonly log: Logger;
    readonly onKey: (key: Uint8Array) => void;
    readonly onBug: (error: unknown) => void;
  },
): OpenedEngine {
  try {
    const engine = startEngine({
      ...told,
      dataDir: start.dataDir,
      libraryDir: start.libraryDir,
      regionUrl: start.regionUrl,
      key: start.keychainKey === null ? null : Buffer.from(start.keychainKey, 'hex'),
      resume: start.resume ?? false,
    });
    return { engine, trouble: null };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    told.log.error('the database cannot be opened', { code: error.code });
    return { engine: null, trouble: error.code };
  }
}

/** A page of a desk whose database stays shut: every wish is answered with the reason, nothing is created anew. */
export function openingTrouble(code: FaultCode, send: (message: EngineMessage) => void): Page {
  return {
    async receive(raw) {
      const parsed = pageMessage.safeParse(raw);
      send(faultMessage(parsed.success ? parsed.data.id : null, parsed.success ? code : 'messageInvalid'));
    },
    touch: () => {},
    flush: () => {},
    close: () => {},
  };
}

import type { EngineToShell, ShellToEngine } from '../../../shared/protocol/shellProtocol.ts';

/** A page's end of a channel, as main holds it before handing it on. */
export interface PagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** What the engine tells main itself; a page's messages are not for main. */
export type EngineWord = Exclude<EngineToShell, { kind: 'port' }>;

export interface EngineListener {
  readonly message: (message: EngineWord) => void;
  readonly exit: (code: number | null) => void;
}

/** One running engine, whichever way the runtime can start it. */
export interface EngineProcess<Port> {
  readonly pid: () => number | undefined;
  readonly send: (message: ShellToEngine) => void;
  /** Gives the engine a page's port, or carries its messages where a port cannot be handed over. */
  readonly attach: (page: number, port: Port) => void;
  readonly kill: () => void;
}

export type StartEngine<Port> = (listener: EngineListener) => EngineProcess<Port>;

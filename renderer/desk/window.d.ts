import type { DeskBridge } from '../../shared/protocol/shellProtocol.ts';

declare global {
  interface Window {
    /** Set by the preload; missing in a plain browser, where stories run on a fake desk. */
    readonly desk?: DeskBridge;
  }
}

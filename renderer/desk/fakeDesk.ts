import { type MessageBridge, openBridgePort } from './bridgePort.ts';
import type { DeskPort } from './deskPort.ts';

/** An engine inside the page with canned views, behind the same port: screens can be looked at without a desk. */
export function openFakeDesk(story: string): DeskPort {
  const listeners = new Set<(message: unknown) => void>();
  const bridge: MessageBridge = {
    send: () => story,
    receive: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return openBridgePort(bridge);
}

// How the shell talks to its engine: the parent port of a utility process, or the messages of a plain child.
import { z } from 'zod';
import type { EngineToShell } from '../../shared/protocol/shellProtocol.ts';

/** One page's own port, handed over where the runtime can. */
export interface PagePort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

export interface ShellPort {
  post(message: EngineToShell): void;
  onMessage(listener: (message: unknown, port: PagePort | null) => void): void;
  /** The shell went away; nobody is left to serve. */
  onGone(listener: () => void): void;
}

/** Electron's port objects by the part of them we use; they are not Node's. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(name: 'message', listener: (event: { data: unknown; ports?: readonly unknown[] }) => void): void;
  on(name: 'close', listener: () => void): void;
  start?(): void;
}

const portShape = z.custom<ElectronPort>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'postMessage' in value &&
    typeof value.postMessage === 'function' &&
    'on' in value &&
    typeof value.on === 'function',
);

export function findShell(): ShellPort | null {
  const parent = portShape.safeParse(Reflect.get(process, 'parentPort'));
  if (parent.success) return utilityShell(parent.data);
  return process.send === undefined ? null : forkedShell();
}

function utilityShell(parent: ElectronPort): ShellPort {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      parent.on('message', (event) => {
        const port = portShape.safeParse(event.ports?.[0]);
        listener(event.data, port.success ? pagePort(port.data) : null);
      }),
    onGone: (listener) => parent.on('close', listener),
  };
}

function pagePort(port: ElectronPort): PagePort {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data));
      port.start?.();
    },
    onClose: (listener) => port.on('close', listener),
  };
}

function forkedShell(): ShellPort {
  return {
    post: (message) => void process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => process.on('message', (message) => listener(message, null)),
    onGone: (listener) => process.on('disconnect', listener),
  };
}

// The whole bridge between a page and the desk. The port never leaves this file.
import { contextBridge, ipcRenderer } from 'electron';
import type { DeskBridge } from '../../shared/protocol/shellProtocol.ts';

const listenersMax = 16;
const listeners = new Set<(message: unknown) => void>();
let port: MessagePort | undefined;

// A port that is not started keeps its messages, so the engine's first words wait until the page listens.
ipcRenderer.on('desk-port', (event) => {
  const [next] = event.ports;
  if (next === undefined) return;
  // Closing tells its own listener at once, so the new port takes its place first.
  const before = port;
  port = next;
  before?.close();
  next.addEventListener('message', (message: MessageEvent<unknown>) => tell(message.data));
  next.addEventListener('close', () => {
    if (port !== next) return;
    port = undefined;
    tell({ id: null, fault: true, code: 'engineStopped' });
  });
  if (listeners.size > 0) next.start();
});

function tell(message: unknown): void {
  for (const listener of [...listeners]) listener(message);
}

const bridge: DeskBridge = {
  send: (message) => port?.postMessage(message),
  receive: (listener) => {
    if (typeof listener !== 'function' || listeners.size >= listenersMax) return () => undefined;
    listeners.add(listener);
    port?.start();
    return () => {
      listeners.delete(listener);
    };
  },
  shell: (ask) => ipcRenderer.invoke('shell', ask),
};

contextBridge.exposeInMainWorld('desk', bridge);
// A debugger may wake the empty document that stands before the page; it has nobody to listen.
if (location.protocol !== 'about:') ipcRenderer.send('desk-port');

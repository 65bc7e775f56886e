// Bytes on the sockets of this process, both ways, whichever library opened them.
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const sockets = new Set<Socket>();
let ended = 0;

subscribe('net.client.socket', (message) => {
  const { socket } = message as { readonly socket: Socket };
  sockets.add(socket);
  socket.once('close', () => {
    sockets.delete(socket);
    ended += bytesOf(socket);
  });
});

function bytesOf(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten;
}

/** Since this process began; the desks of both sides live in it, the regions do not. */
export function wireBytes(): number {
  return [...sockets].reduce((sum, socket) => sum + bytesOf(socket), ended);
}

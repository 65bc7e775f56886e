import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openTransport } from '../../electron/engine/sync/link.ts';

/** A WebSocket text frame from the server, short enough for one length byte. */
function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);
}

/** Opens the socket, says engine.io's "open", and goes silent or dies before it lets the desk in. */
async function startDying(dies: boolean) {
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.write(
      textFrame('0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":9}'),
    );
    socket.on('error', () => socket.destroy());
    if (dies) setTimeout(() => socket.destroy(), 50);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}

test.each([
  { what: 'dies', dies: true },
  { what: 'goes silent', dies: false },
])(
  '[EN27] a region that $what between opening and welcome does not hold the desk for ever',
  async ({ dies }) => {
    const { url, server } = await startDying(dies);
    const listener = { heard: () => undefined, hint: () => undefined, down: () => undefined };
    const connecting = openTransport(url).connect(
      { token: 't', desk: 'desk_1', mark: null, lastOwn: null },
      listener,
      300,
    );
    await expect(connecting).rejects.toMatchObject({ code: 'regionUnreachable' });
    server.closeAllConnections();
    server.close();
  },
);

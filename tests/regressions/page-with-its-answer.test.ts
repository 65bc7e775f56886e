import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { expect, test } from 'vitest';
import { openTransport } from '../../electron/engine/sync/link.ts';

const continuations = 20;

test('[EN44] a page that comes in one piece with the answer before it is heard after the answer was taken', async () => {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  server.on('connection', (socket) => {
    socket.on('push', (_ask: unknown, answer: (said: object) => void) => {
      answer({ ok: true });
      // The desk reads only after both were written: it lives in the same process.
      setImmediate(() => socket.emit('page', { upto: 1 }));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const order: string[] = [];
  const heard = new Promise<void>((resolve) => {
    const hint = (kind: string) => {
      order.push(kind);
      resolve();
    };
    const listener = { heard: () => undefined, hint, down: () => undefined };
    void openTransport(`http://127.0.0.1:${port}`)
      .connect({ token: 't', desk: 'desk_1', mark: null, lastOwn: null }, listener, 2_000)
      .then(async (link) => {
        await link.request('push', { ops: [] }, 2_000);
        // An answer goes through many hands before it is put down.
        for (let at = 0; at < continuations; at += 1) await undefined;
        order.push('answer');
        await heard;
        link.close();
      });
  });
  await heard;
  expect(order).toEqual(['answer', 'page']);
  await server.close();
});

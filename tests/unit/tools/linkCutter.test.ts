import { connect, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLinkCutter } from '../../../tools/dev/linkCutter.ts';

let region: Server;
let port = 0;
beforeEach(async () => {
  region = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => region.listen(0, '127.0.0.1', resolve));
  const address = region.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterEach(() => new Promise<void>((resolve) => void region.close(() => resolve())));

/** What comes back for one word, or `gone` when the connection ends first. */
function ask(through: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: through });
    socket.on('data', (part) => {
      resolve(part.toString());
      socket.destroy();
    });
    socket.on('error', () => resolve('gone'));
    socket.on('close', () => resolve('gone'));
    socket.write('hei');
  });
}

describe('the cable of a development desk', () => {
  it('[SU10] passes bytes, passes none when pulled, and passes again when plugged in', async () => {
    const cable = await openLinkCutter(port);
    expect(await ask(cable.port)).toBe('hei');
    expect(cable.toggle()).toBe(true);
    expect(await ask(cable.port)).toBe('gone');
    expect(cable.toggle()).toBe(false);
    expect(await ask(cable.port)).toBe('hei');
    cable.close();
  });

  it('[SU10] pulling it ends a link that is open', async () => {
    const cable = await openLinkCutter(port);
    const socket = connect({ host: '127.0.0.1', port: cable.port });
    socket.write('hei');
    await new Promise((resolve) => socket.once('data', resolve));
    const gone = new Promise((resolve) => socket.once('close', resolve));
    cable.toggle();
    await gone;
    expect(socket.destroyed).toBe(true);
    cable.close();
  });
});

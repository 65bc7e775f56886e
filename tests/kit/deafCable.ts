import { connect, createServer, type Socket } from 'node:net';

export interface DeafCable {
  readonly url: string;
  /** Deaf: bytes go in and never come out, nothing is closed, and new connections open into the same silence. */
  setDeaf(isDeaf: boolean): void;
  close(): void;
}

/** A cable between desk and region that can go silent without anybody being told, as half-open connections do. */
export async function layDeafCable(regionUrl: string): Promise<DeafCable> {
  const port = Number(new URL(regionUrl).port);
  const ends = new Set<Socket>();
  let isDeaf = false;
  const carry = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => void (isDeaf || to.destroyed || to.write(bytes)));
    from.on('error', () => from.destroy());
    from.on('close', () => {
      ends.delete(from);
      if (!isDeaf) to.destroy();
    });
    ends.add(from);
  };
  const server = createServer((desk) => {
    const region = connect({ host: '127.0.0.1', port });
    carry(desk, region);
    carry(region, desk);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    setDeaf(next) {
      isDeaf = next;
      // What was swallowed is gone: a line that lost bytes in the middle can only be given up.
      if (!isDeaf) for (const end of ends) end.destroy();
    },
    close() {
      for (const end of ends) end.destroy();
      server.close();
    },
  };
}

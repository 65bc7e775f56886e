import { connect, createServer, type Server, type Socket } from 'node:net';

export interface LinkCutter {
  readonly port: number;
  readonly isCut: () => boolean;
  /** Pulls the cable or puts it back; returns whether it is now cut. */
  readonly toggle: () => boolean;
  readonly close: () => void;
}

/** A cable between one desk and the region that can be pulled: bytes pass, or nothing does. */
export async function openLinkCutter(regionPort: number): Promise<LinkCutter> {
  const open = new Set<Socket>();
  let cut = false;
  const server = createServer((desk) => {
    if (cut) return void desk.destroy();
    const region = connect({ host: '127.0.0.1', port: regionPort });
    join(desk, region, open);
  });
  const port = await listen(server);
  return {
    port,
    isCut: () => cut,
    toggle: () => {
      cut = !cut;
      if (cut) for (const socket of open) socket.destroy();
      return cut;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function join(one: Socket, other: Socket, open: Set<Socket>): void {
  one.pipe(other);
  other.pipe(one);
  for (const socket of [one, other]) {
    open.add(socket);
    // An end that breaks takes the other with it, as a cable would.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      open.delete(socket);
      one.destroy();
      other.destroy();
    });
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port was given'));
      else resolve(address.port);
    });
  });
}

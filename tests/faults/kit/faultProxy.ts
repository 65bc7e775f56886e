// A wire that can be made worse while it is in use: late, narrow, lossy, silent, cut. Stands between desks and a region.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { seededRandom } from '../../kit/simulatedTime.ts';

export interface Wire {
  /** Each way. */
  readonly latencyMs: number;
  /** Towards the desk and towards the region. */
  readonly bytesPerSecond: number;
  /** The share of pieces that come only when they were sent a second time, and hold up all behind them, as TCP does. */
  readonly loss: number;
  /** Everything is swallowed and nobody is told, as by a cable pulled from a switch. */
  readonly isSilent: boolean;
}

export const goodWire: Wire = {
  latencyMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  loss: 0,
  isSilent: false,
};

/** The least time after which TCP sends again. */
const againMs = 200;
const pieceBytes = 1_400;

export interface FaultProxy {
  readonly url: string;
  set(wire: Partial<Wire>): void;
  /** Ends every connection at once. While down none is taken. */
  cut(isDown?: boolean): void;
  mend(): void;
  connections(): number;
  close(): Promise<void>;
}

export async function startFaultProxy(regionUrl: string, seed = 1): Promise<FaultProxy> {
  const random = seededRandom(BigInt(seed));
  const fraction = (): number => random.below(1_000_000) / 1_000_000;
  const { hostname, port } = new URL(regionUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let wire = goodWire;
  let isDown = false;
  const server: Server = createServer({ pauseOnConnect: true }, (near) => {
    near.on('error', () => near.destroy());
    if (isDown) {
      near.destroy();
      return;
    }
    const far = connect({ host: hostname, port: Number(port) });
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const side of pair) side.on('error', end).on('close', end);
    carry(near, far, { wire: () => wire, fraction });
    carry(far, near, { wire: () => wire, fraction });
    near.resume();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cutAll = (): void => {
    for (const [near, far] of [...pairs]) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    set(next) {
      wire = { ...wire, ...next };
    },
    cut(down = true) {
      isDown = down;
      cutAll();
    },
    mend() {
      isDown = false;
    },
    connections: () => pairs.size,
    close: () =>
      new Promise((closed) => {
        cutAll();
        server.close(() => closed());
      }),
  };
}

/** Bytes one way: in order, not before their time, and no faster than the wire is wide. */
function carry(
  from: Socket,
  to: Socket,
  { wire, fraction }: { readonly wire: () => Wire; readonly fraction: () => number },
): void {
  let freeAt = 0;
  let waiting = 0;
  from.on('data', (bytes: Buffer) => {
    const { latencyMs, bytesPerSecond, loss, isSilent } = wire();
    if (isSilent) return;
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + (bytes.length / bytesPerSecond) * 1_000;
    // What is lost twice waits twice as long the second time.
    for (let left = loss === 0 ? 0 : bytes.length; left > 0; left -= pieceBytes)
      for (let waitMs = againMs; fraction() < loss; waitMs *= 2) freeAt += waitMs;
    waiting += bytes.length;
    // A narrow wire fills up: the sender must feel it, as it would on a real one.
    if (waiting > 64 * 1024) from.pause();
    setTimeout(
      () => {
        waiting -= bytes.length;
        if (waiting <= 64 * 1024) from.resume();
        if (!to.destroyed && !wire().isSilent) to.write(bytes);
      },
      freeAt + latencyMs - now,
    );
  });
}

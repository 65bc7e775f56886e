// The desk's way to the region over sockets. The only importer of socket.io-client.
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import { Fault, type FaultCode } from '../../../shared/base/refusal.ts';
import {
  type SignInGranted,
  signInGranted,
  signInRefused,
} from '../../../shared/protocol/sessionProtocol.ts';
import { openAnswer, openPage, packedAsk } from './line/packing.ts';
import type { Caller, Link, LinkListener, Transport } from './transport.ts';

export function openTransport(url: string): Transport {
  return {
    url,
    signIn: (ask, timeoutMs) => post(`${url}/session`, ask, timeoutMs),
    refresh: (ask, timeoutMs) => post(`${url}/session/refresh`, ask, timeoutMs),
    connect: (who, listener, timeoutMs) => connect({ url, who, listener, timeoutMs }),
  };
}

async function post(address: string, ask: unknown, timeoutMs: number): Promise<SignInGranted> {
  const { status, body } = await exchange(address, ask, timeoutMs);
  if (status === 200) {
    const granted = signInGranted.safeParse(body);
    if (!granted.success) throw new Fault('messageInvalid');
    return granted.data;
  }
  const refused = signInRefused.safeParse(body);
  throw new Fault(refused.success ? refusedCodes[refused.data.code] : 'regionUnreachable');
}

const refusedCodes: Readonly<Record<z.infer<typeof signInRefused>['code'], FaultCode>> = {
  wrongPassword: 'wrongPassword',
  sessionExpired: 'sessionExpired',
  tooManyTries: 'regionBusy',
  messageInvalid: 'messageInvalid',
};

async function exchange(
  address: string,
  ask: unknown,
  timeoutMs: number,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await response.json() };
  } catch (error) {
    throw new Fault('regionUnreachable', { cause: error });
  }
}

interface Connecting {
  readonly url: string;
  readonly who: Caller;
  readonly listener: LinkListener;
  readonly timeoutMs: number;
}

/**
 * A page often comes in one piece with the answer it follows, and joins on only when that was taken: a tick that a promise
 * asks for runs when nothing waits for a promise any more, and before the next piece is read.
 */
function afterAnswers(work: () => void): void {
  queueMicrotask(() => process.nextTick(work));
}

/** What the region says in the handshake when it does not let a desk in. */
const refusals = ['sessionExpired', 'regionBusy'] as const;

/** Reconnecting is the loop's business: a socket lives once, so nothing is sent twice behind its back. */
function connect({ url, who, listener, timeoutMs }: Connecting): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = io(url, {
      auth: {
        ...who,
        packs: true,
        statePacks: true,
        longEntries: true,
        confirmsPages: true,
        bulletins: true,
      },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: timeoutMs,
    });
    const waiting = new Set<() => void>();
    let packs = false;
    // socket.io times the opening only: a region that dies before it lets the desk in must not hold it for ever.
    const tooLate = setTimeout(() => {
      socket.disconnect();
      reject(new Fault('regionUnreachable'));
    }, 2 * timeoutMs);
    socket.on('connect', () => {
      clearTimeout(tooLate);
      socket.io.engine.on('packet', () => listener.heard());
      resolve(linkOf(socket, waiting, () => packs));
    });
    socket.on('connect_error', (error) => {
      clearTimeout(tooLate);
      socket.disconnect();
      const code = refusals.find((one) => one === error.message) ?? 'regionUnreachable';
      reject(new Fault(code, { cause: error }));
    });
    socket.on('disconnect', () => {
      clearTimeout(tooLate);
      reject(new Fault('regionUnreachable'));
      for (const fail of waiting) fail();
      listener.down();
    });
    for (const kind of ['presence', 'closing', 'notice', 'ahead'] as const) {
      socket.on(kind, (payload: unknown) => listener.hint(kind, payload));
    }
    socket.on('page', (payload: unknown, confirm?: () => void) => {
      // Says that the line has carried it, not that it was taken.
      confirm?.();
      afterAnswers(() => listener.hint('page', openPage(payload)));
    });
    socket.on('bulletin', (payload: unknown) => afterAnswers(() => listener.hint('bulletin', payload)));
    // An older region does not say it, and is sent nothing that it could not read.
    socket.on('packs', (confirm?: () => void) => {
      packs = true;
      confirm?.();
    });
  });
}

function linkOf(socket: Socket, waiting: Set<() => void>, packs: () => boolean): Link {
  return {
    request: (kind, ask, timeoutMs) =>
      new Promise((resolve, reject) => {
        const fail = (): void => {
          waiting.delete(fail);
          reject(new Fault('regionUnreachable'));
        };
        waiting.add(fail);
        if (!socket.connected) return fail();
        socket
          .timeout(timeoutMs)
          .emit(kind, packs() ? packedAsk(kind, ask) : ask, (error: Error | null, answer: unknown) => {
            if (!waiting.delete(fail)) return;
            if (error === null) resolve(openAnswer(answer));
            else reject(new Fault('regionUnreachable', { cause: error }));
          });
      }),
    close: () => void socket.disconnect(),
  };
}

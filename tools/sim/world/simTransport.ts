// A desk's way to the region over the simulated wire. Requests and answers are messages of their own: either may be
// lost, come twice or come late.

import type { z } from 'zod';
import type {
  Caller,
  Link,
  LinkListener,
  RequestKind,
  Transport,
} from '../../../electron/engine/sync/transport.ts';
import type { DeskLink, Outlet } from '../../../server/deskLink.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { hello, presence, pull, push, snapshotRequest } from '../../../shared/protocol/regionProtocol.ts';
import type { SignInGranted } from '../../../shared/protocol/sessionProtocol.ts';
import type { SimNetwork } from './simNetwork.ts';
import type { SimPerson } from './simPeople.ts';
import type { SimRegion } from './simRegion.ts';
import type { Versions } from './versions.ts';
import type { MortalScheduler } from './virtualTime.ts';

export interface SimTransportParts {
  readonly desk: string;
  readonly person: SimPerson;
  readonly network: SimNetwork;
  readonly region: SimRegion;
  readonly scheduler: MortalScheduler;
  readonly versions: Versions;
  /** The desk's own program. */
  readonly machine: { readonly isOld: boolean };
  readonly onBug: (error: unknown) => void;
}

const heartbeatMs = 5_000;
const heartbeatLostMs = 10_000;

export function createSimTransport(parts: SimTransportParts): Transport {
  return {
    url: 'sim://region',
    signIn: (ask, timeoutMs) =>
      askOnce(parts, { timeoutMs, work: () => parts.region.grant(parts.person, ask.desk) }),
    refresh: (ask, timeoutMs) =>
      askOnce(parts, { timeoutMs, work: () => parts.region.regrant(parts.person, ask.session, parts.desk) }),
    connect: (who, listener, timeoutMs) => connect(parts, { who, listener, timeoutMs }),
  };
}

/** One question over HTTP: it may get lost on either way. */
function askOnce(
  { desk, network, scheduler }: SimTransportParts,
  ask: { readonly timeoutMs: number; readonly work: () => Promise<SignInGranted | null> },
): Promise<SignInGranted> {
  return new Promise((resolve, reject) => {
    const cancel = scheduler.after(ask.timeoutMs, () => reject(new Fault('regionUnreachable')));
    network.carry(desk, null, () => {
      ask
        .work()
        .then((granted) => {
          network.carry(desk, granted, () => {
            cancel();
            if (granted === null) reject(new Fault('regionUnreachable'));
            else resolve(granted);
          });
        })
        .catch(() => {
          // The region died while it answered: the desk hears nothing.
        });
    });
  });
}

interface Connecting {
  readonly who: Caller;
  readonly listener: LinkListener;
  readonly timeoutMs: number;
}

function connect(parts: SimTransportParts, { who, listener, timeoutMs }: Connecting): Promise<Link> {
  const { desk, network, region, scheduler } = parts;
  return new Promise((resolve, reject) => {
    let line: SimLine | null = null;
    const cancel = scheduler.after(timeoutMs, () => {
      line?.fall();
      reject(new Fault('regionUnreachable'));
    });
    const refuse = (fault: Fault): void => {
      cancel();
      reject(fault);
    };
    network.carry(desk, null, () => {
      if (line !== null) return;
      const made = new SimLine(parts, listener);
      line = made;
      region
        .connect({ ...who, takesLongEntries: !parts.machine.isOld }, made.outlet, () => made.fall())
        .then((deskLink) => {
          if (deskLink === null) {
            if (region.isUp) network.carry(desk, null, () => refuse(new Fault('sessionExpired')));
            return;
          }
          made.attach(deskLink);
          network.carry(desk, null, () => {
            if (made.isDown) return;
            cancel();
            made.beat();
            resolve(made);
          });
        })
        .catch(() => {
          // The region died while it answered: the desk hears nothing.
        });
    });
  });
}

class SimLine implements Link {
  readonly #parts: SimTransportParts;
  readonly #listener: LinkListener;
  readonly #waiting = new Set<() => void>();
  readonly #partBytesMax: number | null;
  #link: DeskLink | null = null;
  #down = false;
  readonly outlet: Outlet;

  constructor(parts: SimTransportParts, listener: LinkListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#partBytesMax = parts.network.partBytesMax();
    const hint = (kind: 'page' | 'bulletin' | 'presence' | 'closing') => (payload: unknown) => {
      // A long page falls on a slow line: what it said has to be asked for, in parts.
      if (kind === 'page' && JSON.stringify(payload).length > (this.#partBytesMax ?? Infinity)) return;
      this.#expectMark(payload);
      const seen = parts.versions.seenBy(parts.machine, payload);
      parts.network.carry(parts.desk, seen, (copy) => {
        if (this.#down) return;
        this.#listener.heard();
        this.#listener.hint(kind, copy);
      });
    };
    this.outlet = {
      page: hint('page'),
      presence: hint('presence'),
      closing: hint('closing'),
      room: () => this.#partBytesMax ?? Number.POSITIVE_INFINITY,
      ...(parts.machine.isOld ? {} : parts.region.boardFor(hint('bulletin'))),
      ended: () => void parts.scheduler.after(1, () => this.fall()),
    };
  }

  get isDown(): boolean {
    return this.#down;
  }

  attach(link: DeskLink): void {
    this.#link = link;
    if (this.#down) link.lost();
  }

  /** A socket notices after a while that the other side is gone. */
  beat(lastHeardAgoMs = 0): void {
    this.#parts.scheduler.after(heartbeatMs, () => {
      if (this.#down) return;
      const silent = this.#parts.network.isCut(this.#parts.desk) ? lastHeardAgoMs + heartbeatMs : 0;
      if (silent >= heartbeatLostMs) return this.fall();
      if (silent === 0) this.#listener.heard();
      this.beat(silent);
    });
  }

  request(kind: RequestKind, asked: unknown, timeoutMs: number): Promise<unknown> {
    if (this.#down) return Promise.reject(new Fault('regionUnreachable'));
    const isPart = (kind === 'snapshot' || kind === 'pull') && this.#partBytesMax !== null;
    const ask = isPart ? { ...(asked as object), bytesMax: this.#partBytesMax } : asked;
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        this.#waiting.delete(fail);
        reject(new Fault('regionUnreachable'));
      };
      const cancel = this.#parts.scheduler.after(timeoutMs, fail);
      this.#waiting.add(fail);
      this.#carryAsk(kind, ask, (answer) => {
        if (!this.#waiting.delete(fail)) return;
        cancel();
        this.#listener.heard();
        resolve(answer);
      });
    });
  }

  close(): void {
    this.#down = true;
    this.#link?.lost();
    for (const fail of [...this.#waiting]) fail();
  }

  fall(): void {
    if (this.#down) return;
    this.close();
    this.#listener.down();
  }

  /** A desk that stands where it was not told which op stands there would not know another past by it. */
  #expectMark(said: unknown): void {
    const isPage = typeof said === 'object' && said !== null && 'upto' in said && !('longEntry' in said);
    if (isPage && said.upto !== 0 && !('uptoOp' in said))
      this.#parts.onBug(new Error(`a page up to ${said.upto} does not say which op stands there`));
  }

  #carryAsk(kind: RequestKind, ask: unknown, answered: (answer: unknown) => void): void {
    const { network, desk, versions, machine, region } = this.#parts;
    network.carry(desk, versions.seenBy(region, ask), (copy) => {
      const link = this.#link;
      if (link === null) return;
      answerOf(link, { kind, ask: copy, inPacks: !machine.isOld })
        .then((answer) => {
          this.#expectMark(answer);
          network.carry(desk, versions.seenBy(machine, asText(answer)), (reply) => {
            if (!this.#down) answered(fromText(reply));
          });
        })
        .catch(() => {
          // The region died while it answered: the desk hears nothing.
        });
    });
  }
}

/** As the region's own link does: parsed once, and a message that does not fit is answered with a code. */
async function answerOf(
  link: DeskLink,
  { kind, ask, inPacks }: { readonly kind: RequestKind; readonly ask: unknown; readonly inPacks: boolean },
): Promise<unknown> {
  switch (kind) {
    case 'hello':
      return parsedBy(hello, ask, (asked) => link.hello(asked));
    case 'push':
      return parsedBy(push, ask, (asked) => link.push(asked));
    case 'pull':
      return parsedBy(pull, ask, (asked) => link.pull(asked));
    case 'snapshot':
      return parsedBy(snapshotRequest, ask, (asked) => link.snapshot(asked, { inPacks }));
    case 'presence':
      return parsedBy(presence, ask, (asked) => link.presence(asked));
  }
}

async function parsedBy<T>(
  schema: z.ZodType<T>,
  ask: unknown,
  answer: (asked: T) => Promise<unknown>,
): Promise<unknown> {
  const parsed = schema.safeParse(ask);
  return parsed.success ? answer(parsed.data) : { ok: false, code: 'badMessage' };
}

/** The simulated wire carries text: packed states cross it as such. */
function asText(answer: unknown): unknown {
  if (!hasPacks(answer) || !(answer.packs.bytes instanceof Uint8Array)) return answer;
  return { ...answer, packs: { ...answer.packs, bytes: Buffer.from(answer.packs.bytes).toString('base64') } };
}

function fromText(answer: unknown): unknown {
  if (!hasPacks(answer)) return answer;
  return { ...answer, packs: { ...answer.packs, bytes: Buffer.from(String(answer.packs.bytes), 'base64') } };
}

function hasPacks(answer: unknown): answer is { readonly packs: { readonly bytes: unknown } } {
  return typeof answer === 'object' && answer !== null && 'packs' in answer;
}

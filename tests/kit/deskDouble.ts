import { io, type Socket } from 'socket.io-client';
import { openTransport } from '../../electron/engine/sync/link.ts';
import type { Caller, Link, LinkListener } from '../../electron/engine/sync/transport.ts';
import type { Op } from '../../shared/op/op.ts';
import {
  type Hello,
  type Page,
  protocolVersion,
  type RegionHints,
  type RegionRequests,
} from '../../shared/protocol/regionProtocol.ts';
import type { SignInGranted } from '../../shared/protocol/sessionProtocol.ts';
import { makeOp, type OpSketch } from './makeOps.ts';

const answerMsMax = 15_000;

export async function signIn(
  url: string,
  ask: { user: string; desk: string; password?: string },
): Promise<SignInGranted> {
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    body: JSON.stringify({ password: 'demo', ...ask }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return (await response.json()) as SignInGranted;
}

/** The product's own line of somebody who signed in. */
export function productLine(
  url: string,
  { token, session }: SignInGranted,
  { lastOwn = null, hint = () => {} }: Partial<Pick<Caller, 'lastOwn'> & Pick<LinkListener, 'hint'>> = {},
): Promise<Link> {
  const caller = { token, desk: session.desk, mark: null, lastOwn };
  return openTransport(url).connect(caller, { hint, heard: () => {}, down: () => {} }, answerMsMax);
}

/** As little of a desk as speaks the protocol: no store, no folding, the test does the thinking. */
export class DeskDouble {
  readonly granted: SignInGranted;
  readonly socket: Socket;
  readonly pages: Page[] = [];
  readonly closings: RegionHints['closing'][] = [];
  readonly presences: RegionHints['presence'][] = [];
  #deskSeq = 0;

  private constructor(url: string, granted: SignInGranted, desk: string | undefined) {
    this.granted = granted;
    this.socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: answerMsMax,
      auth: { token: granted.token, ...(desk === undefined ? {} : { desk }) },
    });
    this.socket.on('page', (page: Page) => this.pages.push(page));
    this.socket.on('closing', (closing: RegionHints['closing']) => this.closings.push(closing));
    this.socket.on('presence', (list: RegionHints['presence']) => this.presences.push(list));
  }

  static async connect(
    url: string,
    ask: { user: string; desk: string; granted?: SignInGranted; as?: string },
  ): Promise<DeskDouble> {
    const desk = new DeskDouble(
      url,
      ask.granted ?? (await signIn(url, { user: ask.user, desk: ask.desk })),
      ask.as,
    );
    await new Promise<void>((resolve, reject) => {
      desk.socket.once('connect', resolve);
      desk.socket.once('connect_error', reject);
      // The region may die between the line and the handshake: then only this is heard.
      desk.socket.once('disconnect', (reason) => reject(new Error(`disconnected: ${reason}`)));
    });
    return desk;
  }

  /** Connected, greeted and level with the head: ready to push and to get pages. */
  static async open(url: string, ask: { user: string; desk: string }): Promise<DeskDouble> {
    const desk = await DeskDouble.connect(url, ask);
    const welcome = await desk.hello();
    if (!welcome.ok) throw new Error(`not welcome: ${welcome.code}`);
    desk.#deskSeq = welcome.highWater;
    await desk.ask('pull', { scopes: desk.granted.session.scopes, after: welcome.head });
    return desk;
  }

  ask<Name extends keyof RegionRequests>(
    name: Name,
    message: RegionRequests[Name]['ask'],
  ): Promise<RegionRequests[Name]['answer']> {
    return this.raw(name, message) as Promise<RegionRequests[Name]['answer']>;
  }

  /** Anything at all, as a hostile desk might send it. */
  raw(name: string, ...message: unknown[]): Promise<unknown> {
    return this.socket.timeout(answerMsMax).emitWithAck(name, ...message);
  }

  hello(rest: Partial<Hello> = {}): Promise<RegionRequests['hello']['answer']> {
    return this.ask('hello', {
      protocol: protocolVersion,
      app: 'test',
      epoch: null,
      cursors: {},
      acked: 0,
      deskSeq: 1_000_000,
      ...rest,
    });
  }

  op(sketch: Omit<OpSketch, 'deskSeq'>): Op {
    this.#deskSeq += 1;
    return makeOp({ session: this.granted.session.id, ...sketch, deskSeq: this.#deskSeq });
  }

  push(...ops: Op[]): Promise<RegionRequests['push']['answer']> {
    return this.ask('push', { ops });
  }

  /** Resolves when the pages that came satisfy the condition. */
  async until(holds: (desk: DeskDouble) => boolean, msMax = answerMsMax): Promise<void> {
    const late = performance.now() + msMax;
    while (!holds(this)) {
      if (performance.now() > late) throw new Error('it did not come in time');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): void {
    this.socket.disconnect();
  }
}

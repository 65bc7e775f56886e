// A desk reduced to its pushes: it signs in, says hello, and pushes notes of one contact, one batch at a time.
import { io, type Socket } from 'socket.io-client';
import { systemClock } from '../../platform/clock.ts';
import { idsFrom, type RandomSource } from '../../platform/ids.ts';
import type { Op } from '../../shared/op/op.ts';
import { type Pushed, protocolVersion, type Welcome } from '../../shared/protocol/regionProtocol.ts';
import type { Session, SignInGranted } from '../../shared/protocol/sessionProtocol.ts';

const answerMs = 20_000;

export class PushingDesk {
  readonly #socket: Socket;
  readonly #session: Session;
  readonly #ids: ReturnType<typeof idsFrom>;
  readonly #contact: string;
  #deskSeq = 0;
  /** Highest number the region said is durable. */
  acked = 0;

  private constructor(socket: Socket, session: Session, random: RandomSource) {
    this.#socket = socket;
    this.#session = session;
    this.#ids = idsFrom(systemClock, random);
    this.#contact = this.#ids.newId('contact');
  }

  static async signIn(ask: {
    url: string;
    user: string;
    desk: string;
    random: RandomSource;
  }): Promise<PushingDesk> {
    const response = await fetch(`${ask.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: ask.user, password: 'demo', desk: ask.desk }),
    });
    if (!response.ok) throw new Error(`sign-in answered ${response.status}`);
    const { token, session } = (await response.json()) as SignInGranted;
    const socket = io(ask.url, { transports: ['websocket'], auth: { token }, reconnection: false });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    const desk = new PushingDesk(socket, session, ask.random);
    const hello = { protocol: protocolVersion, app: 'power', epoch: null, cursors: {}, acked: 0, deskSeq: 0 };
    const welcome = (await socket.timeout(answerMs).emitWithAck('hello', hello)) as Welcome;
    if (!welcome.ok) throw new Error('the region did not welcome the desk');
    return desk;
  }

  async push(many: number): Promise<void> {
    const ops = Array.from({ length: many }, () => this.#next());
    const pushed = (await this.#socket.timeout(answerMs).emitWithAck('push', { ops })) as Pushed;
    if (!pushed.ok) throw new Error(`push answered ${JSON.stringify(pushed)}`);
    this.acked = pushed.acked;
  }

  close(): void {
    this.#socket.close();
  }

  #next(): Op {
    this.#deskSeq += 1;
    const { user, role, unit, desk, id } = this.#session;
    const opening = {
      type: 'contact.opened',
      body: { channel: 'PHONE_IN', callerNumber: null, language: 'fi' },
    };
    const note = { type: 'contact.noteAdded', body: { text: `note ${this.#deskSeq} ${'x'.repeat(150)}` } };
    return {
      id: this.#ids.newOpId(),
      record: { kind: 'contact', id: this.#contact },
      ...(this.#deskSeq === 1 ? opening : note),
      version: 1,
      basis: 0,
      by: { user, role, unit, desk },
      session: id,
      at: new Date(systemClock.now()).toISOString(),
      skewMs: 0,
      deskSeq: this.#deskSeq,
      action: { id: `action-${this.#deskSeq}`, part: 1, of: 1 },
    };
  }
}

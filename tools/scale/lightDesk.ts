// As little of a desk as loads a region like one: it pushes notes on a contact of its own and is sent those of its unit.
import { io, type Socket } from 'socket.io-client';
import { systemRandom } from '../../platform/ids.ts';
import type { OpId } from '../../shared/base/brandedId.ts';
import { uuidv7 } from '../../shared/base/brandedId.ts';
import type { Op } from '../../shared/op/op.ts';
import { type Page, protocolVersion, type RegionRequests } from '../../shared/protocol/regionProtocol.ts';

const answerMsMax = 60_000;
const text = 'The client rests, drinks and calls again if it gets worse, and knows what to look out for.';

export class LightDesk {
  readonly #socket: Socket;
  readonly #number: number;
  readonly #contact: string;
  #deskSeq = 0;
  received = 0;

  constructor(url: string, { number, token }: { readonly number: number; readonly token: string }) {
    this.#number = number;
    this.#contact = `contact_${uuidv7(Date.now(), systemRandom.bytes(16))}`;
    this.#socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      autoConnect: false,
      auth: { token },
    });
    this.#socket.on('page', (page: Page) => {
      this.received += page.ops.length;
    });
  }

  async enter(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('connect', resolve);
      this.#socket.once('connect_error', reject);
      this.#socket.connect();
    });
    const greeting = {
      protocol: protocolVersion,
      app: 'scale',
      epoch: null,
      cursors: {},
      acked: 0,
      deskSeq: 0,
    };
    const welcome = await this.ask('hello', greeting);
    if (!welcome.ok) throw new Error(welcome.code);
    this.#deskSeq = welcome.highWater;
    await this.ask('pull', { scopes: [...welcome.session.scopes], after: welcome.head });
  }

  /** Resolves when they are durable at the region. */
  async push(many: number): Promise<void> {
    const ops = Array.from({ length: many }, () => this.#op());
    const answer = await this.ask('push', { ops });
    if (!answer.ok) throw new Error(answer.code);
  }

  ask<Name extends keyof RegionRequests>(
    name: Name,
    message: RegionRequests[Name]['ask'],
  ): Promise<RegionRequests[Name]['answer']> {
    return this.#socket.timeout(answerMsMax).emitWithAck(name, message) as Promise<
      RegionRequests[Name]['answer']
    >;
  }

  close(): void {
    this.#socket.disconnect();
  }

  #op(): Op {
    this.#deskSeq += 1;
    const deskSeq = this.#deskSeq;
    const isFirst = deskSeq === 1;
    return {
      id: uuidv7(Date.now(), systemRandom.bytes(16)) as OpId,
      record: { kind: 'contact', id: this.#contact },
      type: isFirst ? 'contact.opened' : 'contact.noteAdded',
      version: 1,
      body: isFirst
        ? { channel: 'PHONE_IN', callerNumber: null, language: 'fi' }
        : { text: `${deskSeq} ${text}` },
      basis: 0,
      by: { user: '', role: '', unit: '', desk: '' },
      session: `session_scale_${this.#number}`,
      at: new Date().toISOString(),
      skewMs: 0,
      deskSeq,
      action: { id: `a${deskSeq}`, part: 1, of: 1 },
    };
  }
}

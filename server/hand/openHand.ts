// A desk without a person or a window: what the region itself has to say goes through the same door as everybody's.
import type { LoggedOp } from '../../db/region/ops.ts';
import type { SessionRow } from '../../db/region/sessions.ts';
import { type Clock, isoTime } from '../../platform/clock.ts';
import type { Ids } from '../../platform/ids.ts';
import type { RecordRef } from '../../shared/domain/fact.ts';
import type { Op } from '../../shared/op/op.ts';
import {
  type Page,
  protocolVersion,
  pushOpsMax,
  type SnapshotPage,
} from '../../shared/protocol/regionProtocol.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import type { DeskLink } from '../deskLink.ts';
import type { Region } from '../region.ts';
import type { RegionStore } from '../store/regionStore.ts';

export interface HandFact {
  /** The sign-in it is said under. */
  readonly session: string;
  readonly record: RecordRef;
  readonly type: string;
  readonly body: unknown;
}

export interface Hand {
  /** Resolves when the region holds them. */
  author(facts: readonly HandFact[]): Promise<void>;
  readAll(scope: string, read: (page: SnapshotPage) => void): Promise<void>;
  close(): void;
}

/** One sign-in of the hand; nobody else can get it. */
export type HandSession = Pick<SessionRow, 'id' | 'user' | 'name' | 'role' | 'unit' | 'scopes' | 'desk'>;

export interface HandParts {
  readonly region: Region;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sessions: readonly HandSession[];
  readonly onOps?: (ops: readonly LoggedOp[]) => void;
}

const sessionLifeMs = 10 * 365 * 24 * 3_600_000;

export async function openHand(name: string, parts: HandParts): Promise<Hand> {
  const { region, store, clock, ids, sessions } = parts;
  for (const session of sessions) {
    const expiresAtMs = clock.now() + sessionLifeMs;
    await store.saveSession({ ...session, expiresAtMs, refreshIssued: 0, refreshUsed: 0, ended: false });
  }
  const outlet = {
    page: (page: Page) => parts.onOps?.(page.ops),
    presence: () => {},
    closing: () => {},
    room: () => Number.POSITIVE_INFINITY,
  };
  let highWater = 0;
  let link = await connect();

  async function connect(): Promise<DeskLink> {
    const next = region.connect({ desk: name, session: wireSession(sessions) }, outlet);
    ({ highWater } = await store.getDesk(name));
    const welcome = await next.hello({
      protocol: protocolVersion,
      app: 'region',
      epoch: await store.getEpoch(),
      cursors: {},
      acked: highWater,
      deskSeq: highWater,
    });
    if (welcome.ok) await next.pull({ scopes: welcome.session.scopes, after: welcome.head });
    return next;
  }

  /** The region may have ended the line (a new epoch); a hand has no engine that would come again by itself. */
  async function push(facts: readonly HandFact[]): Promise<void> {
    for (const isLast of [false, true]) {
      const ops = facts.map((fact, index) => stamp(fact, highWater + index + 1));
      const answer = await link.push({ ops });
      if (answer.ok) {
        highWater = answer.acked;
        return;
      }
      if (isLast || answer.code !== 'sayHello')
        throw new Error(`the region's own hand was refused: ${answer.code}`);
      link = await connect();
    }
  }

  function stamp({ session, record, type, body }: HandFact, deskSeq: number): Op {
    return {
      id: ids.newOpId(),
      record,
      type,
      version: 1,
      body,
      basis: 0,
      by: { user: '', role: '', unit: '', desk: name },
      session,
      at: isoTime(clock),
      skewMs: 0,
      deskSeq,
      action: { id: `hand-${deskSeq}`, part: 1, of: 1 },
    };
  }

  return {
    async author(facts) {
      for (let at = 0; at < facts.length; at += pushOpsMax) await push(facts.slice(at, at + pushOpsMax));
    },
    async readAll(scope, read) {
      let afterKey: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof link.snapshot>> = await link.snapshot({ scope, afterKey });
        if (!('scope' in page)) return;
        read(page);
        afterKey = page.nextKey;
      } while (afterKey !== null);
    },
    close: () => link.lost(),
  };
}

/** A session on the wire knows the roles of people only; what a hand authors is judged by its row in the store. */
function wireSession([first]: readonly HandSession[]): Session {
  if (first === undefined) throw new Error('a hand without a sign-in');
  const { id, user, name, unit, scopes, desk } = first;
  const unitName = { fi: unit, sv: unit, en: unit };
  return { id, user, name, role: 'admin', unit, unitName, scopes: [...scopes], desk };
}

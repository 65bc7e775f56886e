// A desk without a person or a window: the demo's telephony and registers act through the same door as everybody.
import type { LoggedOp } from '../../db/region/ops.ts';
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
import { type DemoUnit, demoUnitIds, demoUnits, systemSession } from './people.ts';

export interface SystemFact {
  readonly unit: DemoUnit;
  readonly record: RecordRef;
  readonly type: string;
  readonly body: unknown;
}

export interface SystemDesk {
  /** Resolves when the region holds them. */
  author(facts: readonly SystemFact[]): Promise<void>;
  readAll(scope: string, read: (page: SnapshotPage) => void): Promise<void>;
  close(): void;
}

export interface SystemDeskParts {
  readonly region: Region;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onOps?: (ops: readonly LoggedOp[]) => void;
}

const sessionLifeMs = 10 * 365 * 24 * 3_600_000;

export async function openSystemDesk(name: string, parts: SystemDeskParts): Promise<SystemDesk> {
  const { region, store, clock, ids } = parts;
  for (const unit of demoUnitIds) {
    const expiresAtMs = clock.now() + sessionLifeMs;
    await store.saveSession({
      ...systemSession(name, unit),
      expiresAtMs,
      refreshIssued: 0,
      refreshUsed: 0,
      ended: false,
    });
  }
  const outlet = {
    page: (page: Page) => parts.onOps?.(page.ops),
    presence: () => {},
    closing: () => {},
    congested: () => false,
  };
  let highWater = 0;
  let link = await connect();

  async function connect(): Promise<DeskLink> {
    const next = region.connect({ desk: name, session: wireSession(name) }, outlet);
    ({ highWater } = await store.getDesk(name));
    const welcome = await next.hello({
      protocol: protocolVersion,
      app: 'demo',
      epoch: await store.getEpoch(),
      cursors: {},
      acked: highWater,
      deskSeq: highWater,
    });
    if (welcome.ok) await next.pull({ scopes: welcome.session.scopes, after: welcome.head });
    return next;
  }

  /** The region may have ended the line (a new epoch); this desk has no engine that would come again by itself. */
  async function push(facts: readonly SystemFact[]): Promise<void> {
    for (const isLast of [false, true]) {
      const ops = facts.map((fact, index) => stamp(fact, highWater + index + 1));
      const answer = await link.push({ ops });
      if (answer.ok) {
        highWater = answer.acked;
        return;
      }
      if (isLast || answer.code !== 'sayHello')
        throw new Error(`the system desk was refused: ${answer.code}`);
      link = await connect();
    }
  }

  function stamp({ unit: at, record, type, body }: SystemFact, deskSeq: number): Op {
    return {
      id: ids.newOpId(),
      record,
      type,
      version: 1,
      body,
      basis: 0,
      by: { user: '', role: '', unit: '', desk: name },
      session: systemSession(name, at).id,
      at: isoTime(clock),
      skewMs: 0,
      deskSeq,
      action: { id: `demo-${deskSeq}`, part: 1, of: 1 },
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

/** A session on the wire knows the roles of people only; what this desk authors is judged by its row in the store. */
function wireSession(name: string): Session {
  const { id, user, name: shown, unit, scopes, desk } = systemSession(name, 'unit_health');
  return { id, user, name: shown, role: 'admin', unit, unitName: demoUnits[unit], scopes: [...scopes], desk };
}

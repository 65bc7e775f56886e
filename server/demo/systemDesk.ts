// The demo's telephony and registers.
import type { LoggedOp } from '../../db/region/ops.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Ids } from '../../platform/ids.ts';
import type { RecordRef } from '../../shared/domain/fact.ts';
import { type Hand, openHand } from '../hand/openHand.ts';
import type { Region } from '../region.ts';
import type { RegionStore } from '../store/regionStore.ts';
import { type DemoUnit, demoUnitIds, systemSession } from './people.ts';

export interface SystemFact {
  readonly unit: DemoUnit;
  readonly record: RecordRef;
  readonly type: string;
  readonly body: unknown;
}

export interface SystemDesk extends Omit<Hand, 'author'> {
  /** Resolves when the region holds them. */
  author(facts: readonly SystemFact[]): Promise<void>;
}

export interface SystemDeskParts {
  readonly region: Region;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onOps?: (ops: readonly LoggedOp[]) => void;
}

/** Speaks for every unit of the demo. */
export async function openSystemDesk(name: string, parts: SystemDeskParts): Promise<SystemDesk> {
  const sessions = demoUnitIds.map((unit) => systemSession(name, unit));
  const hand = await openHand(name, { ...parts, sessions });
  return {
    ...hand,
    author: (facts) =>
      hand.author(facts.map(({ unit, ...fact }) => ({ ...fact, session: systemSession(name, unit).id }))),
  };
}

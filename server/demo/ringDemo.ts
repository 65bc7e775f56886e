// Telephony of the demo: lets a contact ring where somebody is ready and nothing rings yet.
import type { LoggedOp } from '../../db/region/ops.ts';
import type { Clock, Scheduler } from '../../platform/clock.ts';
import type { Ids } from '../../platform/ids.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';
import type { Contact } from '../../shared/domain/contact/contact.ts';
import { unitScope } from '../../shared/op/opCatalogue.ts';
import type { Region } from '../region.ts';
import type { RegionStore } from '../store/regionStore.ts';
import type { DemoUnit } from './people.ts';
import { openSystemDesk } from './systemDesk.ts';

export const ringEveryMs = 8_000;
const ringingUnits: readonly DemoUnit[] = ['unit_health', 'unit_social'];
const languages = ['fi', 'fi', 'fi', 'sv', 'en'] as const;

export interface RingParts {
  readonly region: Region;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly log: Logger;
  readonly everyMs: number;
}

/** Returns a function that stops the ringing. */
export async function ringDemo(parts: RingParts): Promise<() => void> {
  const { region, scheduler, ids, log, everyMs } = parts;
  const ringing = new Map<string, DemoUnit>();
  let calls = 0;
  let stop = () => {};

  const onOps = (ops: readonly LoggedOp[]) => {
    for (const { record, type } of ops) if (type !== 'contact.arrived') ringing.delete(record.id);
  };
  const desk = await openSystemDesk('telephony', { ...parts, onOps });
  for (const unit of ringingUnits) {
    await desk.readAll(unitScope(unit), (page) => {
      for (const { kind, id, state } of page.records) {
        if (kind === 'contact' && (state as Contact).phase === 'ringing') ringing.set(id, unit);
      }
    });
  }

  function wants(unit: DemoUnit): boolean {
    const seen = region.presence([unitScope(unit)]).desks;
    const ready = seen.some((one) => one.connected && one.unit === unit && one.state === 'ready');
    return ready && ![...ringing.values()].includes(unit);
  }

  async function ring(unit: DemoUnit): Promise<void> {
    const id = ids.newId('contact');
    calls += 1;
    ringing.set(id, unit);
    const body = {
      channel: 'PHONE_IN',
      callerNumber: `+358 40 000 00${String(10 + ((calls * 7) % 25))}`,
      language: languages[calls % languages.length] ?? 'fi',
    };
    try {
      await desk.author([{ unit, record: { kind: 'contact', id }, type: 'contact.arrived', body }]);
    } catch (error) {
      ringing.delete(id);
      log.warn('the demo did not ring', { stack: stackOf(error) });
    }
  }

  function next(): void {
    stop = scheduler.after(everyMs, () => {
      void Promise.all(ringingUnits.filter(wants).map(ring)).then(next);
    });
  }
  next();
  return () => stop();
}

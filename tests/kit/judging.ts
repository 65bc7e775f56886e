// The region's write path without a store: what was loaded goes in, what it decided comes out.
import type { SessionRow } from '../../db/region/sessions.ts';
import { acceptOps, type DeskPush, type Judged } from '../../server/acceptOps.ts';
import type { Loaded, RecordView } from '../../server/store/regionStore.ts';
import { makeOp, opening } from './makeOps.ts';
import { makeSession } from './makeSessions.ts';

export const receivedAt = '2026-11-21T09:00:00.000Z';
export const nurse = makeSession('nurse.laine', 'desk_a', 'session_nurse');
export const colleague = makeSession('nurse.virta', 'desk_b', 'session_colleague');
export const social = makeSession('social.nieminen', 'desk_s', 'session_social');
export const lead = makeSession('lead.heino', 'desk_l', 'session_lead');

export interface World {
  readonly head?: number;
  readonly records?: Readonly<Record<string, RecordView>>;
  readonly highWaters?: Readonly<Record<string, number>>;
  readonly origins?: Readonly<Record<string, readonly string[]>>;
  readonly sessions?: readonly SessionRow[];
  readonly ops?: Loaded['ops'];
}

export function load(world: World = {}): Loaded {
  const { head = 0, records = {}, highWaters = {}, origins = {} } = world;
  const desks = new Set([...Object.keys(highWaters), ...Object.keys(origins)]);
  return {
    head,
    records: new Map(Object.entries(records)),
    desks: new Map(
      [...desks].map((desk) => [
        desk,
        { desk, highWater: highWaters[desk] ?? 0, origins: origins[desk] ?? [] },
      ]),
    ),
    sessions: new Map((world.sessions ?? [nurse, colleague, social, lead]).map((one) => [one.id, one])),
    ops: world.ops ?? new Map(),
  };
}

export const judge = (pushes: readonly DeskPush[], world?: World): Judged =>
  acceptOps(load(world), pushes, receivedAt);

export const open = (deskSeq: number, record = 'contact_one') =>
  makeOp({ deskSeq, record, type: 'contact.opened', body: opening });

/** The world after one judging, for the next one. */
export function after(judged: Judged, head: number, highWaters: Record<string, number>): World {
  return { head, records: Object.fromEntries(judged.records), highWaters };
}

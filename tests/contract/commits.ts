// What the contract of a store commits, and how it reads a snapshot whole.
import { acceptOps, type DeskPush } from '../../server/acceptOps.ts';
import {
  type RegionStore,
  recordKey,
  type SnapshotAsk,
  type SnapshotSlice,
} from '../../server/store/regionStore.ts';
import { makeOp, type OpSketch, opening } from '../kit/makeOps.ts';
import { makeSession } from '../kit/makeSessions.ts';

export const sessions = [
  makeSession('nurse.laine', 'desk_a', 'session_nurse'),
  makeSession('nurse.virta', 'desk_b', 'session_colleague'),
];
export const health = 'unit:unit_health';
export const social = 'unit:unit_social';

/** All slices, with what each was given at most; `between` them the log may grow. */
export async function fetched(
  store: RegionStore,
  ask: SnapshotAsk,
  between: () => Promise<void> = async () => {},
) {
  const states = new Map<string, unknown>();
  const ops: number[] = [];
  const keys: string[] = [];
  let most = 0;
  for (let afterKey: string | null = ask.afterKey, isFirst = true; isFirst || afterKey !== null; ) {
    const slice: SnapshotSlice = await store.readSnapshot({ ...ask, afterKey });
    for (const row of slice.records) states.set(row.id, JSON.parse(row.state));
    ops.push(...slice.ops.map((op) => op.seq));
    most = Math.max(most, slice.ops.length);
    isFirst = false;
    afterKey = slice.nextKey;
    if (afterKey !== null) keys.push(afterKey);
    await between();
  }
  return { states, ops, most, keys };
}

/** Judges as the region does and stores the rows. */
export async function commit(store: RegionStore, pushes: readonly DeskPush[], opIds: readonly string[] = []) {
  const ops = pushes.flatMap((push) => push.ops);
  const loaded = await store.load({
    records: [...new Set(ops.map((op) => recordKey(op.record)))],
    desks: pushes.map((push) => push.desk),
    sessions: sessions.map((session) => session.id),
    opIds,
  });
  const judged = acceptOps(loaded, pushes, '2026-11-21T09:00:00.000Z');
  return { loaded, judged, result: await store.append(loaded.head, judged.rows) };
}

export const by = (desk: string, ...sketches: OpSketch[]): DeskPush => ({
  desk,
  ops: sketches.map((sketch) =>
    makeOp({ session: desk === 'desk_a' ? 'session_nurse' : 'session_colleague', ...sketch }),
  ),
});
export const opened = (deskSeq: number, record = 'contact_one') => ({
  deskSeq,
  record,
  type: 'contact.opened',
  body: opening,
});
export const shared = (deskSeq: number) => ({
  deskSeq,
  type: 'contact.shared',
  body: { unit: 'unit_social' },
});

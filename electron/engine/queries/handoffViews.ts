import { listHandoffIds } from '../../../db/workstation/recordRows.ts';
import { findRefusal, type KeptRefusal } from '../../../db/workstation/refusals.ts';
import { assert } from '../../../shared/base/assert.ts';
import type { Handoff } from '../../../shared/domain/handoff/handoff.ts';
import type { OpRefusal } from '../../../shared/op/op.ts';
import type { HandoffView, RefusedOpView } from '../../../shared/protocol/deskViews.ts';
import { findReadable, type Reading, recordQuery } from '../query.ts';
import { clientBeside } from './contactViews.ts';
import { notesOf, signsOf } from './recordFacts.ts';

const handoffsShownMax = 500;
const endedShownMs = 7 * 24 * 3_600_000;

export const handoffGet = recordQuery(
  'handoff.get',
  ({ handoffId }) => [`handoff:${handoffId}`, 'clients', 'refusals'],
  (reading, { handoffId, notesMax }) => {
    const handoff = findReadable(reading, 'handoff', handoffId);
    return handoff === undefined ? { refused: 'notFound' } : handoffView(reading, handoff, notesMax);
  },
);

/** Offered first, then taken, then those that ended in the last week; newest first within each. */
export const handoffList = recordQuery(
  'handoff.list',
  () => ['handoffs', 'clients', 'refusals', 'signs'],
  (reading, { box }) => {
    const endedFrom = new Date(reading.now - endedShownMs).toISOString();
    const ids = (['offered', 'taken', 'returned', 'done', 'withdrawn'] as const).flatMap((phase) =>
      listHandoffIds(reading.store.db, phase, {
        from: phase === 'offered' || phase === 'taken' ? '' : endedFrom,
        limit: handoffsShownMax,
        toUnit: box === 'in' ? reading.session.unit : undefined,
        fromUnit: box === 'out' ? reading.session.unit : undefined,
      }),
    );
    return ids.flatMap((id) => {
      const handoff = findReadable(reading, 'handoff', id);
      return handoff === undefined ? [] : [handoffView(reading, handoff)];
    });
  },
);

export function handoffViewOf(reading: Reading, handoffId: string): HandoffView {
  const handoff = findReadable(reading, 'handoff', handoffId);
  assert(handoff !== undefined, 'a handoff that was just written is gone');
  return handoffView(reading, handoff);
}

function handoffView(reading: Reading, handoff: Handoff, notesMax?: number): HandoffView {
  const kept = findRefusal(reading.store.db, handoff.id, 'handoff.taken');
  return {
    ...handoff,
    handoffId: handoff.id,
    notes: notesOf(reading, { kind: 'handoff', id: handoff.id }, notesMax),
    signs: signsOf(reading, { kind: 'handoff', id: handoff.id }, notesMax),
    ...clientBeside(reading, handoff.clientId),
    ownTake: ownTakeOf(reading, handoff, kept),
    refusal: kept === null ? null : refusedView(kept),
  };
}

function ownTakeOf(reading: Reading, handoff: Handoff, kept: KeptRefusal | null): HandoffView['ownTake'] {
  const { pending } = reading.store.load({ kind: 'handoff', id: handoff.id });
  const take = pending.findLast((op) => op.type === 'handoff.taken');
  // Seen by the region but not yet folded below its ops counts as confirmed: the region said yes.
  if (take !== undefined) return take.seq === null ? 'waiting' : 'confirmed';
  if (kept !== null) return 'refused';
  return handoff.holder?.desk === reading.store.meta().deskId ? 'confirmed' : 'none';
}

/** Reason, holder and time as the region gave them. */
export function refusedView(kept: KeptRefusal): RefusedOpView {
  const refusal = JSON.parse(kept.refusal) as OpRefusal;
  return {
    opId: kept.opId,
    type: kept.type,
    record: { kind: kept.recordKind, id: kept.recordId },
    reason: refusal.reason,
    by: refusal.by ?? null,
    at: refusal.at ?? null,
    madeAt: kept.madeAt,
  };
}

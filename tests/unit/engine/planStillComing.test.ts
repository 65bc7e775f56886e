// Keeps EN52: a plan that exists is not begun a second time while it is still on its way here.
import { expect, it } from 'vitest';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { applySnapshotPage, finishSnapshot } from '../../../electron/engine/sync/applySnapshot.ts';
import { startNewEpoch } from '../../../electron/engine/sync/newHistory.ts';
import type { RecordKind } from '../../../shared/domain/fact.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';
import { deskOnLine, pageOf, receivedAt, scopes, settled } from '../../kit/deskOnLine.ts';

const part = { scope: 'unit:unit_health', seq: 90, ops: [], nextKey: null };

/** The region was restored to a backup that holds a call and its plan; what was written on the plan since is unsent. */
function deskAfterRestore() {
  const desk = deskOnLine();
  const { contactId } = desk.run('contact.open', {}) as { readonly contactId: string };
  const { planId } = desk.run('plan.draft', { contactId }) as PlanView;
  const many = desk.store.lastDeskSeq();
  applySettlement(desk.store, settled([{ from: 1, to: many, seq: 1 }]), receivedAt);
  applyPage(desk.store, pageOf({ after: 0, upto: many, own: many }, []));
  const recordOf = (kind: RecordKind, id: string) => ({
    kind,
    id,
    seq: many,
    state: desk.store.load({ kind, id }).confirmed,
  });
  const call = recordOf('contact', contactId);
  const plan = recordOf('plan', planId);
  desk.run('plan.setField', { planId, field: 'need', value: 'Kotiapua' });
  startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: many });
  return {
    desk,
    planId,
    takeCall: () => applySnapshotPage(desk.store, { ...part, records: [call] }),
    takePlan: () => applySnapshotPage(desk.store, { ...part, records: [plan] }),
    stand: () => {
      for (const scope of scopes) finishSnapshot(desk.store, scope, 90);
    },
    draft: () => desk.run('plan.draft', { contactId }),
  };
}

it('[EN52] a call that came before its plan gets no second one, and what was written on the plan stands when it comes', () => {
  const { desk, planId, takeCall, takePlan, stand, draft } = deskAfterRestore();
  takeCall();
  const last = desk.store.lastDeskSeq();
  expect(draft()).toEqual({ refused: 'stillComing' });
  expect(desk.store.lastDeskSeq()).toBe(last);
  takePlan();
  stand();
  const { fields } = draft() as PlanView;
  expect(fields.need?.map((version) => version.value)).toEqual(['Kotiapua']);
  expect(desk.store.load({ kind: 'plan', id: planId }).pending.map((op) => op.type)).toEqual([
    'plan.fieldSet',
  ]);
});

it('[EN52] a plan that has not come when the desk stands everywhere is begun again under its own name', () => {
  const { planId, takeCall, stand, draft } = deskAfterRestore();
  takeCall();
  stand();
  expect(draft()).toMatchObject({ planId, lines: {} });
});

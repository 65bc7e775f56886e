import { describe, expect, it } from 'vitest';
import { allRows } from '../../../db/sql.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { startNewEpoch } from '../../../electron/engine/sync/newHistory.ts';
import { nextBatch } from '../../../electron/engine/sync/pushBatch.ts';
import { acceptOps, type DeskPush } from '../../../server/acceptOps.ts';
import type { RecordView } from '../../../server/store/regionStore.ts';
import type { Contact } from '../../../shared/domain/contact/contact.ts';
import { deskOnLine, pageOf, receivedAt, scopes, settled } from '../../kit/deskOnLine.ts';
import { makeOp, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';

const contactId = 'contact_ring';
const ring = {
  record: contactId,
  type: 'contact.arrived',
  body: { ...opening, callerNumber: '+358 40 000 0011' },
  deskSeq: 1,
  seq: 1,
};

/** A desk that answered a call the region had rung, wrote a note, and heard that both are safe. */
function deskThatAnswered(unit = 'unit_health') {
  const desk = deskOnLine();
  const shared = {
    record: contactId,
    type: 'contact.shared',
    body: { unit: 'unit_health' },
    deskSeq: 2,
    seq: 2,
  };
  applyPage(desk.store, pageOf({ after: 0, upto: 2 }, [{ ...ring, by: { unit } }, shared]));
  desk.run('contact.answer', { contactId });
  desk.run('contact.addNote', { contactId, text: 'Huimaa' });
  applySettlement(desk.store, settled([{ from: 1, to: 2, seq: 3 }]), receivedAt);
  return desk;
}

const shown = (desk: ReturnType<typeof deskOnLine>) =>
  desk.store.load({ kind: 'contact', id: contactId }).shown as Contact | undefined;

function judge(push: DeskPush, views: Readonly<Record<string, RecordView>> = {}) {
  const session = { ...makeSession('nurse.laine', 'desk_a', push.ops[0]?.session ?? ''), scopes };
  const judged = acceptOps(
    {
      head: 10,
      records: new Map(Object.entries(views)),
      desks: new Map(),
      sessions: new Map([[session.id, session]]),
      ops: new Map(),
    },
    [push],
    receivedAt,
  );
  return {
    refused: judged.rows.ops.filter((row) => row.refused !== null).map((row) => [row.op.type, row.refused]),
    contact: judged.records.get(`contact/${contactId}`)?.state as Contact,
  };
}

describe('a call that the restored region has never heard of', () => {
  it('[EN34] is opened again as it rang by the desk that answered it, and nothing is refused', () => {
    const desk = deskThatAnswered();
    const before = shown(desk);
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: 0 });
    const ops = nextBatch(desk.db, 0);
    expect(ops.map((op) => [op.deskSeq, op.type])).toEqual([
      [1, 'contact.opened'],
      [2, 'contact.answered'],
      [3, 'contact.noteAdded'],
    ]);
    const { refused, contact } = judge({ desk: 'desk_a', ops });
    expect(refused).toEqual([]);
    const { callerNumber, openedAt, answeredAt } = before ?? {};
    expect(contact).toMatchObject({ phase: 'talking', callerNumber, openedAt, answeredAt, noteCount: 1 });
    expect(shown(desk)).toMatchObject({ phase: 'talking', callerNumber, openedAt, answeredAt });
    expect(desk.store.lastDeskSeq()).toBe(3);
    // A second restore finds it opened already.
    startNewEpoch(desk.store, { epoch: 'epoch_3', highWater: 0 });
    expect(nextBatch(desk.db, 0)).toHaveLength(3);
  });

  it('[EN34] is had again by the unit that it rang for, also where somebody of another unit answered it', () => {
    const desk = deskThatAnswered('unit_social');
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: 0 });
    const ops = nextBatch(desk.db, 0, { opsMax: 1 });
    expect(ops.map((op) => [op.type, op.action.part, op.action.of])).toEqual([
      ['contact.opened', 1, 2],
      ['contact.shared', 2, 2],
    ]);
    const { refused, contact } = judge({ desk: 'desk_a', ops: nextBatch(desk.db, 0) });
    expect(refused).toEqual([]);
    expect(contact).toMatchObject({ unit: 'unit_health', sharedWith: ['unit_social'], noteCount: 1 });
    expect(shown(desk)).toMatchObject({ unit: 'unit_health', sharedWith: ['unit_social'] });
    startNewEpoch(desk.store, { epoch: 'epoch_3', highWater: 0 });
    expect(nextBatch(desk.db, 0)).toHaveLength(4);
  });

  it('[EN34] stays as it is where the region still has it', () => {
    const desk = deskThatAnswered();
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: 0 });
    const rung = judge({
      desk: 'desk_a',
      ops: [makeOp({ ...ring, session: 'session_phones', type: 'contact.opened' })],
    }).contact;
    const state: Contact = { ...rung, phase: 'ringing', answeredBy: null, answeredAt: null };
    const view: RecordView = { state, seq: 1, scopes, logged: true };
    const { refused, contact } = judge(
      { desk: 'desk_a', ops: nextBatch(desk.db, 0) },
      { [`contact/${contactId}`]: view },
    );
    expect(refused).toEqual([['contact.opened', { reason: 'alreadyDone' }]]);
    expect(contact).toMatchObject({ phase: 'talking', openedAt: rung.openedAt, noteCount: 1 });
  });

  it('[EN34] is not taken for one of this unit, and nobody is told of a refusal, where the region still has it', () => {
    const desk = deskThatAnswered();
    startNewEpoch(desk.store, { epoch: 'epoch_2', highWater: 0 });
    desk.store.write((write) => write.setCursor('unit:unit_health', 20));
    const refusal = { reason: 'alreadyDone' } as const;
    applySettlement(
      desk.store,
      { ...settled([{ from: 1, to: 3, seq: 18 }]), refused: [{ deskSeq: 1, refusal }] },
      receivedAt,
    );
    expect(shown(desk)).toBeUndefined();
    expect(allRows(desk.db, 'select op_id from refusals')).toEqual([]);
    expect(desk.store.openRecords()).toEqual([]);
  });
});

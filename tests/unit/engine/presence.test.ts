import { describe, expect, it } from 'vitest';
import { busyContact, trackPresence } from '../../../electron/engine/session/deskPresence.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { deskOnLine, pageOf, receivedAt, settled } from '../../kit/deskOnLine.ts';
import { opening } from '../../kit/makeOps.ts';

describe('presence', () => {
  it('[EN29] a desk is busy with its contact until it is closed', () => {
    const { store, run } = deskOnLine();
    expect(busyContact(store)).toBeNull();
    const { contactId } = run('contact.open', {}) as { contactId: string };
    expect(busyContact(store)).toEqual({ contactId, phase: 'talking' });
    run('contact.startWrapUp', { contactId });
    expect(busyContact(store)).toEqual({ contactId, phase: 'wrappingUp' });
    run('contact.close', { contactId });
    expect(busyContact(store)).toBeNull();
  });

  it('[EN29] a call that another desk answered first is not ours', () => {
    const { store, run } = deskOnLine();
    const ring = { record: 'contact_ring', type: 'contact.arrived', body: opening, deskSeq: 1, seq: 1 };
    applyPage(store, pageOf({ after: 0, upto: 1 }, [ring]));
    run('contact.answer', { contactId: 'contact_ring' });
    expect(busyContact(store)?.contactId).toBe('contact_ring');
    const refusal = { reason: 'alreadyAnswered', by: { user: 'nurse.virta', desk: 'desk_b' } } as const;
    applySettlement(store, settled([{ from: 1, to: 1, seq: 3 }], [{ deskSeq: 1, refusal }]), receivedAt);
    expect(busyContact(store)).toBeNull();
  });

  it('[EN29] the person’s own choice stands again afterwards, and changes are told once', () => {
    let told = 0;
    const presence = trackPresence(() => {
      told += 1;
    });
    presence.choose('ready');
    presence.settle({ contactId: 'contact_a', phase: 'talking' });
    presence.settle({ contactId: 'contact_a', phase: 'talking' });
    expect([presence.state(), presence.contactId(), told]).toEqual(['talking', 'contact_a', 2]);
    presence.settle(null);
    expect([presence.state(), presence.contactId(), told]).toEqual(['ready', null, 3]);
  });
});

// Keeps CL5: a page hears that a client's record changed without being told anything of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientRevisionOf } from '../../../electron/engine/queries/clientViews.ts';
import { shownState } from '../../../electron/engine/record/recordEntry.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import type { CommandArgs } from '../../../shared/protocol/deskProtocol.ts';
import { deskOnLine, pageOf, receivedAt, settled } from '../../kit/deskOnLine.ts';
import { newClient } from '../../kit/makeClient.ts';
import { startDesk, type TestDesk } from '../../kit/startDesk.ts';

describe('the revision at a desk', () => {
  let desk: TestDesk;
  let clientId: string;
  beforeEach(async () => {
    desk = startDesk();
    await desk.signIn();
    ({ clientId } = await desk.command('client.register', newClient));
  });
  afterEach(() => {
    expect(desk.bugs).toEqual([]);
    desk.close();
  });
  const revision = async () => (await desk.query('client.revision', { clientId })).revision;
  const heard = () => desk.heard.filter((one) => 'topic' in one && one.topic === 'client.revision');
  const quiet = () => new Promise((resume) => setTimeout(resume, 30));

  it('[CL5] is another after each edit of what the record shows, and says nothing of it', async () => {
    const seen = [await revision()];
    const edit = async (change: Promise<unknown>) => {
      await change;
      seen.push(await revision());
    };
    const entry = { clientId, text: 'Uhkaava' };
    await edit(desk.command('client.addAlert', { ...entry, kind: 'risk' }));
    await edit(desk.command('client.addAlert', { ...entry, kind: 'risk' }));
    await edit(desk.command('client.addCondition', { ...entry, kind: 'heartLung' }));
    await edit(desk.command('client.addMedicine', { ...entry, kind: 'anticoagulant' }));
    const fields: readonly CommandArgs<'client.setField'>['edit'][] = [
      { field: 'address', value: 'Koekatu 2' },
      { field: 'allergies', value: 'listed' },
      { field: 'nonDisclosure', value: true },
    ];
    for (const one of fields) await edit(desk.command('client.setField', { clientId, edit: one }));
    expect(new Set(seen).size).toBe(seen.length);
    for (const one of seen) expect(one).toMatch(/^[0-9a-f]{32}$/);
  });

  it('[CL5] is sent once to who follows it, who logs nothing by that, and not when the record is looked at', async () => {
    const { pending } = await desk.query('sync.status', {});
    await desk.send({ id: 'f1', follow: 'client.revision', args: { clientId } });
    expect((await desk.query('sync.status', {})).pending).toBe(pending);
    expect(heard()).toHaveLength(1);
    const { contactId } = await desk.command('contact.open', {});
    await desk.command('client.view', { clientId, contactId });
    await desk.command('contact.addNote', { contactId, text: 'Huomio' });
    await quiet();
    expect(heard()).toHaveLength(1);
    await desk.command('client.addAlert', { clientId, kind: 'risk', text: 'Uhkaava' });
    await quiet();
    expect(heard()).toHaveLength(2);
  });

  it('[CL5] is refused for a record that this desk does not hold, and to whom nobody knows', async () => {
    const ask = (id: string) => desk.send({ id: 'q', query: 'client.revision', args: { clientId: id } });
    expect(await ask('client_none')).toMatchObject({ refused: true, reason: 'notFound' });
    await desk.command('session.signOut', {});
    expect(await ask(clientId)).toMatchObject({ refused: true, reason: 'notSignedIn' });
  });
});

describe('the revision and the region', () => {
  function deskWithAlert() {
    const desk = deskOnLine();
    const { clientId } = desk.run('client.register', newClient) as { readonly clientId: string };
    desk.run('client.addAlert', { clientId, kind: 'risk', text: 'Uhkaava' });
    desk.run('client.setField', { clientId, edit: { field: 'address', value: 'Koekatu 2' } });
    const shown = () => shownState(desk.store.load({ kind: 'client', id: clientId }), 'client');
    const revision = () => {
      const client = shown();
      return client === undefined ? null : clientRevisionOf(client);
    };
    /** Another desk's op about the same client, right after the three own ones. */
    const come = (type: string, body: unknown) =>
      applyPage(
        desk.store,
        pageOf({ after: 3, upto: 4, own: 3 }, [
          { kind: 'client', record: clientId, type, body, deskSeq: 1, seq: 4, basis: 3 },
        ]),
      );
    return { store: desk.store, shown, revision, come };
  }

  it('[CL5] stays when own entries are acknowledged and take their place in the region’s order', () => {
    const { store, shown, revision } = deskWithAlert();
    const before = revision();
    expect(before).not.toBeNull();
    applySettlement(store, settled([{ from: 1, to: 3, seq: 1 }]), receivedAt);
    expect(revision()).toBe(before);
    applyPage(store, pageOf({ after: 0, upto: 3, own: 3 }, []));
    expect(shown()?.address[0]?.seq).toBe(3);
    expect(revision()).toBe(before);
  });

  it('[CL5] is another when a colleague’s entry comes, and when an own one is refused', () => {
    const { store, revision, come } = deskWithAlert();
    const before = revision();
    applySettlement(
      store,
      settled([{ from: 1, to: 3, seq: 1 }], [{ deskSeq: 2, refusal: { reason: 'notAllowed' } }]),
      receivedAt,
    );
    const refused = revision();
    expect(refused).not.toBe(before);
    applyPage(store, pageOf({ after: 0, upto: 3, own: 3 }, []));
    expect(revision()).toBe(refused);
    come('client.alertAdded', { alertId: 'theirs', kind: 'allergy', text: 'Penisilliini' });
    expect(revision()).not.toBe(refused);
  });

  it('[CL5] an alert may be called like a number of the order: it counts all the same', () => {
    const { store, revision, come } = deskWithAlert();
    applySettlement(store, settled([{ from: 1, to: 3, seq: 1 }]), receivedAt);
    applyPage(store, pageOf({ after: 0, upto: 3, own: 3 }, []));
    const before = revision();
    come('client.alertAdded', { alertId: 'seq', kind: 'risk', text: 'Uhkaava' });
    expect(revision()).not.toBe(before);
  });

  it('[CL5] stays when what came is about an alert that is not here yet: nothing of it is shown', () => {
    const { store, shown, revision, come } = deskWithAlert();
    applySettlement(store, settled([{ from: 1, to: 3, seq: 1 }]), receivedAt);
    applyPage(store, pageOf({ after: 0, upto: 3, own: 3 }, []));
    const before = revision();
    come('client.alertRemoved', { alertId: 'unknown', reason: 'Väärä henkilö' });
    expect(shown()?.early).toHaveLength(1);
    expect(revision()).toBe(before);
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/openDatabase.ts';
import { readOpsOfType, recordTimes } from '../../../db/opLog/deskLog.ts';
import { readMeta } from '../../../db/workstation/deskMeta.ts';
import { workstationMigrations } from '../../../db/workstation/migrations/workstationMigrations.ts';
import { salvageDesk } from '../../../db/workstation/salvage.ts';
import { contactViewOf } from '../../../electron/engine/queries/contactViews.ts';
import { stockShelf } from '../../../electron/engine/scriptShelf.ts';
import { applyPage } from '../../../electron/engine/sync/applyPage.ts';
import { applySettlement } from '../../../electron/engine/sync/applySettlement.ts';
import { applySnapshotPage } from '../../../electron/engine/sync/applySnapshot.ts';
import { type Conversation, converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { dropForeignScopes } from '../../../electron/engine/sync/forget.ts';
import { setAlarm } from '../../../electron/engine/sync/line/alarm.ts';
import { trackLink } from '../../../electron/engine/sync/line/linkState.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import { startNewEpoch } from '../../../electron/engine/sync/newHistory.ts';
import { serveLink } from '../../../electron/engine/sync/serveLink.ts';
import { takeLongEntry, takeSnapshots } from '../../../electron/engine/sync/takeSnapshots.ts';
import type { Link } from '../../../electron/engine/sync/transport.ts';
import { systemScheduler } from '../../../platform/clock.ts';
import { notesUsual } from '../../../shared/protocol/deskViews.ts';
import type { SnapshotPage } from '../../../shared/protocol/regionProtocol.ts';
import { type DeskOnLine, deskOnLine, pageOf, receivedAt, scopes, settled } from '../../kit/deskOnLine.ts';
import { type OpSketch, opening } from '../../kit/makeOps.ts';
import { grantFor, laine } from '../../kit/signInOnly.ts';
import { startDesk } from '../../kit/startDesk.ts';

const health = 'unit:unit_health';

function viewOf(desk: DeskOnLine, contactId: string) {
  const { session } = grantFor(laine, 'desk_a');
  return contactViewOf({ store: desk.store, shelf: stockShelf([]), session, now: 0 }, contactId);
}

/** Notes of another desk at these places, as a part of a snapshot. */
function partOf(seqs: readonly number[], more: Partial<SnapshotPage> = {}): SnapshotPage {
  const fed = pageOf(
    { after: 0, upto: 9_999 },
    seqs.map((seq): OpSketch & { seq: number } => ({ seq, deskSeq: seq, body: { text: `huomio ${seq}` } })),
  );
  return { scope: health, seq: 900, records: [], ops: fed.ops, nextKey: null, ...more };
}

function stateOf(desk: DeskOnLine, seq: number, noteCount: number): SnapshotPage['records'][number] {
  const { contactId } = desk.run('contact.open', {}) as { contactId: string };
  const state = desk.store.load({ kind: 'contact', id: contactId }).shown as object;
  return { kind: 'contact', id: 'contact_one', seq, state: { ...state, id: 'contact_one', noteCount } };
}

describe('a record with many notes', () => {
  it('[EN41] a view brings the latest, and one more note costs no more than before', async () => {
    const desk = startDesk({ scripts: [] });
    await desk.signIn();
    const { contactId } = await desk.command('contact.open', {});
    await desk.send({ id: 'f', follow: 'contact.get', args: { contactId, notesMax: notesUsual } });
    const sizes: number[] = [];
    for (let at = 1; at <= 320; at += 1) {
      await desk.command('contact.addNote', { contactId, text: `huomio ${at + 1_000}` });
      sizes.push(Math.max(...desk.heard.slice(-2).map((one) => JSON.stringify(one).length)));
    }
    expect(sizes.at(-1)).toBeLessThan((sizes[210] ?? 0) * 1.1);
    const usual = await desk.query('contact.get', { contactId, notesMax: notesUsual });
    expect(usual.noteCount).toBe(320);
    expect(usual.notes.map((note) => note.text)).toEqual(
      Array.from({ length: 200 }, (_, at) => `huomio ${1_121 + at}`),
    );
    const more = await desk.query('contact.get', { contactId, notesMax: 319 });
    expect(more.notes.map((note) => note.text).slice(0, 2)).toEqual(['huomio 1002', 'huomio 1003']);
    expect((await desk.query('contact.get', { contactId })).notes).toHaveLength(320);
    desk.close();
  });

  it('[EN41] a view tells when this desk last wrote, whoever wrote since and however often it was looked at', async () => {
    const desk = deskOnLine();
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    const openedAt = viewOf(desk, contactId)?.signs.savedAt;
    applySettlement(desk.store, settled([{ from: 1, to: 1, seq: 1 }]), receivedAt);
    applyPage(desk.store, pageOf({ after: 0, upto: 1, own: 1 }, []));
    const hear = (seq: number) =>
      applyPage(
        desk.store,
        pageOf({ after: seq - 1, upto: seq }, [{ record: contactId, deskSeq: seq, seq }]),
      );
    for (const seq of [2, 3]) {
      hear(seq);
      expect(viewOf(desk, contactId)?.signs).toEqual({ pending: 0, savedAt: openedAt, regionAt: receivedAt });
    }
    await wait(5);
    desk.run('contact.addNote', { contactId, text: 'oma' });
    applySettlement(desk.store, settled([{ from: 2, to: 2, seq: 4 }]), receivedAt);
    applyPage(desk.store, pageOf({ after: 3, upto: 4, own: 2 }, []));
    hear(5);
    const view = viewOf(desk, contactId);
    expect(view?.signs.savedAt).toBe(view?.notes.find((note) => note.text === 'oma')?.at);
    expect(view?.signs.savedAt).not.toBe(openedAt);
  });

  it('[EN41] the times of a receipt are those of the last entry, though a clock was once years ahead', () => {
    const desk = deskOnLine();
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    const ahead = '2036-08-08T07:01:42.452Z';
    applySettlement(desk.store, { ...settled([{ from: 1, to: 1, seq: 1 }]), receivedAt: ahead }, ahead);
    desk.run('contact.addNote', { contactId, text: 'oma' });
    applySettlement(desk.store, settled([{ from: 2, to: 2, seq: 2 }]), receivedAt);
    expect(recordTimes(desk.db, contactId).regionAt).toBe(receivedAt);
  });

  it('[EN41] the latest are those that come last in the region’s order, then what it has not got yet', () => {
    const desk = deskOnLine();
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    for (let at = 0; at < 3; at += 1) desk.run('contact.addNote', { contactId, text: `oma ${at}` });
    applySettlement(desk.store, settled([{ from: 1, to: 3, seq: 800 }]), receivedAt);
    const foreign = Array.from({ length: 300 }, (_, at) => ({
      record: contactId,
      deskSeq: at + 1,
      seq: at < 299 ? at + 1 : 801 + 5,
      body: { text: `muu ${at}` },
    }));
    expect(applyPage(desk.store, pageOf({ after: 0, upto: 900, own: 3 }, foreign))).toBe('applied');
    const { notes, noteCount, signs } = viewOf(desk, contactId);
    expect(noteCount).toBe(303);
    expect(notes).toHaveLength(200);
    expect(notes.slice(-5).map((note) => [note.text, note.atRegion])).toEqual([
      ['muu 298', true],
      ['oma 0', true],
      ['oma 1', true],
      ['muu 299', true],
      ['oma 2', false],
    ]);
    expect(signs).toMatchObject({ pending: 1, regionAt: receivedAt });
  });
});

describe('a record whose history comes in parts', () => {
  it('[EN42] a snapshot that was cut short goes on after its last part, and stands where it began', async () => {
    const desk = deskOnLine();
    const first = partOf([1, 2], { seq: 50, nextKey: 'one', records: [stateOf(desk, 40, 5)] });
    const parts = new Map<string | null, SnapshotPage>([
      [null, first],
      ['one', { ...partOf([3, 4]), nextKey: 'two' }],
      ['two', partOf([5])],
    ]);
    const asked: (string | null)[] = [];
    const fetching = (cutAt: string | null) => ({
      store: desk.store,
      took: () => {},
      sendOwn: async () => {},
      async ask({ afterKey }: { readonly afterKey: string | null }) {
        asked.push(afterKey);
        const part = parts.get(afterKey);
        if (part === undefined || afterKey === cutAt) throw new Error('cut');
        return part;
      },
    });
    await expect(takeSnapshots(fetching('two'), [health])).rejects.toThrow('cut');
    expect(desk.store.cursors().get(health)).toBe(0);
    expect(desk.restarted().meta().fetched).toEqual({ [health]: { pos: 50, nextKey: 'two' } });
    await takeSnapshots(fetching(''), [health]);
    expect(asked).toEqual([null, 'one', 'two', 'two']);
    expect(desk.store.cursors().get(health)).toBe(50);
    expect(desk.restarted().meta().fetched).toEqual({});
    expect(readOpsOfType(desk.db, 'contact_one', 'contact.noteAdded').map((op) => op.seq)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('[EN42] parts of a scope that is no longer lacking, or of another history, are not gone on with', async () => {
    const desk = deskOnLine();
    const goesOn = { pos: 50, nextKey: 'two' };
    const nobody = {
      store: desk.store,
      took: () => {},
      sendOwn: async () => {},
      ask: async () => Promise.reject(new Error('nothing is asked')),
    };
    applySnapshotPage(desk.store, partOf([1]), goesOn);
    await takeSnapshots(nobody, []);
    expect(desk.store.meta().fetched).toEqual({});
    applySnapshotPage(desk.store, partOf([1]), goesOn);
    startNewEpoch(desk.store, { epoch: 'epoch_next', highWater: 0 });
    expect(desk.store.meta().fetched).toEqual({});
  });

  it('[EN42] a record that a page names is whole before the page counts, and goes on where it was cut', async () => {
    const desk = deskOnLine();
    const state = stateOf(deskOnLine(), 40, 5);
    const asked: unknown[] = [];
    let isCut = true;
    const named = { ...pageOf({ after: 0, upto: 60 }, []), longEntry: { scope: health, key: 'long' } };
    const link: Link = {
      async request(kind, ask) {
        asked.push([kind, (ask as { afterKey?: string }).afterKey]);
        if (kind === 'pull') return named;
        if ((ask as { afterKey: string }).afterKey === 'long')
          return partOf([1, 2], { nextKey: 'rest', records: [state] });
        if (isCut) throw new Error('cut');
        return partOf([3, 4, 5], { records: [state] });
      },
      close: () => {},
    };
    const talk = conversation(desk, link);
    expect(talk.hint('page', named)).toBe('ignored');
    await expect(talk.pull()).rejects.toThrow('cut');
    expect(desk.store.cursors().get(health)).toBe(0);
    const texts = () => viewOf(desk, 'contact_one').notes.map((note) => note.text);
    expect(texts()).toEqual(['huomio 1', 'huomio 2']);
    desk.topics.clear();
    isCut = false;
    await talk.pull();
    expect(desk.topics).toContain('contact:contact_one');
    expect(desk.store.cursors().get(health)).toBe(60);
    expect(asked.slice(3)).toEqual([
      ['pull', undefined],
      ['snapshot', 'rest'],
    ]);
    expect(texts()).toEqual([1, 2, 3, 4, 5].map((seq) => `huomio ${seq}`));
  });

  it('[EN42] notes that did not come with the parts of a record come with the page, where a better line has it whole', () => {
    const desk = deskOnLine();
    applySnapshotPage(
      desk.store,
      partOf([1, 2], { nextKey: 'rest', records: [stateOf(deskOnLine(), 40, 5)] }),
    );
    const texts = () => viewOf(desk, 'contact_one').notes.map((note) => note.text);
    expect(texts()).toEqual(['huomio 1', 'huomio 2']);
    const page = { ...pageOf({ after: 0, upto: 60 }, []), ops: partOf([1, 2, 3, 4, 5]).ops };
    expect(applyPage(desk.store, page)).toBe('applied');
    expect(texts()).toEqual([1, 2, 3, 4, 5].map((seq) => `huomio ${seq}`));
    expect(viewOf(desk, 'contact_one').noteCount).toBe(5);
  });

  it('[EN42] parts of a record by itself are not gone on with where some of them may be gone, or from another place', async () => {
    const desk = deskOnLine();
    const { contactId } = desk.run('contact.open', {}) as { contactId: string };
    const begun = { scope: health, after: 0, key: 'long', nextKey: 'rest' };
    const asked: (string | null)[] = [];
    const fetching = {
      store: desk.store,
      took: () => {},
      sendOwn: async () => {},
      async ask({ afterKey }: { readonly afterKey: string | null }) {
        asked.push(afterKey);
        return partOf([1]);
      },
    };
    const takes = async (): Promise<readonly (string | null)[]> => {
      asked.length = 0;
      await takeLongEntry(fetching, { scope: health, key: 'long' });
      return asked;
    };
    const begin = (more: Partial<typeof begun> = {}) =>
      desk.store.write((write) => write.setMeta('entering', { ...begun, ...more }));
    begin();
    expect(await takes()).toEqual(['rest']);
    expect(await takes()).toEqual([]);
    begin({ key: 'another' });
    expect(await takes()).toEqual(['long']);
    begin({ after: 7 });
    expect(await takes()).toEqual(['long']);
    begin();
    startNewEpoch(desk.store, { epoch: 'epoch_next', highWater: 0 });
    expect(await takes()).toEqual(['long']);
    desk.store.write((write) => write.setCursor('region', 0));
    begin();
    // Of a unit that this desk does not follow: it goes with the outcome of what was written on it.
    applySettlement(desk.store, settled([{ from: 1, to: 1, seq: 3 }]), receivedAt);
    expect(desk.store.load({ kind: 'contact', id: contactId }).shown).toBeUndefined();
    expect(await takes()).toEqual(['long']);
    begin();
    desk.store.write((write) => write.setCursor('unit:unit_social', 0));
    dropForeignScopes(desk.store, new Set(scopes));
    expect(await takes()).toEqual(['long']);
  });

  it('[EN42] a mended file goes on with no parts: they stayed behind in the damaged one', () => {
    const desk = deskOnLine();
    applySnapshotPage(desk.store, partOf([1]), { pos: 50, nextKey: 'two' });
    const begun = { scope: health, after: 0, key: 'long', nextKey: 'rest' };
    desk.store.write((write) => write.setMeta('entering', begun));
    const fresh = openDatabase({ kind: 'memory' });
    migrate(fresh, workstationMigrations);
    salvageDesk(desk.db, fresh, receivedAt);
    const { deskId, fetched, entering } = readMeta(fresh) ?? {};
    expect([deskId, fetched, entering]).toEqual(['desk_a', {}, null]);
  });

  it('[FT18] a history in parts is folded part by part, and anew where something was missing before', () => {
    const desk = deskOnLine();
    const opened = { type: 'contact.opened', body: opening, seq: 1, deskSeq: 1 };
    const born = pageOf({ after: 0, upto: 9 }, [opened]).ops;
    const noteCount = () =>
      (desk.store.load({ kind: 'contact', id: 'contact_one' }).confirmed as { noteCount: number }).noteCount;
    applySnapshotPage(desk.store, { ...partOf([2, 3]), ops: [...born, ...partOf([2, 3]).ops] });
    expect(noteCount()).toBe(2);
    applySnapshotPage(desk.store, partOf([3, 5, 7]));
    expect(noteCount()).toBe(4);
    applySnapshotPage(desk.store, partOf([4, 6]));
    expect(noteCount()).toBe(6);
    applySnapshotPage(desk.store, partOf([4, 6, 7]));
    expect(noteCount()).toBe(6);
    expect(desk.restarted().load({ kind: 'contact', id: 'contact_one' }).confirmedSeq).toBe(7);
  });
});

function conversation({ store }: DeskOnLine, link: Link): Conversation {
  const time = { now: () => 0, monotonic: () => 0 };
  return converse({ store, link, ...time, pace: keepPace(), doubt: keepDoubt(), scopes: () => scopes });
}

it('[EN43] own entries go out between the pages of a catch-up', async () => {
  const done: string[] = [];
  const clock = { now: () => 0, monotonic: () => 0 };
  let pages = 3;
  const unused = () => {
    throw new Error('not asked for here');
  };
  const talk: Conversation = {
    greet: async () => {},
    async pull() {
      done.push('page');
      pages -= 1;
      return pages > 0;
    },
    async push() {
      done.push('own');
      return done.filter((one) => one === 'own').length < 3;
    },
    settleLate: () => 0,
    hint: unused,
    ahead: unused,
    progress: () => null,
    lagsBehindOwn: () => false,
  };
  const one = {
    link: { request: unused, close: () => {} },
    talk,
    needsPull: true,
    needsPresence: false,
    isDown: false,
    levelAt: 0,
  };
  await serveLink(one, {
    parts: { clock, signIn: { confirmed: unused, token: unused }, presence: unused },
    alarm: setAlarm(systemScheduler),
    state: trackLink(clock, () => {}),
    isMeant: () => true,
    isFinishing: () => true,
    level: () => {},
  });
  expect(done).toEqual(['page', 'own', 'page', 'own', 'page', 'own']);
});

import { describe, expect, it } from 'vitest';
import { acceptOps } from '../../server/acceptOps.ts';
import type { RegionStore } from '../../server/store/regionStore.ts';
import { makeOp, type OpSketch } from '../kit/makeOps.ts';
import { makeSession } from '../kit/makeSessions.ts';
import { by, commit, fetched, health, opened, sessions, shared, social } from './commits.ts';

const everything = { opsMax: 1_000, bytesMax: 1_000_000, exceptDesk: 'nobody' };

/** Rewrites stored ops, as if this program had learned meanwhile what they say. */
export type Learning = (
  store: RegionStore,
  said: { readonly from: string; readonly to: string },
) => Promise<void>;

/** What any store behind the region must do; each storage runs it with its own maker. */
export function regionStoreContractSuite(
  name: string,
  open: () => Promise<RegionStore>,
  learn?: Learning,
): void {
  async function filled(): Promise<RegionStore> {
    const store = await open();
    for (const session of sessions) await store.saveSession(session);
    return store;
  }

  describe(`${name} as the region's store`, () => {
    it('[RG11] gives back what was committed', async () => {
      const store = await filled();
      await commit(store, [
        by('desk_a', opened(1), { deskSeq: 2 }),
        by('desk_b', { deskSeq: 1, type: 'contact.answered' }),
      ]);
      const {
        head,
        records,
        desks,
        sessions: known,
      } = await store.load({
        records: ['contact/contact_one', 'contact/contact_none'],
        desks: ['desk_a', 'desk_new'],
        sessions: ['session_nurse', 'session_none'],
        opIds: [],
      });
      expect(head).toBe(3);
      expect(records.get('contact/contact_one')).toMatchObject({
        seq: 2,
        scopes: [health],
        logged: true,
        state: { noteCount: 1 },
      });
      expect(records.get('contact/contact_none')).toEqual({
        state: undefined,
        seq: 0,
        scopes: [],
        logged: false,
      });
      expect(desks.get('desk_a')).toEqual({ desk: 'desk_a', highWater: 2, origins: [] });
      expect(desks.get('desk_new')?.highWater).toBe(0);
      expect([...known.keys()]).toEqual(['session_nurse']);
    });

    it('[RG11] refuses a commit on a head that moved, and stores nothing of it', async () => {
      const store = await filled();
      const { loaded, judged } = await commit(store, [by('desk_a', opened(1))]);
      expect(await store.append(loaded.head, judged.rows)).toBe('moved');
      expect((await store.load({ records: [], desks: [], sessions: [], opIds: [] })).head).toBe(1);
    });

    it('[RG53] refuses a commit judged under another name of the history, and stores nothing of it', async () => {
      const store = await filled();
      const first = await commit(store, [by('desk_a', opened(1))]);
      const next = acceptOps(
        await store.load({ records: [], desks: ['desk_a'], sessions: ['session_nurse'], opIds: [] }),
        [by('desk_a', opened(2, 'contact_two'))],
        '2026-11-21T09:00:00.000Z',
      );
      expect(first.result).toBe('ok');
      await store.saveEpoch('epoch_next');
      expect(await store.append(1, next.rows, 'epoch_first')).toBe('renamed');
      expect((await store.load({ records: [], desks: [], sessions: [], opIds: [] })).head).toBe(1);
      expect(await store.append(1, next.rows, 'epoch_next')).toBe('ok');
    });

    it('[RG11] keeps the log for who asked, and gives it back by append or release', async () => {
      const store = await filled();
      const push = by('desk_a', opened(1));
      const ask = { records: [], desks: ['desk_a'], sessions: ['session_nurse'], opIds: [], hold: true };
      const first = acceptOps(await store.load(ask), [push], '2026-11-21T09:00:00.000Z');
      await store.release();
      expect((await store.load(ask)).head).toBe(0);
      expect(await store.append(0, first.rows)).toBe('ok');
      expect((await store.load(ask)).head).toBe(1);
      await store.release();
      expect((await commit(store, [by('desk_b', { deskSeq: 1 })])).result).toBe('ok');
    });

    it('[RG4] says that an op id is taken, and then tells its first outcome', async () => {
      const store = await filled();
      const first = opened(1);
      const id = makeOp({ deskSeq: 1 }).id;
      await commit(store, [by('desk_a', { ...first, id })]);
      await store.addCopiedDesk('desk_copy', 'desk_a');
      // Also beside one that nobody here can read.
      const unread = { type: 'later.contact.reasonSet', body: {} };
      const again = [
        { desk: 'desk_copy', ops: [makeOp({ ...first, id }), makeOp({ ...unread, deskSeq: 2 })] },
      ];
      expect((await commit(store, again)).result).toBe('opIdTaken');
      expect((await commit(store, again, [id])).result).toBe('ok');
      expect(await store.readOutcomes({ desk: 'desk_copy', after: 0, upto: 9 })).toEqual([
        { deskSeq: 1, seq: 1, refused: null },
        { deskSeq: 2, seq: 2, refused: null },
      ]);
      expect(await store.getDesk('desk_copy')).toEqual({
        desk: 'desk_copy',
        highWater: 2,
        origins: ['desk_a'],
      });
    });

    it('[RG50] tells which op came when to a position, refused or not, and nothing where nothing stands', async () => {
      const store = await filled();
      const pushed = by('desk_a', opened(1), { deskSeq: 2, type: 'contact.answered', basis: 1 });
      await commit(store, [pushed]);
      expect(await store.readOutcomes({ desk: 'desk_a', after: 1, upto: 2 })).toMatchObject([
        { refused: { reason: 'alreadyAnswered' } },
      ]);
      const marks = [await store.getMarkAt(1), await store.getMarkAt(2)];
      expect(marks.map((mark) => mark?.split(' ')[0])).toEqual(pushed.ops.map((op) => op.id));
      for (const mark of marks) expect(mark).toMatch(/ \d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect([await store.getMarkAt(0), await store.getMarkAt(3)]).toEqual([undefined, undefined]);
    });

    it('[RG4] tells outcomes of a stretch, refusals included', async () => {
      const store = await filled();
      await commit(store, [
        by('desk_a', opened(1), { deskSeq: 2, type: 'contact.answered', basis: 1 }, { deskSeq: 3 }),
      ]);
      const outcomes = await store.readOutcomes({ desk: 'desk_a', after: 1, upto: 2 });
      expect(outcomes).toMatchObject([{ deskSeq: 2, seq: 2, refused: { reason: 'alreadyAnswered' } }]);
      expect(await store.readOutcomes({ desk: 'desk_b', after: 0, upto: 9 })).toEqual([]);
    });

    it('[RG11] a page holds the ops of others and is complete up to the position it names', async () => {
      const store = await filled();
      await commit(store, [
        by('desk_a', opened(1)),
        by('desk_b', { deskSeq: 1 }, { deskSeq: 2, type: 'contact.answered' }),
      ]);
      await commit(store, [by('desk_a', { deskSeq: 2 })]);
      const ask = { ...everything, scopes: [health], after: 0 };
      const all = await store.readFeed(ask);
      expect(all).toMatchObject({ upto: 4, more: false, own: 0 });
      expect(all.ops.map((op) => op.seq)).toEqual([1, 2, 4]);
      expect(all.ops[0]).not.toHaveProperty('refused');
      const own = await store.readFeed({ ...ask, exceptDesk: 'desk_a' });
      expect(own).toMatchObject({ upto: 4, own: 2, ops: [{ seq: 2 }] });
      expect(await store.readFeed({ ...ask, after: 4 })).toEqual({ upto: 4, more: false, own: 0, ops: [] });
    });

    it('[RG11] gives back every character as it was written, and has nobody of a name that nobody can have', async () => {
      const store = await filled();
      const text = 'a\u0000b\nc\td"e\\f\u2028 {"g":1} \ud83d\ude42 \ud800 äöå';
      await commit(store, [by('desk_a', opened(1), { deskSeq: 2, body: { text }, version: 99 })]);
      const page = await store.readFeed({ ...everything, scopes: [health], after: 0 });
      expect(page.ops.at(-1)?.body).toEqual({ text });
      const slice = await store.readSnapshot({ scope: health, afterKey: null, limit: 9 });
      expect(slice.ops.at(-1)?.body).toEqual({ text });
      const none = 'session\u0000x';
      expect(await store.getSession(none)).toBeUndefined();
      expect(await store.getUser('nurse\u0000x')).toBeUndefined();
      const ask = { records: [], desks: [], opIds: [], sessions: [none, 'session_nurse'] };
      expect([...(await store.load(ask)).sessions.keys()]).toEqual(['session_nurse']);
      expect(await store.readUnread?.()).not.toBe(true);
    });

    it('[RG10] a widened record comes whole at one position, which no page splits', async () => {
      const store = await filled();
      await commit(store, [by('desk_a', opened(1), { deskSeq: 2 }, { deskSeq: 3 })]);
      await commit(store, [by('desk_a', shared(4), { deskSeq: 5 })]);
      const page = await store.readFeed({ ...everything, opsMax: 2, scopes: [social], after: 0 });
      expect(page).toMatchObject({ upto: 4, more: true });
      expect(page.ops.map((op) => op.seq)).toEqual([1, 2, 3, 4]);
      const rest = await store.readFeed({ ...everything, opsMax: 2, scopes: [social], after: 4 });
      expect(rest).toMatchObject({ upto: 5, more: false, ops: [{ seq: 5 }] });
      // Its author may have given it up since, and what it knew of it.
      const again = await store.readFeed({ ...everything, scopes: [social], after: 0, exceptDesk: 'desk_a' });
      expect(again.ops.map((op) => op.seq)).toEqual([1, 2, 3]);
      expect(await store.countFeed({ scope: social, after: 0, max: 99 })).toBe(5);
      expect(await store.countFeed({ scope: social, after: 0, max: 3 })).toBe(3);
    });

    it('[RG41] a record with more than a slice comes in parts that follow on each other while it grows', async () => {
      const store = await filled();
      const notes = (from: number, many: number) =>
        Array.from({ length: many }, (_, at) => ({ deskSeq: from + at, record: 'contact_long' }));
      const others = [
        opened(1, 'contact_first'),
        opened(2, 'contact_more'),
        { deskSeq: 3, record: 'contact_more' },
      ];
      await commit(store, [by('desk_a', ...others, opened(4, 'contact_long'), ...notes(5, 23))]);
      let next = 1;
      const grow = async () => {
        if (next > 9) return;
        const answered = { deskSeq: next, record: 'contact_long', type: 'contact.answered', basis: 4 };
        await commit(store, [
          by('desk_b', next === 1 ? answered : { deskSeq: next, record: 'contact_long' }),
        ]);
        next += 1;
      };
      const ask = { scope: health, afterKey: null, limit: 9, opsMax: 4 };
      const { states, ops, most, keys } = await fetched(store, ask, grow);
      expect([...states.keys()]).toEqual(['contact_first', 'contact_long', 'contact_more']);
      expect(most).toBe(4);
      // A program without parts, asked to go on from here, reads the whole record.
      const within = keys.filter((key) => key.includes('!'));
      expect(within.length).toBeGreaterThan(4);
      for (const key of within) {
        expect(key > 'contact/contact_first' && key < 'contact/contact_first-').toBe(true);
      }
      expect(new Set(ops).size).toBe(ops.length);
      const long = states.get('contact_long') as { noteCount: number };
      expect(long).toMatchObject({ phase: 'talking' });
      expect(long.noteCount).toBeGreaterThan(25);
      expect(ops).toHaveLength(1 + long.noteCount);
      const bytes = await fetched(store, { ...ask, opsMax: 99, charsMax: 2_000 });
      expect(bytes.most).toBeLessThan(9);
      expect(new Set(bytes.ops).size).toBe(bytes.ops.length);
      expect(bytes.ops).toHaveLength(1 + 31);
    });

    it('[RG41] a record whose history is too long for a page is named, and fetched by itself', async () => {
      const store = await filled();
      const many = 6;
      const notes = Array.from({ length: many }, (_, at) => ({ deskSeq: 2 + at }));
      await commit(store, [by('desk_a', opened(1), ...notes, opened(8, 'contact_other'))]);
      await commit(store, [
        by('desk_a', { ...shared(9), record: 'contact_other' }, shared(10), { deskSeq: 11 }),
      ]);
      const ask = { ...everything, scopes: [health, social], exceptDesk: 'desk_b', namesLong: true };
      for (const most of [{ opsMax: 5 }, { bytesMax: 1_500 }]) {
        const seen = { upto: [0], named: 0, ops: new Set<number>() };
        for (let more = true; more; ) {
          const after = seen.upto.at(-1) ?? 0;
          const page = await store.readFeed({ ...ask, ...most, scopes: [social], after });
          expect(page.upto > after).toBe(true);
          seen.upto.push(page.upto);
          for (const op of page.ops) seen.ops.add(op.seq);
          ({ more } = page);
          if (page.longEntry === undefined) continue;
          seen.named += 1;
          expect(page).toMatchObject({ upto: 10, ops: [], longEntry: { scope: social } });
          const { scope, key } = page.longEntry;
          const one = await fetched(store, { scope, afterKey: key, limit: 9, opsMax: 4 });
          expect([...one.states.keys()]).toEqual(['contact_one']);
          expect(one.ops).toEqual([2, 3, 4, 5, 6, 7, 11]);
        }
        if ('opsMax' in most || name !== 'memory') expect(seen.named).toBe(1);
        if (seen.named === 1) expect([...seen.ops]).toEqual([8, 9, 11]);
      }
      const whole = await store.readFeed({ ...ask, namesLong: false, scopes: [social], after: 9, opsMax: 5 });
      expect(whole.ops.map((op) => op.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 10]);
    });

    it('[RG11] pages of several scopes, put together, are the log', async () => {
      const store = await filled();
      let deskSeq = 0;
      const next = () => {
        deskSeq += 1;
        return deskSeq;
      };
      for (let record = 0; record < 12; record += 1) {
        const id = `contact_${record}`;
        const sketches: OpSketch[] = [opened(next(), id), { deskSeq: next(), record: id }];
        if (record % 3 === 0) sketches.push({ ...shared(next()), record: id });
        await commit(store, [by('desk_a', ...sketches)]);
      }
      for (const opsMax of [1, 2, 3, 7, 100]) {
        const seen = new Set<number>();
        let after = 0;
        for (let more = true; more; ) {
          const page = await store.readFeed({ ...everything, opsMax, scopes: [health, social], after });
          expect(page.upto > after || !page.more).toBe(true);
          for (const op of page.ops) seen.add(op.seq);
          ({ upto: after, more } = page);
        }
        expect([...seen].sort((left, right) => left - right)).toEqual(
          Array.from({ length: deskSeq }, (_, at) => at + 1),
        );
        expect(after).toBe(deskSeq);
      }
    });

    it('[RG11] a snapshot gives every record of the scope once, with what the log alone holds', async () => {
      const store = await filled();
      const sketches = [1, 2, 3, 4, 5].flatMap((at) => [
        opened(2 * at - 1, `contact_${at}`),
        { deskSeq: 2 * at, record: `contact_${at}` },
      ]);
      await commit(store, [by('desk_a', ...sketches)]);
      const records: string[] = [];
      const notes: number[] = [];
      let afterKey: string | null = null;
      do {
        const slice: Awaited<ReturnType<RegionStore['readSnapshot']>> = await store.readSnapshot({
          scope: health,
          afterKey,
          limit: 2,
        });
        expect(slice.seq).toBe(10);
        records.push(...slice.records.map((row) => row.id));
        notes.push(...slice.ops.map((op) => op.seq));
        afterKey = slice.nextKey;
      } while (afterKey !== null);
      expect(records).toEqual(['contact_1', 'contact_2', 'contact_3', 'contact_4', 'contact_5']);
      expect(notes).toEqual([2, 4, 6, 8, 10]);
      expect((await store.readSnapshot({ scope: social, afterKey: null, limit: 2 })).records).toEqual([]);
    });

    if (learn !== undefined)
      it('[FT18] gives the history of a record with ops that nobody here can read, and its state once somebody can', async () => {
        const store = await filled();
        const unread = { deskSeq: 2, type: 'later.contact.reasonSet', body: { text: 'kuume' } };
        await commit(store, [
          by('desk_a', opened(1), unread, { deskSeq: 3 }, opened(4, 'contact_two'), {
            deskSeq: 5,
            version: 99,
            record: 'contact_two',
          }),
        ]);
        const told = async () => {
          const { states, ops } = await fetched(store, { scope: health, afterKey: null, limit: 9 });
          return { states: [...states.keys()], ops: ops.toSorted() };
        };
        const stateOf = async (record: string) => {
          const asked = { records: [record], desks: [], sessions: [], opIds: [] };
          return (await store.load(asked)).records.get(record);
        };
        expect(await store.readUnread?.()).toBe(false);
        expect(await told()).toEqual({ states: [], ops: [1, 2, 3, 4, 5] });
        await learn(store, { from: 'later.contact', to: 'contact' });
        expect(await store.readUnread?.()).toBe(true);
        expect(await store.readUnread?.()).toBe(false);
        expect(await told()).toEqual({ states: ['contact_one'], ops: [2, 3, 4, 5] });
        expect(await stateOf('contact/contact_one')).toMatchObject({
          seq: 3,
          scopes: [health],
          state: { reason: [{ value: 'kuume', seq: 2 }], noteCount: 1 },
        });
        await commit(store, [by('desk_a', { deskSeq: 6 })]);
        expect(await stateOf('contact/contact_one')).toMatchObject({ seq: 6, state: { noteCount: 2 } });
        await learn(store, { from: '"version":99', to: '"version":1' });
        expect(await store.readUnread?.()).toBe(true);
        expect(await told()).toEqual({ states: ['contact_one', 'contact_two'], ops: [2, 3, 5, 6] });
        expect(await stateOf('contact/contact_two')).toMatchObject({ seq: 5, state: { noteCount: 1 } });
      });

    it('[RG14] keeps epoch, token key, users, units and sessions', async () => {
      const store = await filled();
      expect(await store.getEpoch()).toBe('epoch_first');
      await store.saveEpoch('epoch_next');
      expect(await store.getEpoch()).toBe('epoch_next');
      expect(await store.saveEpoch('epoch_late', 'epoch_first')).toBe('epoch_next');
      expect(await store.saveEpoch('epoch_third', 'epoch_next')).toBe('epoch_third');
      expect(await store.getTokenKey('one')).toBe('one');
      expect(await store.getTokenKey('other')).toBe('one');
      expect(await store.getReleaseKeys('first')).toBe('first');
      expect(await store.getReleaseKeys('second')).toBe('first');
      await store.saveReleaseKeys('second');
      expect(await store.getReleaseKeys('first')).toBe('second');
      const { user, name, role, unit, scopes } = sessions[0] ?? makeSession('admin', 'x');
      await store.saveUser({ user, name, role, unit, scopes, passwordHash: 'h' });
      expect(await store.getUser(user)).toEqual({ user, name, role, unit, scopes, passwordHash: 'h' });
      expect(await store.getUser('nobody')).toBeUndefined();
      await store.saveUnit('unit_x', { fi: 'a', sv: 'b', en: 'c' });
      expect(await store.getUnitNames('unit_x')).toEqual({ fi: 'a', sv: 'b', en: 'c' });
      const row = makeSession('nurse.laine', 'desk_a', 'session_nurse');
      await store.saveSession({ ...row, ended: true });
      expect(await store.getSession(row.id)).toEqual({ ...row, ended: true });
      await store.probe('now');
      await store.tidyUp();
    });
  });
}

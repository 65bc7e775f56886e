// Keeps EN45: what was written here goes out between the parts of a snapshot.
import { expect, it } from 'vitest';
import { runSql } from '../../../db/sql.ts';
import { converse } from '../../../electron/engine/sync/conversation.ts';
import { keepDoubt } from '../../../electron/engine/sync/doubt.ts';
import { keepPace } from '../../../electron/engine/sync/line/pace.ts';
import type { RequestKind } from '../../../electron/engine/sync/transport.ts';
import type { Op } from '../../../shared/op/op.ts';
import { protocolVersion, type SnapshotPage, type Welcome } from '../../../shared/protocol/regionProtocol.ts';
import { type DeskOnLine, deskOnLine, pageOf, receivedAt, scopes, settled } from '../../kit/deskOnLine.ts';
import { grantFor, laine } from '../../kit/signInOnly.ts';

const health = 'unit:unit_health';

/** A desk that follows the region's scope, and has a call of another desk in the unit's first part. */
function newcomer() {
  const other = deskOnLine(laine, 'desk_b');
  const { contactId } = other.run('contact.open', {}) as { contactId: string };
  const state = other.store.load({ kind: 'contact', id: contactId }).shown;
  const desk = deskOnLine();
  desk.store.write((write) => write.setCursor('region', 90));
  runSql(desk.db, 'delete from cursors where scope = ?', [health]);
  desk.store.reread();
  const part = { scope: health, seq: 90, records: [], ops: [], nextKey: null };
  const parts = new Map<string, SnapshotPage>([
    ['null', { ...part, nextKey: 'two', records: [{ kind: 'contact', id: contactId, seq: 40, state }] }],
    ['two', { ...part, nextKey: 'three' }],
    ['three', part],
  ]);
  const note = () => void desk.run('contact.addNote', { contactId, text: 'oma' });
  return { desk, parts, contactId, note };
}

interface RegionDouble {
  readonly asked: string[];
  /** What happens while a part is read. */
  readonly meanwhile: Map<string, () => void>;
  /** The next page names a record that is to be fetched by itself from this part on. */
  longKey: string | null;
  talk(): ReturnType<typeof converse>;
}

/** A region whose order stands at 100 as the link begins; own ops get the next places. */
function regionDouble({ store }: DeskOnLine, parts: ReadonlyMap<string, SnapshotPage>): RegionDouble {
  const asked: string[] = [];
  const meanwhile = new Map<string, () => void>();
  const ids: string[] = [];
  const settlementAfter = (acked: number) =>
    settled(ids.length === acked ? [] : [{ from: acked + 1, to: ids.length, seq: 101 + acked }]);
  const answers: Readonly<Record<RequestKind, (ask: unknown) => unknown>> = {
    hello: (ask): Welcome => ({
      ok: true,
      protocol: protocolVersion,
      epoch: 'epoch_one',
      head: 100,
      highWater: ids.length,
      ...(ids.length === 0 ? {} : { highWaterOp: ids.at(-1) }),
      session: grantFor(laine, 'desk_a').session,
      settlement: settlementAfter((ask as { readonly acked: number }).acked),
      snapshot: [health],
      newDesk: null,
      time: receivedAt,
    }),
    snapshot(ask) {
      const key = String((ask as { readonly afterKey: string | null }).afterKey);
      asked.push(key);
      meanwhile.get(key)?.();
      return parts.get(key);
    },
    push(ask) {
      const { ops } = ask as { readonly ops: readonly Op[] };
      asked.push(`own ${ops.map((op) => op.deskSeq)}`);
      const before = ids.length;
      ids.push(...ops.map((op) => op.id));
      meanwhile.get('push')?.();
      return { ok: true, acked: ids.length, settlement: settlementAfter(before) };
    },
    pull() {
      const page = pageOf({ after: 90, upto: 100 + ids.length, own: ids.length }, []);
      const { longKey: key } = region;
      return key === null ? page : { ...page, longEntry: { scope: health, key } };
    },
    presence: () => ({ ok: true }),
  };
  const link = {
    request: async (kind: RequestKind, ask: unknown) => answers[kind](ask),
    close: () => {},
  };
  const time = { now: () => 0, monotonic: () => 0 };
  const talk = () =>
    converse({ store, link, ...time, pace: keepPace(), doubt: keepDoubt(), scopes: () => scopes });
  const region: RegionDouble = { asked, meanwhile, longKey: null, talk };
  return region;
}

/** As a restarted desk finds it. */
function kept(desk: DeskOnLine, contactId: string) {
  const { shown, pending } = desk.restarted().load({ kind: 'contact', id: contactId });
  const { noteCount } = (shown ?? { noteCount: null }) as { noteCount: number | null };
  return { noteCount, pending: pending.map((op) => op.seq) };
}

it('[EN45] what is written while a snapshot comes in goes out between its parts, also on a record that just came', async () => {
  const { desk, parts, contactId, note } = newcomer();
  const region = regionDouble(desk, parts);
  // The third part is asked for when the first one is put down: the call can be written on.
  region.meanwhile.set('three', note);
  const talk = region.talk();
  await talk.greet(() => {});
  expect(region.asked).toEqual(['null', 'two', 'three', 'own 1']);
  expect([desk.store.meta().acked, desk.store.meta().fetched]).toEqual([1, {}]);
  expect(kept(desk, contactId)).toEqual({ noteCount: 1, pending: [101] });
  await talk.pull();
  expect(kept(desk, contactId)).toEqual({ noteCount: 1, pending: [] });
});

it('[EN45] an outcome that comes with the next hello leaves standing what came in parts', async () => {
  const { desk, parts, contactId, note } = newcomer();
  const region = regionDouble(desk, parts);
  region.meanwhile.set('three', note);
  region.meanwhile.set('push', () => {
    throw new Error('the answer is lost');
  });
  await expect(region.talk().greet(() => {})).rejects.toThrow('lost');
  expect(desk.store.meta()).toMatchObject({ acked: 0, fetched: { [health]: { pos: 90, nextKey: 'three' } } });
  region.meanwhile.clear();
  const talk = region.talk();
  await talk.greet(() => {});
  expect(region.asked).toEqual(['null', 'two', 'three', 'own 1', 'three']);
  await talk.pull();
  expect(kept(desk, contactId)).toEqual({ noteCount: 1, pending: [] });
});

it('[EN45] the same between the parts of a record that is fetched by itself', async () => {
  const { desk, parts, contactId, note } = newcomer();
  desk.store.write((write) => write.setCursor(health, 90));
  const region = regionDouble(desk, parts);
  region.longKey = 'null';
  region.meanwhile.set('two', note);
  await region.talk().pull();
  expect(region.asked).toEqual(['null', 'two', 'own 1', 'three']);
  expect(kept(desk, contactId)).toEqual({ noteCount: 1, pending: [101] });
});

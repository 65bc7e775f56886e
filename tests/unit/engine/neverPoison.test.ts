import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/openDatabase.ts';
import { inTransaction, runSql, type WritableDb } from '../../../db/sql.ts';
import { openMemoryVault } from '../../../electron/engine/session/deskVault.ts';
import type { Transport } from '../../../electron/engine/sync/transport.ts';
import type { Scheduler } from '../../../platform/clock.ts';
import type { Op } from '../../../shared/op/op.ts';
import { type NotOk, push } from '../../../shared/protocol/regionProtocol.ts';
import { grantFor, laine, signInOnly } from '../../kit/signInOnly.ts';
import { startDesk, type TestDesk, until } from '../../kit/startDesk.ts';

const open: TestDesk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

const time = '2026-11-22T01:00:00.000Z';
/** Pauses and delays are not what is tested. */
const hasty: Scheduler = {
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, 5));
    return () => clearTimeout(timer);
  },
  soon: (run) => void setImmediate(run),
};

interface RegionDouble extends Transport {
  readonly taken: Op[];
  readonly pushes: (readonly Op[])[];
}

/** Takes what the protocol takes and `mind` does not mind; an op without a body is kept as refused. */
function regionThatMinds(mind: (ops: readonly Op[]) => NotOk | null): RegionDouble {
  const taken: Op[] = [];
  const pushes: (readonly Op[])[] = [];
  const welcome = () => ({
    ok: true,
    protocol: 1,
    epoch: 'epoch_1',
    head: taken.length,
    highWater: taken.length,
    ...(taken.length === 0 ? {} : { highWaterOp: taken.at(-1)?.id }),
    session: grantFor(laine, 'desk_a').session,
    settlement: settlementOf(taken),
    snapshot: [],
    newDesk: null,
    time,
  });
  const take = (asked: unknown): unknown => {
    const parsed = push.safeParse(asked);
    if (!parsed.success) return { ok: false, code: 'badMessage' };
    const { ops } = parsed.data;
    pushes.push(ops);
    const minded = mind(ops);
    if (minded !== null) return minded;
    taken.push(...ops);
    return { ok: true, acked: taken.length, settlement: settlementOf(ops) };
  };
  return {
    ...signInOnly(),
    taken,
    pushes,
    async connect() {
      return {
        async request(kind, ask) {
          if (kind === 'hello') return welcome();
          if (kind === 'push') return take(ask);
          if (kind === 'presence') return { ok: true };
          return { scopes: ['region', 'unit:unit_health'], after: 0, upto: 0, own: 0, more: false, ops: [] };
        },
        close() {},
      };
    },
  };
}

function settlementOf(ops: readonly Op[]) {
  const [first, last] = [ops[0]?.deskSeq, ops.at(-1)?.deskSeq];
  return {
    ranges: first === undefined || last === undefined ? [] : [{ from: first, to: last, seq: first }],
    refused: ops.flatMap(({ deskSeq, body }) =>
      body === null ? [{ deskSeq, refusal: { reason: 'invalid' as const } }] : [],
    ),
    receivedAt: time,
  };
}

/** A desk that wrote twenty notes without a link, and lets go of its database for a moment before it sends them. */
async function sendAfter(region: RegionDouble, spoil: (db: WritableDb) => void): Promise<TestDesk> {
  const db = openDatabase({ kind: 'memory' });
  const desk = startDesk({ vault: openMemoryVault('desk_a', db), transport: region, scheduler: hasty });
  open.push(desk);
  desk.engine.cutLink(true);
  await desk.signIn();
  const { contactId } = await desk.command('contact.open', {});
  for (let note = 1; note <= 20; note += 1)
    await desk.command('contact.addNote', { contactId, text: `Teksti ${note}` });
  inTransaction(db, () => spoil(db));
  desk.engine.cutLink(false);
  await until('the outbox is empty', () => desk.engine.status().pending === 0);
  return desk;
}

const textOf = ({ body }: Op): unknown => Reflect.get(Object(body), 'text');
const isNote = (text: string) => (op: Op) => textOf(op) === text;
const others = (...without: number[]) =>
  Array.from({ length: 20 }, (_, at) => at + 1)
    .filter((note) => !without.includes(note))
    .map((note) => `Teksti ${note}`);
const notesOf = (region: RegionDouble) => region.taken.filter((op) => op.type === 'contact.noteAdded');

async function dead(desk: TestDesk) {
  const { refused, ops } = await desk.query('outbox.list', {});
  expect(ops).toBe(0);
  return refused.map((one) => ({ texts: one.texts, reason: one.reason, dead: one.dead, type: one.type }));
}

const letter = (note: number) => ({
  texts: [`Teksti ${note}`],
  reason: 'invalid',
  dead: true,
  type: 'contact.noteAdded',
});

describe('an op that the region cannot take', () => {
  it('[EN33] is found by halving, stands in the dead letters with its text, and the outbox goes on', async () => {
    const region = regionThatMinds((ops) =>
      ops.some(isNote('Teksti 7')) ? { ok: false, code: 'badOp', deskSeq: ops[0]?.deskSeq ?? 0 } : null,
    );
    const desk = await sendAfter(region, () => {});
    expect(notesOf(region).map(textOf)).toEqual(others(7));
    expect(region.taken.map((op) => op.deskSeq)).toEqual(region.taken.map((_, at) => at + 1));
    expect(await dead(desk)).toEqual([letter(7)]);
    // What looks sound from here is tried more than once: the trouble might have been the region's own.
    const alone = region.pushes.filter(
      ([first, ...rest]) => first && isNote('Teksti 7')(first) && !rest.length,
    );
    expect(alone).toHaveLength(3);
    expect(desk.bugs).toEqual([]);
  });

  it('[EN33] is sent as it is when the trouble was one of the region that passed', async () => {
    let troubles = 0;
    const region = regionThatMinds((ops) => {
      if (ops.length > 1 && ops.some(isNote('Teksti 7'))) return { ok: false, code: 'badOp' };
      if (!ops.some(isNote('Teksti 7')) || troubles === 2) return null;
      troubles += 1;
      return { ok: false, code: 'badOp' };
    });
    const desk = await sendAfter(region, () => {});
    expect(notesOf(region).map(textOf)).toEqual(others());
    expect(await dead(desk)).toEqual([]);
  });

  it('[EN33] rows that no region reads: each is a dead letter of its own, once', async () => {
    const region = regionThatMinds(() => null);
    const where = (note: number) => `where json_extract(body, '$.text') = 'Teksti ${note}'`;
    const desk = await sendAfter(region, (db) => {
      runSql(db, `update ops set id = 'not a uuid' ${where(3)}`, []);
      runSql(db, `update ops set at = 'yesterday' ${where(4)}`, []);
      runSql(db, `update ops set version = 0 ${where(5)}`, []);
      runSql(db, `update ops set session = ? ${where(6)}`, ['x'.repeat(200)]);
      runSql(db, `update ops set body = json_object('text', 'Teksti 8', 'more', ?) ${where(8)}`, [
        'x'.repeat(2_000_000),
      ]);
    });
    expect(notesOf(region).map(textOf)).toEqual(others(3, 4, 5, 6, 8));
    const letters = await dead(desk);
    expect(letters.map((one) => one.texts[0]).toSorted()).toEqual(
      [3, 4, 5, 6, 8].map((note) => `Teksti ${note}`),
    );
    expect(desk.bugs).toEqual([]);
  });

  it('[EN33] rows that are no JSON: what they said is gone, and nothing else', async () => {
    const region = regionThatMinds(() => null);
    const where = (note: number) => `where json_extract(body, '$.text') = 'Teksti ${note}'`;
    const desk = await sendAfter(region, (db) => {
      runSql(db, `update ops set actor = '{' ${where(5)}`, []);
      runSql(db, `update ops set body = '{"text": "Tek' ${where(3)}`, []);
    });
    // Who wrote it, the region knows from the sign-in.
    expect(notesOf(region).map(textOf)).toEqual(['Teksti 1', 'Teksti 2', undefined, ...others(1, 2, 3)]);
    expect(await dead(desk)).toEqual([{ ...letter(3), texts: [] }]);
    expect(desk.bugs).toEqual([]);
  });

  it('[EN33] a place in the order that the log gives to the same op already is taken over, to another op never', async () => {
    const region = regionThatMinds(() => null);
    const where = (note: number) => `where json_extract(body, '$.text') = 'Teksti ${note}'`;
    const foreign = (id: string, note: number) =>
      `insert into ops select null, ${id}, record_kind, record_id, type, version, body, basis, actor, session, at, skew_ms,
         null, action_id, action_part, action_of, desk_seq, at, null, 0 from ops ${where(note)}`;
    const desk = await sendAfter(region, (db) => {
      // What a copied desk had sent under its former name came back in a snapshot.
      runSql(db, foreign('id', 4), []);
      runSql(db, foreign("'0199a000-0000-7000-8000-000000000000'", 9), []);
    });
    expect(notesOf(region).map(textOf)).toEqual(others());
    expect(await dead(desk)).toEqual([letter(9)]);
    expect(desk.bugs).toEqual([]);
  });

  it('[EN33] actions that were numbered wrongly go out whole under right numbers', async () => {
    const region = regionThatMinds((ops) =>
      ops.some(
        (op) => op.action.part > op.action.of || (op === ops.at(-1) && op.action.part !== op.action.of),
      )
        ? { ok: false, code: 'badOp', path: 'action' }
        : null,
    );
    const where = (note: number) => `where json_extract(body, '$.text') = 'Teksti ${note}'`;
    const desk = await sendAfter(region, (db) => {
      runSql(db, `update ops set action_part = 5, action_of = 2 ${where(3)}`, []);
      runSql(db, `update ops set action_of = 3 ${where(9)}`, []);
      runSql(db, `update ops set action_of = 3 ${where(20)}`, []);
    });
    expect(notesOf(region).map(textOf)).toEqual(others());
    expect(await dead(desk)).toEqual([]);
  });

  it('[EN33] a region that takes nothing at all loses nothing: no stand-in stands where none is taken', async () => {
    const region = regionThatMinds(() => ({ ok: false, code: 'badOp' }));
    const db = openDatabase({ kind: 'memory' });
    const desk = startDesk({ vault: openMemoryVault('desk_a', db), transport: region, scheduler: hasty });
    open.push(desk);
    await desk.signIn();
    await desk.command('contact.open', {});
    await until('it was tried often', () => region.pushes.length > 10);
    const { refused, ops } = await desk.query('outbox.list', {});
    expect([refused, ops > 0]).toEqual([[], true]);
  });
});

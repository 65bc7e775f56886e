import { describe, expect, it } from 'vitest';
import { idsFrom } from '../../../platform/ids.ts';
import { silentLogger } from '../../../platform/logger.ts';
import { demoUnits } from '../../../server/demo/people.ts';
import type { DeskLink, Outlet } from '../../../server/deskLink.ts';
import { noMetrics } from '../../../server/operations/regionMetrics.ts';
import { createRegion } from '../../../server/region.ts';
import type { CommitRows, RegionStore } from '../../../server/store/regionStore.ts';
import { openSqliteStore } from '../../../server/store/sqliteStore.ts';
import { Fault, type FaultCode } from '../../../shared/base/refusal.ts';
import { type Page, pushOpsMax, type RegionHints } from '../../../shared/protocol/regionProtocol.ts';
import { makeOp, opening } from '../../kit/makeOps.ts';
import { makeSession } from '../../kit/makeSessions.ts';
import { SimulatedTime, seededRandom } from '../../kit/simulatedTime.ts';

interface Trouble {
  /** Answers for the next appends; none left: the real one. */
  readonly appends: (FaultCode | 'bug' | 'moved')[];
  readonly committed: CommitRows[];
}

function troubled(store: RegionStore, trouble: Trouble): RegionStore {
  return {
    ...store,
    async append(head, rows) {
      const next = trouble.appends.shift();
      if (next === 'bug') throw new TypeError('a mistake of ours');
      if (next === 'moved') return 'moved';
      if (next !== undefined) throw new Fault(next);
      const result = await store.append(head, rows);
      if (result === 'ok') trouble.committed.push(rows);
      return result;
    },
    async probe(stamp) {
      const next = trouble.appends[0];
      if (next !== undefined && next !== 'bug' && next !== 'moved') throw new Fault(next);
      await store.probe(stamp);
    },
  };
}

async function setUp() {
  const time = new SimulatedTime();
  const trouble: Trouble = { appends: [], committed: [] };
  const store = troubled(openSqliteStore({ kind: 'memory' }, 'epoch_first'), trouble);
  const region = await createRegion({
    store,
    clock: time,
    scheduler: time,
    ids: idsFrom(time, seededRandom(3n)),
    log: silentLogger,
    metrics: noMetrics,
  });

  async function connect(user: string, desk: string) {
    const row = makeSession(user, desk);
    await store.saveSession(row);
    const pages: Page[] = [];
    const closings: RegionHints['closing'][] = [];
    const wire = { room: Number.POSITIVE_INFINITY };
    const outlet: Outlet = {
      page: (page) => void pages.push(structuredClone(page)),
      presence: () => {},
      closing: (closing) => void closings.push(closing),
      room: () => wire.room,
    };
    const { id, name, unit, scopes } = row;
    const session = {
      id,
      user,
      name,
      role: 'nurse',
      unit,
      unitName: demoUnits.unit_health,
      scopes: [...scopes],
      desk,
    } as const;
    const link = region.connect({ desk, session: { ...session, scopes: [...scopes] } }, outlet);
    const welcome = await link.hello({
      protocol: 1,
      app: 't',
      epoch: null,
      cursors: {},
      acked: 0,
      deskSeq: 0,
    });
    if (welcome.ok) await link.pull({ scopes: [...scopes], after: welcome.head });
    return { link, pages, closings, wire, session: id, scopes: [...scopes] };
  }
  return { time, trouble, region, store, connect };
}

/** Pushes without waiting: the answer comes when time goes on. */
function push(at: { link: DeskLink; session: string }, deskSeq: number, record = 'contact_one') {
  const first = { type: 'contact.opened', body: opening };
  const sketch = deskSeq === 1 ? first : {};
  return at.link.push({ ops: [makeOp({ ...sketch, deskSeq, record, session: at.session })] });
}

describe('commits', () => {
  it('[RG12] what arrives together is one commit, and each gets its own answer after it', async () => {
    const { time, trouble, connect } = await setUp();
    const [one, other] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    const answers = Promise.all([push(one, 1), push(other, 1, 'contact_two'), push(one, 2)]);
    expect(trouble.committed).toEqual([]);
    await time.advance(10);
    expect(await answers).toMatchObject([{ acked: 1 }, { acked: 1 }, { acked: 2 }]);
    expect(trouble.committed).toHaveLength(1);
    expect(trouble.committed[0]?.records).toHaveLength(2);
  });

  it('[RG53] a push that waits while the history gets another name is turned away, and its desk says hello anew', async () => {
    const { time, trouble, store, connect } = await setUp();
    const [one, other] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    const waiting = push(one, 1);
    const before = await store.getEpoch();
    const hello = { protocol: 1, app: 't', epoch: before, cursors: { region: 9 }, acked: 0, deskSeq: 0 };
    const welcome = await other.link.hello(hello);
    expect((welcome as { epoch: string }).epoch).not.toBe(before);
    await time.advance(10);
    expect(await waiting).toEqual({ ok: false, code: 'sayHello' });
    expect(trouble.committed).toEqual([]);
    const again = await connect('nurse.laine', 'desk_a');
    const sent = push(again, 1);
    await time.advance(10);
    expect(await sent).toMatchObject({ ok: true, acked: 1 });
  });

  it('[RG14] hello tells as many missed outcomes as one push can have had, and the next one goes on', async () => {
    const { time, connect } = await setUp();
    const { link, session } = await connect('nurse.laine', 'desk_a');
    const batch = (from: number, many: number) =>
      Array.from({ length: many }, (_, at) => from + at).map((deskSeq) =>
        makeOp({ ...(deskSeq === 1 ? { type: 'contact.opened', body: opening } : {}), deskSeq, session }),
      );
    for (const ops of [batch(1, pushOpsMax), batch(pushOpsMax + 1, 2)]) {
      const answer = link.push({ ops });
      await time.advance(10);
      expect(await answer).toMatchObject({ ok: true });
    }
    const missed = async (acked: number) => {
      const ask = { protocol: 1, app: 't', epoch: 'epoch_first', cursors: {}, deskSeq: pushOpsMax + 2 };
      const said = await link.hello({ ...ask, acked });
      return said.ok && said.settlement.ranges;
    };
    expect(await missed(0)).toEqual([{ from: 1, to: pushOpsMax, seq: 1 }]);
    const rest = { from: pushOpsMax + 1, to: pushOpsMax + 2, seq: pushOpsMax + 1 };
    expect(await missed(pushOpsMax)).toEqual([rest]);
    expect(await missed(pushOpsMax + 2)).toEqual([]);
  });

  it('[RG12] a full disk refuses for now, and the resent push goes through', async () => {
    const { time, trouble, connect } = await setUp();
    const one = await connect('nurse.laine', 'desk_a');
    trouble.appends.push('diskFull');
    const refused = push(one, 1);
    await time.advance(10);
    expect(await refused).toEqual({ ok: false, code: 'busy', retryAfterMs: 500 });
    const again = push(one, 1);
    await time.advance(10);
    expect(await again).toMatchObject({ ok: true, acked: 1 });
  });

  it('[RG12] a push that breaks the commit costs the others nothing', async () => {
    const { time, trouble, connect } = await setUp();
    const [one, other] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    trouble.appends.push('bug', 'bug');
    const answers = Promise.all([push(one, 1), push(other, 1, 'contact_two')]);
    await time.advance(10);
    expect(await answers).toMatchObject([
      { ok: false, code: 'badOp', deskSeq: 1 },
      { ok: true, acked: 1 },
    ]);
  });

  it('[RG11] a head that moved is judged again on what is there now', async () => {
    const { time, trouble, connect } = await setUp();
    const one = await connect('nurse.laine', 'desk_a');
    trouble.appends.push('moved', 'moved');
    const answer = push(one, 1);
    await time.advance(10);
    expect(await answer).toMatchObject({ ok: true, acked: 1 });
  });

  it('[RG21] after a broken write nothing is acknowledged any more, and health says so', async () => {
    const { time, trouble, region, connect } = await setUp();
    const one = await connect('nurse.laine', 'desk_a');
    await region.health();
    trouble.appends.push('diskBroken');
    const first = push(one, 1);
    await time.advance(10);
    expect(await first).toMatchObject({ ok: false, code: 'busy' });
    const second = push(one, 1);
    await time.advance(10);
    expect(await second).toMatchObject({ ok: false, code: 'busy' });
    expect(trouble.committed).toEqual([]);
    await expect(region.health()).rejects.toThrow('diskBroken');
  });

  it('[RG21] a disk that is full for a while makes health fail for that while', async () => {
    const { time, trouble, region } = await setUp();
    trouble.appends.push('diskFull');
    await expect(region.health()).rejects.toThrow('diskFull');
    trouble.appends.length = 0;
    await time.advance(1_001);
    await region.health();
  });
});

type Desk = Awaited<ReturnType<Awaited<ReturnType<typeof setUp>>['connect']>>;

/** Another desk's news, one commit each, for one whose line takes none of it. */
async function pushFiveWhileFull({ wire }: Desk, other: Desk, time: SimulatedTime): Promise<void> {
  wire.room = 0;
  for (let deskSeq = 1; deskSeq <= 5; deskSeq += 1) {
    void push(other, deskSeq);
    await time.advance(10);
  }
}

describe('pages', () => {
  it('[RG52] what others wait for goes out first; what only confirms own ops follows, or comes with the next news', async () => {
    const { time, connect } = await setUp();
    const [one, other] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    await time.advance(20);
    const [mine, theirs] = [one.pages.length, other.pages.length];
    const first = push(one, 1);
    await time.advance(2);
    expect(await first).toMatchObject({ ok: true, acked: 1 });
    expect(other.pages.slice(theirs)).toMatchObject([{ upto: 1, ops: [{ seq: 1 }] }]);
    expect(one.pages.slice(mine)).toEqual([]);
    await time.advance(10);
    expect(one.pages.slice(mine)).toMatchObject([{ upto: 1, own: 1, ops: [] }]);
    const answers = Promise.all([push(one, 2), time.advance(1).then(() => push(other, 1, 'contact_two'))]);
    await time.advance(20);
    expect(await answers).toMatchObject([{ acked: 2 }, { acked: 1 }]);
    expect(one.pages.slice(mine + 1)).toMatchObject([{ upto: 3, own: 2, ops: [{ seq: 3 }] }]);
  });

  it('[RG13] a desk whose line is full is left alone, and gets it all later at once', async () => {
    const { time, connect } = await setUp();
    const [one, slow] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    await pushFiveWhileFull(slow, one, time);
    expect(slow.pages).toEqual([]);
    slow.wire.room = Number.POSITIVE_INFINITY;
    await time.advance(300);
    expect(slow.pages).toMatchObject([{ after: 0, upto: 5, more: false }]);
    expect(slow.pages[0]?.ops.map((op) => op.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it('[RG56] a page holds what there is room for, and the rest follows as soon as it has arrived', async () => {
    const { time, connect } = await setUp();
    const [one, slow] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    await pushFiveWhileFull(slow, one, time);
    slow.wire.room = 1;
    slow.link.pagesArrived();
    slow.wire.room = 0;
    expect(slow.pages).toMatchObject([{ after: 0, upto: 1, more: true }]);
    await time.advance(1_000);
    expect(slow.pages).toHaveLength(1);
    slow.wire.room = Number.POSITIVE_INFINITY;
    slow.link.pagesArrived();
    expect(slow.pages).toMatchObject([{ upto: 1 }, { after: 1, upto: 5, more: false }]);
  });

  it('[RG56] what arrives late on a line that is gone brings nothing after it', async () => {
    const { time, connect } = await setUp();
    const [one, slow] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    await pushFiveWhileFull(slow, one, time);
    slow.link.lost();
    slow.wire.room = Number.POSITIVE_INFINITY;
    slow.link.pagesArrived();
    expect(slow.pages).toEqual([]);
  });

  it('[RG13] a desk far behind is served from the log in whole pages', async () => {
    const { time, connect } = await setUp();
    const [one, slow] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    slow.wire.room = 0;
    const ops = (from: number) =>
      Array.from({ length: 500 }, (_, at) =>
        makeOp({
          deskSeq: from + at,
          session: one.session,
          ...(from + at === 1 ? { type: 'contact.opened', body: opening } : {}),
        }),
      );
    for (const from of [1, 501, 1_001]) {
      void one.link.push({ ops: ops(from) });
      await time.advance(50);
    }
    slow.wire.room = Number.POSITIVE_INFINITY;
    await time.advance(1_000);
    const seqs = slow.pages.flatMap((page) => page.ops.map((op) => op.seq));
    expect(seqs).toEqual(Array.from({ length: 1_500 }, (_, at) => at + 1));
    expect(slow.pages.length).toBeGreaterThan(1);
    expect(slow.pages.every((page, at) => at === 0 || page.after === slow.pages[at - 1]?.upto)).toBe(true);
  });

  it('[RG13] a desk that reads its scopes one by one gets pages once it stands level in all', async () => {
    const { time, connect } = await setUp();
    const [one, reader] = [await connect('nurse.laine', 'desk_a'), await connect('nurse.virta', 'desk_b')];
    void push(one, 1);
    await time.advance(10);
    await reader.link.hello({ protocol: 1, app: 't', epoch: null, cursors: {}, acked: 0, deskSeq: 0 });
    reader.pages.length = 0;
    await reader.link.pull({ scopes: ['unit:unit_health'], after: 0 });
    void push(one, 2);
    await time.advance(10);
    expect(reader.pages).toEqual([]);
    await reader.link.pull({ scopes: ['region'], after: 0 });
    await reader.link.pull({ scopes: ['unit:unit_health'], after: 1 });
    void push(one, 3);
    await time.advance(10);
    expect(reader.pages).toMatchObject([{ after: 2, upto: 3, ops: [{ seq: 3 }] }]);
  });

  it('[RG10] a unit that a record is shared with gets its history in one page', async () => {
    const { time, connect } = await setUp();
    const [one, social] = [
      await connect('nurse.laine', 'desk_a'),
      await connect('social.nieminen', 'desk_s'),
    ];
    void push(one, 1);
    void push(one, 2);
    await time.advance(10);
    expect(social.pages).toEqual([]);
    const shared = makeOp({
      deskSeq: 3,
      session: one.session,
      type: 'contact.shared',
      body: { unit: 'unit_social' },
    });
    void one.link.push({ ops: [shared] });
    await time.advance(10);
    expect(social.pages).toMatchObject([{ after: 0, upto: 3, ops: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] }]);
  });

  it('[RG22] closing commits what waits, tells the desks and takes nothing more', async () => {
    const { time, region, connect } = await setUp();
    const one = await connect('nurse.laine', 'desk_a');
    const answer = push(one, 1);
    const closed = region.close();
    await time.advance(10);
    await closed;
    expect(await answer).toMatchObject({ ok: true, acked: 1 });
    expect(one.closings).toMatchObject([{ reason: 'shutdown' }]);
    expect(await push(one, 2)).toMatchObject({ ok: false });
  });
});

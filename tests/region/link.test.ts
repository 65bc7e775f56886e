import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStates, splitPieces } from '../../db/statePack.ts';
import { demoClients } from '../../server/demo/clients.ts';
import type { RecordKind } from '../../shared/domain/fact.ts';
import type { Op } from '../../shared/op/op.ts';
import {
  type OwnMark,
  type Page,
  protocolVersion,
  type SnapshotPage,
  snapshotPage,
  type Welcome,
} from '../../shared/protocol/regionProtocol.ts';
import { DeskDouble, productLine, signIn } from '../kit/deskDouble.ts';
import { opening } from '../kit/makeOps.ts';
import { type RegionProcess, startRegion } from '../kit/startRegion.ts';

let region: RegionProcess;
const desks: DeskDouble[] = [];
let many = 0;

beforeAll(async () => {
  region = await startRegion();
});
afterEach(() => {
  for (const desk of desks.splice(0)) desk.close();
});
afterAll(() => region.kill());

async function desk(user: string): Promise<DeskDouble> {
  many += 1;
  const opened = await DeskDouble.open(region.url, { user, desk: `desk_${many}` });
  desks.push(opened);
  return opened;
}

const newcomer = { protocol: protocolVersion, app: 'test', epoch: null, cursors: {}, acked: 0, deskSeq: 0 };

function newContact(): string {
  many += 1;
  return `contact_link-${many}`;
}

describe('a desk on the line', () => {
  it('[RG12] gets its ops acknowledged with their seq, and a page up to the head', async () => {
    const nurse = await desk('nurse.laine');
    const record = newContact();
    const answer = await nurse.push(
      nurse.op({ record, type: 'contact.opened', body: opening }),
      nurse.op({ record }),
    );
    expect(answer).toMatchObject({
      ok: true,
      acked: 2,
      settlement: { ranges: [{ from: 1, to: 2 }], refused: [] },
    });
    await nurse.until(({ pages }) => pages.length > 0);
    expect(nurse.pages[0]).toMatchObject({ own: 2, ops: [], more: false });
  });

  it('[RG13] gets the ops of colleagues in order, and nothing of other units', async () => {
    const [nurse, colleague, social] = [
      await desk('nurse.laine'),
      await desk('nurse.virta'),
      await desk('social.nieminen'),
    ];
    const record = newContact();
    await nurse.push(nurse.op({ record, type: 'contact.opened', body: opening }));
    for (let at = 0; at < 5; at += 1) await nurse.push(nurse.op({ record, body: { text: `n${at}` } }));
    const texts = ({ pages }: DeskDouble) =>
      pages
        .flatMap((page) => page.ops)
        .filter((op) => op.record.id === record)
        .map((op) => op.type);
    await colleague.until((one) => texts(one).length === 6);
    expect(texts(colleague)).toEqual(['contact.opened', ...Array(5).fill('contact.noteAdded')]);
    expect(
      colleague.pages.every((page, at) => at === 0 || page.after === colleague.pages[at - 1]?.upto),
    ).toBe(true);
    expect(social.pages.flatMap((page) => page.ops)).toEqual([]);
    await nurse.push(nurse.op({ record, type: 'contact.shared', body: { unit: 'unit_social' } }));
    await social.until((one) => texts(one).length === 7);
    expect(texts(social)[6]).toBe('contact.shared');
  });

  it('[RG40] a desk that packs its messages and an older one tell and hear the same', async () => {
    const older = await desk('nurse.laine');
    many += 1;
    const granted = await signIn(region.url, { user: 'nurse.virta', desk: `desk_${many}` });
    const heard: Page[] = [];
    const link = await productLine(region.url, granted, {
      hint: (kind, payload) => kind === 'page' && heard.push(payload as Page),
    });
    const welcome = (await link.request('hello', newcomer, 5_000)) as Welcome;
    await link.request('pull', { scopes: granted.session.scopes, after: welcome.head }, 5_000);
    const record = newContact();
    const long = { text: 'the client rests, drinks and calls again '.repeat(60) };
    await older.push(
      older.op({ record, type: 'contact.opened', body: opening }),
      older.op({ record, body: long }),
    );
    await older.until(() => heard.some((page) => page.ops.length === 2));
    expect(heard.flatMap((page) => page.ops).map((op) => op.body)).toContainEqual(long);
    const own = {
      ...older.op({ record, body: long }),
      deskSeq: 1,
      by: { ...older.op({ record }).by },
      session: granted.session.id,
    };
    expect(await link.request('push', { ops: [own] }, 5_000)).toMatchObject({ ok: true, acked: 1 });
    await older.until(({ pages }) => pages.some((page) => page.ops.length === 1));
    expect(older.pages.flatMap((page) => page.ops)[0]?.body).toEqual(long);
    const after = welcome.head;
    const packed = await link.request('pull', { scopes: granted.session.scopes, after }, 5_000);
    const plain = await older.ask('pull', { scopes: granted.session.scopes, after });
    expect((packed as Page).ops).toHaveLength(2);
    expect((plain as Page).ops).toHaveLength(1);
    link.close();
  });

  it('[RG13] a desk that pulls gets what the pages would have told', async () => {
    const [nurse, colleague] = [await desk('nurse.laine'), await desk('nurse.virta')];
    const before = await colleague.hello();
    if (!before.ok) throw new Error('not welcome');
    const record = newContact();
    await nurse.push(nurse.op({ record, type: 'contact.opened', body: opening }), nurse.op({ record }));
    const page = await colleague.ask('pull', {
      scopes: colleague.granted.session.scopes,
      after: before.head,
    });
    expect(page).toMatchObject({
      after: before.head,
      more: false,
      ops: [{ type: 'contact.opened' }, { type: 'contact.noteAdded' }],
    });
    expect(await colleague.ask('pull', { scopes: ['unit:unit_social'], after: 0 })).toMatchObject({
      ok: false,
      code: 'badMessage',
    });
  });

  it('[RG25] takes the clients of the demo as a snapshot, once', async () => {
    const nurse = await desk('nurse.laine');
    const page = (await nurse.ask('snapshot', { scope: 'region', afterKey: null })) as SnapshotPage;
    expect(page.records.map((record) => record.id)).toEqual(demoClients.map((client) => client.id));
    expect(page.nextKey).toBeNull();
    const states = page.records.map((record) => record.state as { allergies: unknown[] });
    expect(states.filter((state) => state.allergies.length === 2)).toHaveLength(1);
  });

  it('[EN36] a desk that takes pieces gets the same snapshot in them, another one state by state', async () => {
    const older = await desk('nurse.laine');
    const record = newContact();
    await older.push(older.op({ record, type: 'contact.opened', body: opening }), older.op({ record }));
    const scopes = ['region', 'unit:unit_health'];
    const plain: SnapshotPage[] = [];
    for (const scope of scopes)
      plain.push((await older.ask('snapshot', { scope, afterKey: null })) as SnapshotPage);
    const link = await productLine(region.url, older.granted);
    await link.request('hello', { ...newcomer, deskSeq: 2 }, 5_000);
    for (const [at, scope] of scopes.entries()) {
      const raw = await link.request('snapshot', { scope, afterKey: null }, 5_000);
      const { packs, seqOp, ...packed } = snapshotPage.parse(raw);
      const records = (packs === undefined ? [] : splitPieces(packs)).flatMap((piece) => {
        const { kind, records: states } = openStates(piece);
        return states.map(({ id, seq, state }) => ({ kind, id, seq, state: JSON.parse(state) as unknown }));
      });
      expect(records.length).toBeGreaterThan(0);
      expect({ ...packed, records }).toEqual(plain[at]);
      expect(seqOp).toMatch(/^[0-9a-f-]{36} \d{4}-[0-9T:.-]+Z$/);
    }
    link.close();
  });

  it('[RG4] a resent push is answered with its first outcome', async () => {
    const nurse = await desk('nurse.laine');
    const op = nurse.op({ record: newContact(), type: 'contact.opened', body: opening });
    const first = await nurse.push(op);
    const again = await nurse.push(op);
    if (!first.ok || !again.ok) throw new Error('not acknowledged');
    expect(again.settlement.ranges).toEqual(first.settlement.ranges);
    expect(await nurse.push({ ...op, deskSeq: 9, action: { id: 'z', part: 1, of: 1 } })).toEqual({
      ok: false,
      code: 'gap',
      highWater: 1,
    });
  });

  it('[RG9] what a newer desk says of a kind of record that this region has not is taken in its place, and told', async () => {
    const [newer, colleague] = [await desk('nurse.laine'), await desk('nurse.virta')];
    const errand = (type: string): Op => ({
      ...newer.op({ record: 'errand_a', type, body: { of: 'later' } }),
      record: { kind: 'errand' as RecordKind, id: 'errand_a' },
    });
    const call = { record: 'contact_errand', type: 'contact.opened', body: opening };
    const said = [errand('errand.begun'), newer.op(call), errand('errand.ended')];
    const answer = await newer.push(...said);
    expect(answer).toMatchObject({ ok: true, settlement: { refused: [] } });
    const told = () =>
      colleague.pages.flatMap((page) => page.ops).filter((op) => said.some(({ id }) => id === op.id));
    await colleague.until(() => told().length === said.length);
    expect(told().map(({ record, type, body }) => ({ record, type, body }))).toEqual(
      said.map(({ record, type, body }) => ({ record, type, body })),
    );
  });

  it('[RG15] a second line of one desk ends the first', async () => {
    const nurse = await desk('nurse.laine');
    const { desk: name } = nurse.granted.session;
    const second = await DeskDouble.open(region.url, { user: 'nurse.laine', desk: name });
    desks.push(second);
    await nurse.until(({ closings, socket }) => closings.length > 0 && !socket.connected);
    expect(nurse.closings).toEqual([{ reason: 'replaced', retryAfterMs: 0 }]);
    expect(second.socket.connected).toBe(true);
  });

  it('[RG13] presence goes to the desks of the unit and to its supervisor', async () => {
    const [nurse, supervisor, social] = [
      await desk('nurse.laine'),
      await desk('supervisor.koski'),
      await desk('social.nieminen'),
    ];
    await nurse.ask('presence', { state: 'ready', contactId: null, pending: 0 });
    const name = nurse.granted.session.desk;
    const sees = (one: DeskDouble) => one.presences.at(-1)?.desks.find((seen) => seen.desk === name);
    await supervisor.until((one) => sees(one)?.state === 'ready');
    expect(sees(supervisor)).toMatchObject({ user: 'nurse.laine', unit: 'unit_health', connected: true });
    nurse.close();
    await supervisor.until((one) => sees(one)?.connected === false);
    expect(sees(social)).toBeUndefined();
  });
});

describe('hello', () => {
  it('[RG14] sends a new desk to snapshots, and a desk that is level to pages', async () => {
    const nurse = await DeskDouble.connect(region.url, { user: 'nurse.laine', desk: 'desk_hello' });
    desks.push(nurse);
    expect(await nurse.raw('pull', { scopes: ['region'], after: 0 })).toEqual({
      ok: false,
      code: 'sayHello',
    });
    const first = await nurse.hello({ deskSeq: 0 });
    if (!first.ok) throw new Error(first.code);
    expect(first).toMatchObject({ highWater: 0, newDesk: null, snapshot: ['unit:unit_health', 'region'] });
    const cursors = { 'unit:unit_health': first.head, region: first.head };
    const level = await nurse.hello({ epoch: first.epoch, cursors, deskSeq: 0 });
    expect(level).toMatchObject({ snapshot: [], epoch: first.epoch });
    expect(await nurse.hello({ protocol: 0 })).toEqual({ ok: false, code: 'protocolTooOld' });
    expect(await nurse.hello({ protocol: 2 })).toEqual({ ok: false, code: 'protocolTooNew' });
  });

  it('[RG14] tells outcomes whose answer was lost', async () => {
    const nurse = await desk('nurse.laine');
    const record = newContact();
    await nurse.push(
      nurse.op({ record, type: 'contact.opened', body: opening }),
      nurse.op({ record, type: 'contact.answered', basis: 1 }),
    );
    const { epoch } = (await nurse.hello()) as { epoch: string };
    const welcome = await nurse.hello({ epoch, acked: 1, deskSeq: 2 });
    expect(welcome).toMatchObject({
      highWater: 2,
      settlement: {
        ranges: [{ from: 2, to: 2 }],
        refused: [{ deskSeq: 2, refusal: { reason: 'alreadyAnswered' } }],
      },
    });
  });

  it('[RG14] a desk that knows more than the region makes a new epoch; the others come again', async () => {
    const [nurse, colleague] = [await desk('nurse.laine'), await desk('nurse.virta')];
    const before = await nurse.hello();
    if (!before.ok) throw new Error(before.code);
    const after = await nurse.hello({ epoch: before.epoch, cursors: { region: before.head + 50 } });
    expect(after).toMatchObject({ ok: true, snapshot: ['unit:unit_health', 'region'] });
    expect((after as { epoch: string }).epoch).not.toBe(before.epoch);
    await colleague.until(({ closings }) => closings.length > 0);
    expect(nurse.closings).toEqual([]);
  });

  it('[RG54] a desk to which another op was acknowledged under its number than stands here makes a new epoch', async () => {
    const nurse = await desk('nurse.laine');
    const first = nurse.op({ record: newContact(), type: 'contact.opened', body: opening });
    await nurse.push(first);
    const { epoch, head } = (await nurse.hello()) as Welcome;
    const greeted = async (lastOwn: OwnMark | null) => {
      const link = await productLine(region.url, nurse.granted, { lastOwn });
      const ask = { ...newcomer, cursors: { region: head }, acked: 1, deskSeq: 1 };
      const hello = async (known: string) =>
        (await link.request('hello', { ...ask, epoch: known }, 5_000)) as Welcome;
      const welcome = await hello(epoch);
      // Said once, at the beginning of the line: in the history that is new now it means nothing any more.
      const again = await hello(welcome.epoch);
      expect(again.epoch).toBe(welcome.epoch);
      link.close();
      return welcome;
    };
    const own = { epoch, deskSeq: 1, op: first.id };
    const known = [null, own, { ...own, epoch: 'another' }, { ...own, deskSeq: 2 }];
    for (const one of known) expect((await greeted(one)).epoch).toBe(epoch);
    const found = await greeted({ ...own, op: '01976a00-0000-7000-8000-000000000000' });
    expect(found.epoch).not.toBe(epoch);
    expect(found).toMatchObject({ highWater: 1, highWaterOp: first.id, newDesk: null });
  });

  it('[RG14] a restored desk gets a new name, and its old sessions speak for it', async () => {
    const nurse = await desk('nurse.laine');
    const record = newContact();
    const lost = nurse.op({ record, type: 'contact.opened', body: opening });
    const first = await nurse.push(lost);
    const welcome = await nurse.hello({ deskSeq: 0 });
    if (!welcome.ok || welcome.newDesk === null) throw new Error('no new name');
    expect(welcome).toMatchObject({ highWater: 0, session: { desk: welcome.newDesk } });
    expect(await nurse.push(lost)).toEqual({ ok: false, code: 'sayHello' });
    // Whether it heard that here or not: under which name it goes on it says when it comes again.
    expect(await nurse.hello({ deskSeq: 0 })).toEqual({ ok: false, code: 'busy', retryAfterMs: 200 });
    const { granted } = nurse;
    const renamed = await DeskDouble.connect(region.url, {
      user: '',
      desk: '',
      granted,
      as: welcome.newDesk,
    });
    desks.push(renamed);
    await renamed.hello({ deskSeq: 2 });
    const again = await renamed.push({ ...lost, deskSeq: 1 });
    if (!first.ok || !again.ok) throw new Error('not acknowledged');
    expect(again.settlement.ranges).toEqual(first.settlement.ranges);
    const stranger = DeskDouble.connect(region.url, {
      user: 'nurse.virta',
      desk: 'desk_stranger',
      as: welcome.newDesk,
    });
    await expect(stranger).rejects.toThrow('sessionExpired');
  });
});

describe('sign-in', () => {
  it('[RG16] tells a wrong password and an unknown user alike, and stops guessing', async () => {
    const time = async (user: string) => {
      const startedAt = performance.now();
      await expect(signIn(region.url, { user, desk: 'd', password: 'no' })).rejects.toThrow(
        '401 {"code":"wrongPassword"}',
      );
      return performance.now() - startedAt;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      known.push(await time('coordinator.salo'));
      unknown.push(await time(`nobody${at}`));
    }
    const middle = (times: number[]) => times.sort((left, right) => left - right)[2] ?? 0;
    expect(middle(unknown)).toBeGreaterThan(middle(known) / 3);
    expect(middle(unknown)).toBeLessThan(middle(known) * 3);
    for (let at = 0; at < 5; at += 1) await time('coordinator.salo');
    await expect(signIn(region.url, { user: 'coordinator.salo', desk: 'd' })).rejects.toThrow('429');
  });

  it('[RG18] is refreshed over HTTP', async () => {
    const { session, refresh, token } = await signIn(region.url, { user: 'nurse.laine', desk: 'desk_r' });
    const ask = (body: unknown) =>
      fetch(`${region.url}/session/refresh`, { method: 'POST', body: JSON.stringify(body) });
    const granted = await (await ask({ session: session.id, refresh })).json();
    expect(granted).toMatchObject({ session, token: expect.any(String) });
    expect(Reflect.get(Object(granted), 'refresh')).not.toBe(refresh);
    const refused = await ask({ session: session.id, refresh: token });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({ code: 'sessionExpired' });
  });

  it('[RG17] opens a line to nobody without a good token', async () => {
    const granted = await signIn(region.url, { user: 'nurse.laine', desk: 'desk_t' });
    const [claims = '', signature = ''] = granted.token.split('.');
    const later = Buffer.from(
      Buffer.from(claims, 'base64url')
        .toString()
        .replace(/\d{13}/, '9999999999999'),
    ).toString('base64url');
    for (const token of [
      '',
      'x.y',
      `${later}.${signature}`,
      `${claims}.${signature.slice(1)}`,
      granted.refresh,
    ]) {
      await expect(
        DeskDouble.connect(region.url, { user: '', desk: '', granted: { ...granted, token } }),
      ).rejects.toThrow();
    }
  });
});

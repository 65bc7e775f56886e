import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scheduler, systemScheduler } from '../../platform/clock.ts';
import { acceptOps } from '../../server/acceptOps.ts';
import { noMetrics } from '../../server/operations/regionMetrics.ts';
import { postgresMigrations } from '../../server/store/postgres/migrations/postgresMigrations.ts';
import { openPostgresStore, type PostgresStore } from '../../server/store/postgres/postgresStore.ts';
import { migratePostgres } from '../../server/store/postgres/preparePostgres.ts';
import { createWriter, type Writer } from '../../server/writer.ts';
import { silentLog } from '../../tools/sim/silentLog.ts';
import { makeOp, type OpSketch, opening } from '../kit/makeOps.ts';
import { makeSession } from '../kit/makeSessions.ts';
import { onePostgres, runningRole } from '../kit/onePostgres.ts';
import { seededRandom } from '../kit/simulatedTime.ts';

const postgres = onePostgres();
const closing: (() => Promise<void>)[] = [];
const health = 'unit:unit_health';
const everything = { scopes: [health], opsMax: 7, bytesMax: 1_000_000, exceptDesk: 'nobody' };

let database: string;
beforeEach(async () => {
  database = await postgres.makeDatabase();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openStore(scheduler = systemScheduler, inAddress = ''): Promise<PostgresStore> {
  const place = { url: `${postgres.url(database)}${inAddress}`, firstEpoch: 'epoch_first' };
  const store = await openPostgresStore({ ...place, scheduler, log: silentLog });
  closing.push(store.close);
  await store.saveSession(makeSession('nurse.laine', 'desk_a', 'session_nurse'));
  return store;
}

async function connect(user?: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: postgres.server().url(database, user),
    options: '-c search_path=luotsi',
  });
  client.on('error', () => {});
  await client.connect();
  closing.push(() => client.end());
  return client;
}

interface Commit {
  readonly desk: string;
  readonly deskSeq: number;
  readonly hold?: boolean;
  readonly epoch?: string;
  /** What happens while it judges. */
  readonly meanwhile?: () => Promise<void>;
}

/** As one region process commits: looks, judges, appends at the head it saw. */
async function commit(
  store: PostgresStore,
  { desk, deskSeq, hold = false, epoch, meanwhile }: Commit,
): Promise<string> {
  const note = { deskSeq, record: `contact_${desk}` };
  const op = makeOp(deskSeq === 1 ? { ...note, type: 'contact.opened', body: opening } : note);
  const ask = {
    records: [`contact/contact_${desk}`],
    desks: [desk],
    sessions: ['session_nurse'],
    opIds: [],
    hold,
  };
  const loaded = await store.load(ask);
  const signedIn = makeSession('nurse.laine', desk);
  const judged = acceptOps(
    loaded,
    [{ desk, ops: [{ ...op, session: 'none', by: { ...op.by, user: 'nurse.laine' } }], signedIn }],
    '2026-11-21T09:00:00.000Z',
  );
  await meanwhile?.();
  return store.append(loaded.head, judged.rows, epoch);
}

/** Follows the log by its cursor, and says which of the committed positions it never saw. */
function follow(read: (after: number) => Promise<{ upto: number; seqs: readonly number[] }>) {
  const seen = new Set<number>();
  let after = 0;
  return {
    async look() {
      const { upto, seqs } = await read(after);
      for (const seq of seqs) seen.add(seq);
      after = upto;
    },
    missing: (head: number) =>
      Array.from({ length: head }, (_none, at) => at + 1).filter((seq) => !seen.has(seq)),
  };
}

const byPages = (store: PostgresStore) =>
  follow(async (after) => {
    const { upto, ops } = await store.readFeed({ ...everything, after });
    return { upto, seqs: ops.map((op) => op.seq) };
  });

describe('commits that are late', () => {
  it('[PG3] while one stalls nobody passes it, and a reader then sees both', async () => {
    const [late, next] = [await openStore(), await openStore()];
    await commit(late, { desk: 'desk_a', deskSeq: 1 });
    const reader = byPages(next);
    await reader.look();
    const ask = { records: [], desks: ['desk_a'], sessions: [], opIds: [], hold: true };
    const { head } = await late.load(ask);
    const waiting = commit(next, { desk: 'desk_b', deskSeq: 1, hold: true });
    await new Promise((resume) => setTimeout(resume, 200));
    const [blocked] = await postgres
      .server()
      .sql(database, 'select count(*)::int as many from pg_locks where not granted');
    expect(blocked?.many).toBeGreaterThan(0);
    await reader.look();
    expect(head).toBe(1);
    expect(reader.missing(1)).toEqual([]);
    await late.release();
    expect(await waiting).toBe('ok');
    expect(await commit(late, { desk: 'desk_a', deskSeq: 2 })).toBe('ok');
    await reader.look();
    expect(reader.missing(3)).toEqual([]);
  });

  it('[PG3] a reader by pages skips nothing while four processes commit; one that asks for the head apart does', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore()));
    const random = seededRandom(7n);
    const watching = await openStore();
    const right = byPages(watching);
    const plain = await connect();
    let between: (() => Promise<unknown>) | null = null;
    const wrong = follow(async (after) => {
      const { rows } = await plain.query<{ seq: string }>(
        'select seq from feed where scope = $1 and pos > $2',
        [health, after],
      );
      await between?.();
      between = null;
      const head = await plain.query<{ seq: string }>('select seq from log_head');
      return { upto: Number(head.rows[0]?.seq), seqs: rows.map((row) => Number(row.seq)) };
    });
    let left = stores.length;
    const each = 30;
    const writers = stores.map(async (store, at) => {
      for (let deskSeq = 1; deskSeq <= each; deskSeq += 1) {
        const hold = (random.bytes(1)[0] ?? 0) > 128;
        while ((await commit(store, { desk: `desk_${at}`, deskSeq, hold })) !== 'ok');
      }
      left -= 1;
    });
    while (left > 0) await Promise.all([right.look(), wrong.look()]);
    await Promise.all(writers);
    between = () => commit(watching, { desk: 'desk_last', deskSeq: 1 });
    await wrong.look();
    for (let at = 0; at < 50; at += 1) await right.look();
    const head = stores.length * each + 1;
    expect((await watching.load({ records: [], desks: [], sessions: [], opIds: [] })).head).toBe(head);
    expect(right.missing(head)).toEqual([]);
    // The harness can see a reader that is wrong.
    expect(wrong.missing(head).length).toBeGreaterThan(0);
  });

  it('[PG3] numbers of a sequence would let a late commit be skipped', async () => {
    const [one, other, reader] = [await connect(), await connect(), await connect()];
    await one.query('create table wrong_log (seq bigserial primary key)');
    const lines = follow(async (after) => {
      const { rows } = await reader.query<{ seq: string }>('select seq from wrong_log where seq > $1', [
        after,
      ]);
      return {
        upto: Math.max(after, ...rows.map((row) => Number(row.seq))),
        seqs: rows.map((row) => Number(row.seq)),
      };
    });
    await one.query('begin');
    await one.query('insert into wrong_log default values');
    await other.query('insert into wrong_log default values');
    await lines.look();
    await one.query('commit');
    await lines.look();
    expect(lines.missing(2)).toEqual([1]);
  });

  it('[RG53] another name of the history waits for the commit before it, and the next one is refused', async () => {
    const [one, other] = [await openStore(), await openStore()];
    const epoch = 'epoch_first';
    let renaming: Promise<unknown> | null = null;
    async function meanwhile(): Promise<void> {
      let isDone = false;
      renaming = other.saveEpoch('epoch_next', epoch).then(() => {
        isDone = true;
      });
      await new Promise((resume) => setTimeout(resume, 200));
      expect(isDone).toBe(false);
    }
    expect(await commit(one, { desk: 'desk_a', deskSeq: 1, hold: true, epoch, meanwhile })).toBe('ok');
    await renaming;
    for (const hold of [false, true]) {
      expect(await commit(one, { desk: 'desk_a', deskSeq: 2, hold, epoch })).toBe('renamed');
      expect(await commit(other, { desk: 'desk_b', deskSeq: 1, hold, epoch })).toBe('renamed');
    }
    expect(await commit(one, { desk: 'desk_a', deskSeq: 2, epoch: 'epoch_next' })).toBe('ok');
  });

  it('[PG4] a process that hangs with the log in its hand loses it, and the others go on', async () => {
    const [hanging, next] = [await openStore(), await openStore()];
    await hanging.load({ records: [], desks: [], sessions: [], opIds: [], hold: true });
    expect(await commit(next, { desk: 'desk_b', deskSeq: 1, hold: true })).toBe('ok');
    // Its connection is gone: what it meant to append is not stored, and it begins anew.
    const late = { desk: 'desk_a', deskSeq: 1 };
    await expect(commit(hanging, late)).rejects.toMatchObject({ code: 'regionBusy' });
    expect(await commit(hanging, late)).toBe('moved');
    expect(await commit(hanging, late)).toBe('ok');
    expect((await next.load({ records: [], desks: [], sessions: [], opIds: [] })).head).toBe(2);
  });
});

describe('what a process remembers', () => {
  it('[PG4] is forgotten where another one committed, also while the log is locked before it is looked at', async () => {
    // A clock that stands still: once another was first, this process takes the log before it looks, for good.
    const clock = { now: () => Date.UTC(2026, 10, 21), monotonic: () => 0 };
    const parts = { clock, scheduler: systemScheduler, log: silentLog, metrics: noMetrics };
    const [one, other] = [await openStore(), await openStore()].map((store) =>
      createWriter({
        ...parts,
        store,
        onCommitted: () => {},
        history: () => ({ epoch: 'epoch_first', head: 0 }),
      }),
    );
    const deskSeqs = new Map<string, number>();
    const say = async (writer: Writer | undefined, user: string, sketch: Omit<OpSketch, 'deskSeq'>) => {
      const desk = `desk_${user}`;
      const deskSeq = (deskSeqs.get(desk) ?? 0) + 1;
      deskSeqs.set(desk, deskSeq);
      const op = makeOp({ ...sketch, deskSeq, session: 'none', by: { user } });
      const answer = await writer?.push({ desk, ops: [op], signedIn: makeSession(user, desk) });
      if (answer?.ok !== true) throw new Error(answer?.code);
      return answer.settlement.refused.map(({ refusal }) => refusal.reason);
    };
    const contact = { record: 'contact_one', type: 'contact.opened', body: opening };
    const handoff = { kind: 'handoff', record: 'handoff_one' } as const;
    const sbar = { situation: 's', background: 'b', assessment: 'a', recommendation: 'r' };
    const ids = { contactId: 'contact_one', clientId: null, planId: null };
    const offer = { ...ids, toUnit: 'unit_social', disposition: null, sbar };
    const take = { ...handoff, type: 'handoff.taken', body: { readBack: null } };
    await say(one, 'nurse.laine', contact);
    await say(other, 'nurse.virta', { ...contact, record: 'contact_two' });
    await say(one, 'nurse.laine', { record: 'contact_one' });
    await say(one, 'nurse.laine', { ...handoff, type: 'handoff.offered', body: offer });
    expect(await say(other, 'social.lindqvist', take)).toEqual([]);
    await say(one, 'nurse.laine', { record: 'contact_one' });
    expect(await say(one, 'social.nieminen', take)).toEqual(['alreadyTaken']);
  });
});

describe('who is told of a commit', () => {
  const never: Scheduler = { ...systemScheduler, after: () => () => {} };

  /** A process that hears; it does not look by itself unless its scheduler says so. */
  async function listen({ scheduler = never, inAddress = '' } = {}) {
    const store = await openStore(scheduler, inAddress);
    const heads: number[] = [];
    const begun = Promise.withResolvers<void>();
    const stop = store.shared.listen({
      head: (seq) => heads.push(seq),
      told: () => {},
      again: begun.resolve,
    });
    closing.unshift(stop);
    await begun.promise;
    return { store, heads, stop };
  }

  it('[PG16] a process that is alone is told nothing, and again something while it is not', async () => {
    const hasty: Scheduler = {
      ...systemScheduler,
      after: (ms, work) => systemScheduler.after(ms / 100, work),
    };
    const { store } = await listen({ scheduler: hasty });
    const watching = await connect();
    const heard: string[] = [];
    watching.on('notification', ({ payload = '' }) => heard.push(payload));
    await watching.query('listen luotsi_head');
    expect(await commit(store, { desk: 'desk_a', deskSeq: 1 })).toBe('ok');
    await watching.query('select');
    expect(heard).toEqual([]);
    const other = await listen({ inAddress: '?application_name=county' });
    expect(await commit(store, { desk: 'desk_a', deskSeq: 2 })).toBe('ok');
    await watching.query('select');
    expect(heard).toEqual(['2']);
    await other.stop();
    const counted = async () => (await watching.query('select from log_head where listeners = 1')).rowCount;
    await expect.poll(counted).toBe(1);
    expect(await commit(store, { desk: 'desk_a', deskSeq: 3 })).toBe('ok');
    await watching.query('select');
    expect(heard).toEqual(['2']);
  });

  it('[PG16] whoever begins to hear in the middle of commits is told of all that it does not read', async () => {
    const { store } = await listen();
    const counting = await connect();
    let deskSeq = 0;
    let isOver = false;
    const commits = (async () => {
      while (!isOver) await commit(store, { desk: 'desk_a', deskSeq: ++deskSeq });
    })();
    try {
      for (let newcomers = 0; newcomers < 12; newcomers += 1) {
        const newcomer = await listen();
        const read = await newcomer.store.shared.readNews({ after: 0, limit: 0 });
        const next = read.head + 1;
        await expect.poll(() => deskSeq > next).toBe(true);
        await expect.poll(() => newcomer.heads).toContain(next);
        await newcomer.stop();
        await counting.query('select count_listeners()');
      }
    } finally {
      isOver = true;
      await commits;
    }
  });
});

describe('the database and who may do what in it', () => {
  it('[PG1] its tables are made step by step, by several processes at once, and a newer one is refused untouched', async () => {
    await postgres.server().sql('postgres', 'create database fresh');
    const owner = postgres.server().url('fresh');
    const [first] = postgresMigrations;
    if (first === undefined) throw new Error('no migrations');
    expect(await migratePostgres(owner, { runningRole, migrations: [first] })).toEqual({
      from: 0,
      to: first.number,
    });
    const place = { url: postgres.url('fresh'), firstEpoch: 'e', scheduler: systemScheduler, log: silentLog };
    await expect(openPostgresStore(place)).rejects.toThrow(/older version.*DATABASE_OWNER_URL/);
    const all = await Promise.all([1, 2, 3].map(() => migratePostgres(owner, { runningRole })));
    expect(all.map(({ from }) => from).toSorted((left, right) => left - right)).toEqual([10, 60, 60]);
    await (await openPostgresStore(place)).close();
    await postgres.server().sql('fresh', 'insert into luotsi.schema_version values (9000)');
    await expect(openPostgresStore(place)).rejects.toMatchObject({ code: 'databaseNewer' });
    await expect(migratePostgres(owner, { runningRole })).rejects.toMatchObject({ code: 'databaseNewer' });
    await expect(migratePostgres(owner, { runningRole: 'luotsi_owner' })).rejects.toThrow();
  });

  it('[PG2] the role that runs the region cannot change or delete what was logged', async () => {
    const store = await openStore();
    await commit(store, { desk: 'desk_a', deskSeq: 1 });
    const running = await connect(runningRole);
    for (const text of [
      "update ops set op = ''",
      'delete from ops',
      'truncate ops',
      'delete from feed',
      'update feed set pos = 9',
      'delete from echoes',
      'delete from log_head',
      'drop table ops',
      'alter table ops disable trigger all',
      'delete from sessions',
      'update schema_version set number = 0',
      'create table luotsi.own (a int)',
    ])
      await expect(running.query(text), text).rejects.toMatchObject({ code: '42501' });
    await postgres.server().sql(database, `grant delete on luotsi.ops to ${runningRole}`);
    await expect(openStore()).rejects.toThrow(/may change or delete the log/);
  });
});

import pg from 'pg';
import type { SessionRow, UnitNames, UserRow } from '../../../db/region/sessions.ts';
import type { Scheduler } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Fault } from '../../../shared/base/refusal.ts';
import { isUnread } from '../readUnread.ts';
import type { AppendResult, CommitRows, LoadAsk, Loaded, RegionStore } from '../regionStore.ts';
import type { SharedLog } from '../sharedLog.ts';
import { appendRows, type Commit } from './appendRows.ts';
import { connectionSettings, openLine } from './connect.ts';
import { type Listening, listenToOthers } from './listenToOthers.ts';
import { guarded } from './postgresFault.ts';
import { checkPostgres } from './preparePostgres.ts';
import { getDesk, getSession } from './readDesks.ts';
import { readFeedPage } from './readFeed.ts';
import { countFeed, countRecords, getMarkAt, getOwnOpId, isStorable, load, readOutcomes } from './readLog.ts';
import { readNews } from './readNews.ts';
import { readSnapshot } from './readSlice.ts';
import { noteUnread, readUnreadRows } from './readUnreadRows.ts';
import { sharedTries } from './sharedTries.ts';

const readersMax = 6;
const idleReaderMs = 60_000;

export interface PostgresPlace {
  /** Of the role that runs the region. */
  readonly url: string;
  readonly firstEpoch: string;
  readonly scheduler: Scheduler;
  readonly log: Logger;
}

export type PostgresStore = RegionStore & { readonly shared: SharedLog };

/** The region's memory in a PostgreSQL that any number of region processes share. */
export async function openPostgresStore(place: PostgresPlace): Promise<PostgresStore> {
  const pool = new pg.Pool({
    ...connectionSettings(place.url, 'reader'),
    max: readersMax,
    idleTimeoutMillis: idleReaderMs,
  });
  // Readers that are lost while nobody uses them are made anew when somebody does.
  pool.on('error', () => {});
  try {
    await guarded(async () => {
      const client = await pool.connect();
      try {
        await checkPostgres(client);
        await client.query("insert into region_values values ('epoch', $1) on conflict do nothing", [
          place.firstEpoch,
        ]);
      } finally {
        client.release();
      }
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const writer = createLogWriter(place);
  const values = valuesOver(pool);
  return {
    load: (ask) => (ask.hold === true ? writer.loadHolding(ask) : guarded(() => load(pool, ask))),
    append: writer.append,
    release: writer.release,
    readUnread: writer.readUnread,
    countRecords: (scope) => guarded(() => countRecords(pool, scope)),
    readFeed: (ask) => guarded(() => readFeedPage(pool, ask)),
    countFeed: (ask) => guarded(() => countFeed(pool, ask)),
    getMarkAt: (seq) => guarded(() => getMarkAt(pool, seq)),
    getOwnOpId: (ask) => guarded(() => getOwnOpId(pool, ask)),
    readOutcomes: (ask) => guarded(() => readOutcomes(pool, ask)),
    readSnapshot: (ask) => guarded(() => readSnapshot(pool, ask)),
    ...values,
    tidyUp: async () => {},
    async close() {
      await writer.close();
      await pool.end();
    },
    shared: shareOver(place, { pool, isOwn: writer.isOwn }),
  };
}

/** The one connection that commits, so answers and notices keep the order of the commits. */
function createLogWriter({ url }: PostgresPlace) {
  const line = openLine(connectionSettings(url, 'writer'));
  let holding: pg.Client | null = null;

  async function release(): Promise<void> {
    const held = holding;
    holding = null;
    // A connection that is gone has given the log back by itself.
    await held?.query('rollback').catch(() => {});
  }

  return {
    isOwn: (pid: number) => pid === line.pid(),
    release,
    /** Locks the log before looking at it: nobody else commits until the next append. */
    async loadHolding(ask: LoadAsk): Promise<Loaded> {
      await release();
      return guarded(() =>
        line.use(async (client, isAgain) => {
          holding = client;
          // Sent at once; the lock is a statement of its own, so what follows sees all that was committed before it.
          const [, , loaded] = await Promise.all([
            client.query('begin'),
            client.query('select seq from log_head for update'),
            isAgain ? loadAnew(client, ask) : load(client, ask),
          ]).catch(async (error: unknown) => {
            await release();
            throw error;
          });
          return loaded;
        }),
      );
    },
    async append(expectedHead: number, rows: CommitRows, epoch?: string): Promise<AppendResult> {
      const held = holding;
      holding = null;
      const commit = { expectedHead, rows, ...(epoch === undefined ? {} : { epoch }) };
      if (held !== null) return guarded(() => appendHeld(held, commit));
      return guarded(() =>
        line.use(async (client, isAgain) => {
          // Whatever happened to the server while there was no connection, nothing remembered may be built upon.
          if (isAgain) return 'moved';
          if (!rows.ops.some(isUnread)) return appendRows(client, commit);
          const begun = client.query('begin');
          return Promise.all([appendHeld(client, commit), begun]).then(([result]) => result);
        }),
      );
    },
    readUnread: () => guarded(() => line.use(readUnreadRows)),
    close: () => line.close(),
  };
}

/** Of what was known before the connection broke nothing counts. */
async function loadAnew(client: pg.Client, { since, ...ask }: LoadAsk): Promise<Loaded> {
  const records = [...new Set([...ask.records, ...(since?.records ?? [])])];
  return { ...(await load(client, { ...ask, records })), touched: null };
}

async function appendHeld(held: pg.Client, commit: Commit): Promise<AppendResult> {
  const unread = commit.rows.ops.find(isUnread);
  const [result, , { command }] = await Promise.all([
    appendRows(held, commit),
    // After a refusal it fails too; what it fails of by itself, the commit tells.
    unread === undefined ? null : noteUnread(held, unread.op.seq).catch(() => {}),
    held.query('commit'),
  ]);
  // A transaction that failed answers a commit with ROLLBACK, and no error.
  if (result === 'ok' && command !== 'COMMIT') throw new Fault('regionBusy');
  return result;
}

type Values = Pick<
  RegionStore,
  | 'getDesk'
  | 'addCopiedDesk'
  | 'getEpoch'
  | 'saveEpoch'
  | 'getTokenKey'
  | 'getReleaseKeys'
  | 'saveReleaseKeys'
  | 'getSession'
  | 'saveSession'
  | 'getUser'
  | 'saveUser'
  | 'getUnitNames'
  | 'saveUnit'
  | 'probe'
>;

function valuesOver(pool: pg.Pool): Values {
  const write = (text: string, values: unknown[]) =>
    guarded(async () => void (await pool.query(text, values)));
  const readOne = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    guarded(async () => (await pool.query<Row>(text, values)).rows[0]);
  const upsertValue = `insert into region_values values ($1, $2) on conflict (name) do update set value = excluded.value`;
  const getEpoch = async () =>
    (await readOne<{ value: string }>("select value from region_values where name = 'epoch'", []))?.value ??
    '';
  const keepFirst = async (name: string, proposal: string) => {
    await write('insert into region_values values ($1, $2) on conflict do nothing', [name, proposal]);
    const row = await readOne<{ value: string }>('select value from region_values where name = $1', [name]);
    return row?.value ?? proposal;
  };
  return {
    getDesk: (desk) => guarded(() => getDesk(pool, desk)),
    addCopiedDesk: (desk, copiedFrom) =>
      write('insert into desks values ($1, 0, $2) on conflict do nothing', [desk, copiedFrom]),
    getEpoch,
    async saveEpoch(epoch, instead) {
      await write(renameText, [epoch, instead ?? null]);
      return getEpoch();
    },
    getTokenKey: (proposal) => keepFirst('tokenKey', proposal),
    getReleaseKeys: (proposal) => keepFirst('releaseKeys', proposal),
    saveReleaseKeys: (keys) => write(upsertValue, ['releaseKeys', keys]),
    getSession: (id) => guarded(() => getSession(pool, id)),
    saveSession: (session) => write(saveSessionText, sessionValues(session)),
    async getUser(user) {
      if (!isStorable(user)) return undefined;
      const row = await readOne<UserRow & { scopes: string }>(
        `select "user", name, role, unit, scopes::json as scopes, password_hash as "passwordHash" from users where "user" = $1`,
        [user],
      );
      return row;
    },
    saveUser: ({ user, name, role, unit, scopes, passwordHash }) =>
      write(
        `insert into users values ($1, $2, $3, $4, $5, $6) on conflict ("user") do update set name = excluded.name,
           role = excluded.role, unit = excluded.unit, scopes = excluded.scopes, password_hash = excluded.password_hash`,
        [user, name, role, unit, JSON.stringify(scopes), passwordHash],
      ),
    async getUnitNames(unit) {
      const text = 'select names::json as names from units where unit = $1';
      const ask = { name: 'unit-names', text, values: [unit] };
      return (await guarded(() => pool.query<{ names: UnitNames }>(ask))).rows[0]?.names;
    },
    saveUnit: (unit, names) =>
      write('insert into units values ($1, $2) on conflict (unit) do update set names = excluded.names', [
        unit,
        JSON.stringify(names),
      ]),
    probe: (stamp) => write(upsertValue, ['probe', stamp]),
  };
}

// Under the log's lock: what is being committed is judged under the old name, and comes before the new one.
const renameText = `update region_values set value = $1 from (select seq from log_head for update) as held
  where name = 'epoch' and value = coalesce($2, value)`;

// Another process may save the same session at this moment: numbers only grow, and what has ended stays ended.
const saveSessionText = `insert into sessions values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict (id) do update set "user" = excluded."user", name = excluded.name, role = excluded.role,
    unit = excluded.unit, scopes = excluded.scopes, desk = excluded.desk, expires_at_ms = excluded.expires_at_ms,
    refresh_issued = greatest(sessions.refresh_issued, excluded.refresh_issued),
    refresh_used = greatest(sessions.refresh_used, excluded.refresh_used),
    ended = greatest(sessions.ended, excluded.ended)`;

function sessionValues(session: SessionRow): unknown[] {
  const { id, user, name, role, unit, scopes, desk, expiresAtMs, refreshIssued, refreshUsed, ended } =
    session;
  const numbers = [expiresAtMs, refreshIssued, refreshUsed, ended ? 1 : 0];
  return [id, user, name, role, unit, JSON.stringify(scopes), desk, ...numbers];
}

function shareOver(
  { url, scheduler, log }: PostgresPlace,
  { pool, isOwn }: { readonly pool: pg.Pool; readonly isOwn: (pid: number) => boolean },
): SharedLog {
  const side = openLine(connectionSettings(url, 'teller'));
  let listening: Listening | null = null;
  return {
    readNews: (ask) => guarded(() => readNews(listening?.client() ?? pool, ask)),
    listen(hearing) {
      const settings = connectionSettings(url, 'listener');
      listening = listenToOthers({ settings, scheduler, log, isOwn }, hearing);
      const { stop } = listening;
      return async () => {
        listening = null;
        await stop();
        await side.close();
      };
    },
    tell: (text) =>
      guarded(() =>
        side.use(async (client) => void (await client.query("select pg_notify('luotsi_tell', $1)", [text]))),
      ),
    takeDuty: (name) =>
      guarded(() =>
        side.use(async (client) => {
          const text = 'select pg_try_advisory_lock(hashtext($1)) as mine';
          return (await client.query<{ mine: boolean }>(text, [name])).rows[0]?.mine === true;
        }),
      ),
    tries: sharedTries(pool),
  };
}

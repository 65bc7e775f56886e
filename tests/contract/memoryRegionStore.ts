import type { DeskRow } from '../../db/region/desks.ts';
import type { FeedRow } from '../../db/region/feed.ts';
import { type LogRow, markOf } from '../../db/region/ops.ts';
import type { RecordRow } from '../../db/region/records.ts';
import type { SessionRow, UnitNames, UserRow } from '../../db/region/sessions.ts';
import type { CommitRows, RegionStore } from '../../server/store/regionStore.ts';
import { longEntryOf, mostOf, placeOf, planPart, planSlice } from '../../server/store/snapshotSlice.ts';

/** The contract in its plainest form: arrays and maps, nothing clever, nothing durable. */
export function memoryRegionStore(firstEpoch: string): RegionStore {
  const log: LogRow[] = [];
  let feed: FeedRow[] = [];
  const records = new Map<string, RecordRow>();
  const desks = new Map<string, { highWater: number; copiedFrom: string | null }>();
  const echoes: CommitRows['echoes'][number][] = [];
  const sessions = new Map<string, SessionRow>();
  const users = new Map<string, UserRow>();
  const units = new Map<string, UnitNames>();
  let epoch = firstEpoch;
  let tokenKey: string | undefined;
  let releaseKeys: string | undefined;

  const deskRow = (desk: string): DeskRow => {
    const origins: string[] = [];
    for (
      let from = desks.get(desk)?.copiedFrom ?? null;
      from !== null;
      from = desks.get(from)?.copiedFrom ?? null
    )
      origins.push(from);
    return { desk, highWater: desks.get(desk)?.highWater ?? 0, origins };
  };
  const opAt = (seq: number) => log[seq - 1];
  const accepted = (record: string) => log.filter((row) => row.record === record && row.refused === null);
  const byPosition = (left: FeedRow, right: FeedRow) => left.pos - right.pos || left.seq - right.seq;

  return {
    async load(ask) {
      const view = (record: string) => {
        const row = records.get(record);
        const logged = log.some((one) => one.record === record);
        return { state: row?.state, seq: row?.seq ?? 0, scopes: row?.scopes ?? [], logged };
      };
      const firsts = log.filter((row) => ask.opIds.includes(row.op.id));
      return {
        head: log.length,
        records: new Map(ask.records.map((record) => [record, view(record)])),
        desks: new Map(ask.desks.map((desk) => [desk, deskRow(desk)])),
        sessions: new Map([...sessions].filter(([id]) => ask.sessions.includes(id))),
        ops: new Map(firsts.map(({ op, refused }) => [op.id, { op, refused }])),
      };
    },
    async append(expectedHead, rows, expectedEpoch = epoch) {
      if (expectedHead !== log.length) return 'moved';
      if (expectedEpoch !== epoch) return 'renamed';
      const taken = new Set(log.map((row) => row.op.id));
      if (rows.ops.some((row) => taken.has(row.op.id))) return 'opIdTaken';
      log.push(...structuredClone(rows.ops));
      echoes.push(...rows.echoes);
      feed.push(...rows.feed);
      for (const { scope, pos, record } of rows.widened) {
        const older = accepted(record).filter((row) => row.op.seq < pos);
        feed.push(...older.map((row) => ({ scope, pos, seq: row.op.seq })));
      }
      feed = [...new Map(feed.map((row) => [`${row.scope} ${row.pos} ${row.seq}`, row])).values()];
      for (const row of rows.records) records.set(row.record, structuredClone(row));
      for (const [desk, highWater] of rows.highWaters)
        desks.set(desk, { copiedFrom: desks.get(desk)?.copiedFrom ?? null, highWater });
      return 'ok';
    },
    release: async () => {},
    async readFeed({ scopes, after, opsMax, exceptDesk, namesLong = false }) {
      const rows = feed
        .filter((row) => scopes.includes(row.scope) && row.pos > after)
        .filter((row) => row.pos > row.seq || opAt(row.seq)?.op.by.desk !== exceptDesk)
        .sort(byPosition)
        .filter((row, at, all) => all.findIndex((one) => one.pos === row.pos && one.seq === row.seq) === at);
      const cut = rows[opsMax]?.pos;
      const whole = cut === undefined ? rows : rows.filter((row) => row.pos < cut);
      const [first] = rows;
      if (namesLong && whole.length === 0 && cut !== undefined && first !== undefined) {
        const record = opAt(first.seq)?.record ?? '';
        const own = deskRow(exceptDesk).highWater;
        return { upto: cut, more: true, own, ops: [], ...longEntryOf(first.scope, record) };
      }
      const given = whole.length > 0 || cut === undefined ? whole : rows.filter((row) => row.pos === cut);
      const more = given.length < rows.length;
      const ops = given.flatMap((row) => opAt(row.seq)?.op ?? []);
      return {
        upto: more ? (given.at(-1)?.pos ?? after) : log.length,
        more,
        own: deskRow(exceptDesk).highWater,
        ops,
      };
    },
    countFeed: async ({ scope, after, max }) =>
      Math.min(max, feed.filter((row) => row.scope === scope && row.pos > after).length),
    getMarkAt: async (seq) => log.slice(seq - 1, seq).map((row) => markOf(row.op))[0],
    async getOwnOpId({ desk, deskSeq }) {
      const own = log.find((row) => row.op.by.desk === desk && row.op.deskSeq === deskSeq);
      const echo = echoes.find((row) => row.desk === desk && row.deskSeq === deskSeq);
      return own?.op.id ?? (echo === undefined ? undefined : opAt(echo.seq)?.op.id);
    },
    async readOutcomes({ desk, after, upto }) {
      const own = log
        .filter((row) => row.op.by.desk === desk)
        .map(({ op, refused }) => ({ deskSeq: op.deskSeq, seq: op.seq, refused }));
      const echoed = echoes
        .filter((row) => row.desk === desk)
        .map(({ deskSeq, seq }) => ({ deskSeq, seq, refused: opAt(seq)?.refused ?? null }));
      return [...own, ...echoed]
        .filter((row) => row.deskSeq > after && row.deskSeq <= upto)
        .sort((left, right) => left.deskSeq - right.deskSeq);
    },
    async readSnapshot(ask) {
      const { after, within } = placeOf(ask.afterKey);
      const most = mostOf(ask);
      const stated = [...records.values()]
        .filter((row) => row.scopes.includes(ask.scope))
        .sort((left, right) => (left.record < right.record ? -1 : 1))
        .map((row) => ({ ...row, state: JSON.stringify(row.state) }));
      const keptOf = (record: string) =>
        accepted(record)
          .filter((one) => one.kept)
          .map(({ op }) => ({ record, seq: op.seq, op: JSON.stringify(op) }));
      const part = (record: string, told: number, before: string | null) => {
        const row = stated.find((one) => one.record === record);
        const rows = keptOf(record).filter((one) => one.seq > told);
        return row && planPart({ row, isHistory: false, rows, before }, most);
      };
      const seq = log.length;
      const rest = within === null ? undefined : part(within.record, within.seq, within.before);
      if (rest !== undefined) return { seq, ...rest };
      const found = stated.filter((row) => after !== null && row.record > after).slice(0, most.limit);
      const kept = found.flatMap((row) => keptOf(row.record)).slice(0, most.opsMax + 1);
      const planned = planSlice(found, kept, most);
      if (!('alone' in planned)) return { seq, ...planned };
      return { seq, ...(part(planned.alone, 0, after) ?? { records: [], ops: [], nextKey: null }) };
    },
    getDesk: async (desk) => deskRow(desk),
    addCopiedDesk: async (desk, copiedFrom) => void desks.set(desk, { highWater: 0, copiedFrom }),
    getEpoch: async () => epoch,
    saveEpoch: async (next, instead) => {
      if (instead === undefined || instead === epoch) epoch = next;
      return epoch;
    },
    getTokenKey: async (proposal) => {
      tokenKey ??= proposal;
      return tokenKey;
    },
    getReleaseKeys: async (proposal) => {
      releaseKeys ??= proposal;
      return releaseKeys;
    },
    saveReleaseKeys: async (keys) => {
      releaseKeys = keys;
    },
    getSession: async (id) => sessions.get(id),
    saveSession: async (session) => void sessions.set(session.id, session),
    getUser: async (user) => users.get(user),
    saveUser: async (user) => void users.set(user.user, user),
    getUnitNames: async (unit) => units.get(unit),
    saveUnit: async (unit, names) => void units.set(unit, names),
    tidyUp: async () => {},
    probe: async () => {},
    close: async () => {},
  };
}

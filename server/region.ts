// The region without its sockets: link/ puts it on the network, the simulator on an in-memory link.
import { type Clock, isoTime, type Scheduler } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import { Fault } from '../shared/base/refusal.ts';
import { regionScope } from '../shared/op/opCatalogue.ts';
import type {
  Maintenance,
  OfferedKey,
  PresenceList,
  RegionHints,
} from '../shared/protocol/regionProtocol.ts';
import { createDeskLink, type DeskLink, type OnTheLine, type Outlet } from './deskLink.ts';
import type { FanOut } from './fanOut.ts';
import { createFanOut } from './fanOut.ts';
import { createNewsLine } from './newsLine.ts';
import type { RegionMetrics } from './operations/regionMetrics.ts';
import { meetOthers, type OtherProcesses } from './others/otherProcesses.ts';
import { createPresenceBoard, type PresenceBoard } from './presence/presenceBoard.ts';
import type { RegionStore } from './store/regionStore.ts';
import { type CommitNews, createWriter, type Writer } from './writer.ts';

export interface RegionParts {
  /** Keys that releases are signed by; desks are told at hello. */
  readonly releaseKeys?: readonly OfferedKey[];
  /** Told what was committed, by whichever process. */
  readonly committed?: (fed: CommitNews['fed']) => void;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: RegionMetrics;
}

/** What the links of one region have in common. */
export interface RegionCore extends RegionParts {
  readonly writer: Writer;
  readonly fanOut: FanOut;
  readonly board: PresenceBoard;
  readonly epoch: () => string;
  readonly head: () => number;
  /** The mark of a position, where that is known without asking the store. */
  readonly markAt: (seq: number) => string | undefined;
  /** Resolves when this process knows everything that any process committed before. */
  readonly level: () => Promise<void>;
  /** The history is not the one a desk remembers: a new name for it, durable before anybody is answered. */
  readonly renewEpoch: (except: DeskLink) => Promise<void>;
  readonly maintenance: () => Maintenance | null;
}

export interface Region {
  /** A desk that signed in is on the line. An older line of the same desk is told `replaced` and ended. */
  connect(who: OnTheLine, outlet: Outlet): DeskLink;
  presence(scopes: readonly string[]): PresenceList;
  /** Desks are told when the region will be away, or that it will not after all. */
  announce(maintenance: Maintenance | null): void;
  /** Throws a Fault when nothing can be committed. */
  health(): Promise<void>;
  connected(): number;
  /** The history this region holds and how long it is. */
  history(): { readonly epoch: string; readonly head: number };
  /** Finishes what was pushed, tells every desk, and takes nothing more. The store stays open. */
  close(): Promise<void>;
}

const healthFreshMs = 1_000;
const restartHintMs = 2_000;

export async function createRegion(parts: RegionParts): Promise<Region> {
  const { store, clock, scheduler, ids, log, metrics } = parts;
  const links = new Map<string, DeskLink>();
  let maintenance: Maintenance | null = null;
  const connectedAt = new Map<DeskLink, number>();
  await readWhatWasUnread(parts);
  const { head } = await store.load({ records: [], desks: [], sessions: [], opIds: [] });
  const headMark = (await store.getMarkAt(head)) ?? null;
  const start = { epoch: await store.getEpoch(), head, headMark };

  const fanOut = createFanOut({
    ...parts,
    readFeed: (ask) => store.readFeed(ask),
    markAt: (seq) => line.markAt(seq),
  });
  const history = () => ({ epoch: line.epoch(), head: line.head() });
  const writer = createWriter({ ...parts, history, onCommitted: (news) => line.own(news) });
  const line = createNewsLine({
    shared: store.shared,
    scheduler,
    log,
    start,
    // What the region's own hand answers is fed to everybody.
    followed: () => [...fanOut.followed(), regionScope],
    tell(news) {
      fanOut.committed(news);
      parts.committed?.(news.fed);
    },
    skipped: fanOut.skipped,
    async anotherHistory(was, now) {
      writer.forgetAll();
      // Shorter under the same name: it was put back from a backup, and somebody has to say so.
      const epoch = now.epoch === was ? await store.saveEpoch(ids.newId('epoch'), was) : now.epoch;
      log.warn('the history is another one', { epoch });
      endAll('shutdown');
      return epoch;
    },
  });
  const board = createPresenceBoard(clock, scheduler, (seen) => others.tellSeen(seen));
  const others: OtherProcesses = meetOthers({
    shared: store.shared,
    self: ids.newId('process'),
    clock,
    scheduler,
    log,
    here: board.here,
    elsewhere: board.elsewhere,
    processLost: board.processLost,
    deskMoved(desk, atMs) {
      const link = links.get(desk);
      if (link !== undefined && (connectedAt.get(link) ?? 0) <= atMs) link.end('replaced', 0);
    },
    head: line.heard,
    look: () => void line.level().catch(() => {}),
  });

  function endAll(reason: RegionHints['closing']['reason'], except?: DeskLink): void {
    for (const link of links.values()) if (link !== except) link.end(reason, restartHintMs);
  }

  const core: RegionCore = {
    ...parts,
    writer,
    fanOut,
    board,
    epoch: line.epoch,
    head: line.head,
    markAt: line.markAt,
    level: line.level,
    maintenance: () => maintenance,
    async renewEpoch(except) {
      const epoch = await store.saveEpoch(ids.newId('epoch'), line.epoch());
      line.renamed(epoch);
      others.tellHistory();
      log.warn('a desk knows more than this region: new epoch', { epoch });
      endAll('shutdown', except);
    },
  };

  let healthyAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  return {
    connect(who, outlet) {
      links.get(who.desk)?.end('replaced', 0);
      writer.forgetDesk(who.desk);
      const link = createDeskLink(core, who, {
        ...outlet,
        ended() {
          if (links.get(link.desk()) === link) links.delete(link.desk());
          connectedAt.delete(link);
          metrics.desksConnected(links.size);
          outlet.ended?.();
        },
      });
      links.set(who.desk, link);
      connectedAt.set(link, clock.now());
      others.tellLine(who.desk, clock.now());
      metrics.desksConnected(links.size);
      if (closed) link.end('shutdown', restartHintMs);
      return link;
    },
    presence: (scopes) => board.list(scopes),
    announce(next) {
      maintenance = next;
      for (const link of links.values()) link.announce();
    },
    async health() {
      const broken = writer.broken();
      if (broken !== null) throw new Fault(broken);
      // Asked often by machines: one real commit a second is proof enough.
      if (clock.monotonic() - healthyAt < healthFreshMs) return;
      await store.probe(isoTime(clock));
      healthyAt = clock.monotonic();
    },
    connected: () => links.size,
    history,
    async close() {
      closed = true;
      await writer.close();
      endAll('shutdown');
      await others.close();
    },
  };
}

/** After an upgrade: desks that hold a record's unread state take it anew, under another name of the history. */
async function readWhatWasUnread({ store, ids, log }: RegionParts): Promise<void> {
  if ((await store.readUnread?.()) !== true) return;
  const epoch = await store.saveEpoch(ids.newId('epoch'), await store.getEpoch());
  log.warn('records of a newer program are read now: new epoch', { epoch });
}

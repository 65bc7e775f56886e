// Desks on socket.io. Nothing here decides anything: messages are parsed once, handed to the region, answered.
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { type Logger, stackOf } from '../../platform/logger.ts';
import { isPlainPush } from '../../shared/protocol/plainPush.ts';
import {
  type Bulletin,
  type HistoryMark,
  hello,
  historyMark,
  type NotOk,
  type OwnMark,
  ownMark,
  presence,
  pull,
  push,
  type RegionHints,
  type RegionRequests,
  snapshotRequest,
} from '../../shared/protocol/regionProtocol.ts';
import type { Session } from '../../shared/protocol/sessionProtocol.ts';
import type { DeskLink } from '../deskLink.ts';
import type { PageOutlet } from '../fanOut.ts';
import type { BulletinBoard } from '../news/bulletins.ts';
import { socketSettings } from '../operations/socketSettings.ts';
import type { Region } from '../region.ts';
import { isKnownCopy } from '../session/knownCopy.ts';
import type { SignIn } from '../session/signIn.ts';
import type { RegionStore } from '../store/regionStore.ts';
import { createMessageBudget, type MessageBudget } from './messageBudget.ts';
import { bytesOnWire, openAsk, packedAnswer, packedPage, type SentPage } from './packing.ts';
import { openPageWindow } from './pageWindow.ts';
import { waitingBytes } from './waitingBytes.ts';

/** A long page is about as much once it is packed. What waits here stands before the answers to this desk and its pings. */
const waitingBytesMax = 64 * 1024;
/** More than all that a desk may have asked for at once. */
const unreadBytesMax = 4 * 1024 * 1024;
const budgetRetryMs = 1_000;
const checkSessionEveryMs = 60_000;

export interface ServeDesksParts {
  readonly region: Region;
  readonly signIn: SignIn;
  readonly store: RegionStore;
  readonly clock: Clock;
  readonly log: Logger;
}

type Requests = Record<string, (...received: unknown[]) => void>;
type Hints = { [Name in keyof RegionHints]: (hint: RegionHints[Name]) => void } & {
  packs: (confirm?: () => void) => void;
  page: (page: SentPage, confirm?: () => void) => void;
};
interface DeskData {
  session: Session;
  desk: string;
  packs: boolean;
  statePacks: boolean;
  mark: HistoryMark | null | undefined;
  lastOwn: OwnMark | null;
  longEntries: boolean;
  confirmsPages: boolean;
  bulletins: boolean;
}
type DeskSocket = Socket<Requests, Hints, Record<string, never>, DeskData>;

const handshake = z.object({
  token: z.string().max(4_000),
  /** A desk that got a new name says it; without it the desk of the sign-in is meant. */
  desk: z
    .string()
    .regex(/^[0-9A-Za-z_-]{1,64}$/)
    .optional(),
  /** Takes and sends long messages packed; an older one says nothing of it. */
  packs: z.boolean().optional(),
  /** Takes the states of a snapshot in pieces. */
  statePacks: z.boolean().optional(),
  /** Where it last stood, or null; takes the same with pages and snapshots. */
  mark: historyMark.nullable().optional(),
  /** What was acknowledged to it last; an older one does not say it. */
  lastOwn: ownMark.nullable().optional(),
  /** Takes a record with more history than a page by itself. */
  longEntries: z.boolean().optional(),
  /** Answers a page that asks for it as soon as it has come; an older one never does. */
  confirmsPages: z.boolean().optional(),
  /** Takes what many desks are told alike, and what its answers pass. */
  bulletins: z.boolean().optional(),
});

export interface DeskServer {
  close(): Promise<void>;
}

export function serveDesks(http: HttpServer, parts: ServeDesksParts): DeskServer {
  const server = new Server<Requests, Hints, Record<string, never>, DeskData>(http, {
    ...socketSettings,
    transports: ['websocket'],
  });
  server.use((socket, next) => {
    enter(parts, socket)
      .then((entered) => next(entered ? undefined : new Error('sessionExpired')))
      .catch((error: unknown) => {
        parts.log.error('handshake failed', { stack: stackOf(error) });
        next(new Error('regionBusy'));
      });
  });
  // Written down once, whoever gets it.
  const tellAll = (lines: readonly string[], bulletin: Bulletin) =>
    void server.to([...lines]).emit('bulletin', bulletin);
  server.on('connection', (socket) => attend(parts, socket, tellAll));
  return {
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}

async function enter({ signIn, store }: ServeDesksParts, socket: DeskSocket): Promise<boolean> {
  const given = handshake.safeParse(socket.handshake.auth);
  if (!given.success) return false;
  const session = await signIn.check(given.data.token);
  if (session === null) return false;
  const desk = given.data.desk ?? session.desk;
  if (desk !== session.desk && !(await isKnownCopy(store, desk, session.desk))) return false;
  socket.data.session = { ...session, desk };
  socket.data.desk = desk;
  socket.data.packs = given.data.packs ?? false;
  socket.data.statePacks = given.data.statePacks ?? false;
  socket.data.mark = given.data.mark;
  socket.data.lastOwn = given.data.lastOwn ?? null;
  socket.data.longEntries = given.data.longEntries ?? false;
  socket.data.confirmsPages = given.data.confirmsPages ?? false;
  socket.data.bulletins = given.data.bulletins ?? false;
  return true;
}

function attend(
  { region, signIn, clock, log }: ServeDesksParts,
  socket: DeskSocket,
  tellAll: BulletinBoard['tell'],
): void {
  const { session, desk, packs, statePacks, mark, lastOwn, longEntries, bulletins } = socket.data;
  const pages = sendsPages(socket, clock, () => link.pagesArrived());
  if (packs) pages.greet();
  const budget = createMessageBudget(clock);
  const link = region.connect(
    { desk, session, lastOwn, takesLongEntries: longEntries, ...(mark === undefined ? {} : { mark }) },
    {
      page: pages.page,
      room: pages.room,
      ...(bulletins ? { board: { line: socket.id, joins: pages.joins, tell: tellAll } } : {}),
      presence: (list) => void socket.volatile.emit('presence', list),
      notice: (notice) => void socket.emit('notice', notice),
      ahead: (ahead) => void socket.emit('ahead', ahead),
      closing(closing) {
        socket.emit('closing', closing);
        // The word goes out before the line is cut.
        setImmediate(() => socket.disconnect(true));
      },
    },
  );
  // A session that ran out or was ended elsewhere does not live on in an open line.
  const checks = setInterval(() => {
    signIn
      .isLive(session.id)
      .then((live) => live || link.end('sessionExpired', 0))
      .catch((error: unknown) => log.warn('session not checked', { stack: stackOf(error) }));
  }, checkSessionEveryMs);
  socket.on('disconnect', () => {
    clearInterval(checks);
    link.lost();
  });
  socket.on('error', () => link.lost());
  /** Whoever goes on asking and never reads the answers would fill the memory that all desks share. */
  const cutUnread = (): void => {
    if (socket.conn.readyState !== 'open') return;
    log.warn('answers not read: line cut', { desk: link.desk() });
    link.lost();
    socket.conn.close(true);
  };
  const on = <Name extends keyof RegionRequests>(name: Name, request: Request<Name>) => {
    const event: string = name;
    socket.on(event, (...received: unknown[]) => {
      if (waitingBytes(socket.conn) > unreadBytesMax) return cutUnread();
      serve(log, { budget, link, request, packs, inParts: statePacks }, received).catch((error: unknown) =>
        log.error('answer not sent', { stack: stackOf(error) }),
      );
    });
  };
  on('hello', { schema: hello, ask: (ask) => link.hello(ask) });
  on('push', { schema: push, isPlain: isPlainPush, ask: (ask) => link.push(ask) });
  on('pull', {
    schema: pull,
    ask: (ask) => {
      pages.narrow(ask.bytesMax);
      return link.pull(ask);
    },
  });
  on('snapshot', { schema: snapshotRequest, ask: (ask) => link.snapshot(ask, { inPacks: statePacks }) });
  on('presence', { schema: presence, ask: (ask) => link.presence(ask) });
}

interface PagesSent extends PageOutlet, Pick<BulletinBoard, 'joins'> {
  /** Says that long messages may be packed. */
  greet(): void;
  /** What the desk asked an answer to stay below. */
  narrow(bytes: number | undefined): void;
}

function sendsPages(socket: DeskSocket, clock: Clock, arrived: () => void): PagesSent {
  const { packs, confirmsPages } = socket.data;
  const window = confirmsPages ? openPageWindow(() => clock.monotonic()) : null;
  return {
    greet() {
      if (window === null) socket.emit('packs');
      else socket.emit('packs', window.probed());
    },
    narrow(bytes) {
      if (bytes !== undefined) window?.narrow(bytes);
    },
    page(page) {
      const told = packs ? packedPage(page) : page;
      const confirms = window?.sent(bytesOnWire(told)) ?? null;
      if (confirms === null) socket.emit('page', told);
      else {
        socket.emit('page', told, () => {
          confirms();
          arrived();
        });
      }
    },
    joins: (bytes) => window?.joined(bytes) ?? true,
    room() {
      if (waitingBytes(socket.conn) > waitingBytesMax) return 0;
      return window?.room() ?? Number.POSITIVE_INFINITY;
    },
  };
}

interface Request<Name extends keyof RegionRequests> {
  readonly schema: z.ZodType<RegionRequests[Name]['ask']>;
  /** Tells what the schema would pass unchanged, where asking the schema takes long. */
  readonly isPlain?: (asked: unknown) => asked is RegionRequests[Name]['ask'];
  readonly ask: (ask: RegionRequests[Name]['ask']) => Promise<RegionRequests[Name]['answer']>;
}

interface Served<Name extends keyof RegionRequests> {
  readonly budget: MessageBudget;
  readonly link: DeskLink;
  readonly request: Request<Name>;
  readonly packs: boolean;
  readonly inParts: boolean;
}

async function serve<Name extends keyof RegionRequests>(
  log: Logger,
  served: Served<Name>,
  received: readonly unknown[],
): Promise<void> {
  const { budget, packs, inParts } = served;
  const answer = received.at(-1);
  if (typeof answer !== 'function') return;
  const reply = (value: RegionRequests[Name]['answer'] | NotOk) =>
    void answer(packs ? packedAnswer(value, { inParts }) : value);
  if (!budget.begin()) return reply({ ok: false, code: 'busy', retryAfterMs: budgetRetryMs });
  try {
    reply(await answerTo(log, served, openAsk(received[0])));
  } finally {
    budget.end();
  }
}

async function answerTo<Name extends keyof RegionRequests>(
  log: Logger,
  { link, request }: Served<Name>,
  asked: unknown,
): Promise<RegionRequests[Name]['answer'] | NotOk> {
  if (request.isPlain?.(asked)) return request.ask(asked);
  const parsed = request.schema.safeParse(asked);
  if (parsed.success) return request.ask(parsed.data);
  const path = wherePath(parsed.error);
  log.warn('message refused', { desk: link.desk(), path });
  return { ok: false, code: 'badMessage', path };
}

/** Where it was wrong, never what was there. */
function wherePath(error: z.ZodError): string {
  return (error.issues[0]?.path ?? [])
    .map((part) => String(part).slice(0, 40))
    .join('.')
    .slice(0, 200);
}

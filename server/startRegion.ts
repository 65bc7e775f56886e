import { mkdirSync } from 'node:fs';
import type { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DatabasePlace } from '../db/openDatabase.ts';
import { lockPlace, type PlaceLock } from '../db/placeLock.ts';
import { mapSqliteError } from '../db/sqliteFault.ts';
import type { Clock, Scheduler } from '../platform/clock.ts';
import { type Ids, idsFrom, type RandomSource } from '../platform/ids.ts';
import { readOrCreateKey } from '../platform/keyring.ts';
import { type Logger, stackOf } from '../platform/logger.ts';
import { listDemoUnits } from './demo/people.ts';
import { ringDemo } from './demo/ringDemo.ts';
import { seedClients, seedPeople } from './demo/seedDemo.ts';
import { createHttpServer } from './link/httpRoutes.ts';
import { serveDesks } from './link/serveDesks.ts';
import { createHeadWitness, type HeadWitness } from './operations/headWitness.ts';
import { followNotice, noticePath } from './operations/maintenanceNotice.ts';
import { createRegionMetrics } from './operations/regionMetrics.ts';
import { createRegion, type Region } from './region.ts';
import { createSignIn } from './session/signIn.ts';
import type { RegionStore } from './store/regionStore.ts';
import { openSqliteStore } from './store/sqliteStore.ts';

/** A region that was just told to stop may still hold the place or the port. */
const takeOverMsMax = { databaseLocked: 6_000, EADDRINUSE: 3_000 } as const;
const lookAgainMs = 100;

export interface RegionPlace {
  /** Folder of the embedded database, made when it is missing. */
  readonly folder: string;
  readonly databasePath?: string;
  readonly keyPath?: string;
}

export interface StartAsk {
  readonly place: RegionPlace;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly demo: { readonly ringEveryMs: number | null } | null;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: RandomSource;
  readonly log: Logger;
}

export interface RunningRegion {
  readonly url: string;
  readonly region: Region;
  /** Commits what was pushed, tells the desks, folds the log into the file. */
  close(): Promise<void>;
}

/** The whole region on one port over an embedded database, which is its own for as long as it runs. */
export async function startRegion(ask: StartAsk): Promise<RunningRegion> {
  const path = preparePlace(ask.place);
  const lock = await takePlace(path, ask.scheduler);
  try {
    const running = await openRegion(ask, path);
    return {
      ...running,
      async close() {
        await running.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openRegion(ask: StartAsk, path: string): Promise<RunningRegion> {
  const { clock, scheduler, random, log } = ask;
  const ids = idsFrom(clock, random);
  const place = placeOf(ask, path);
  const store = openSqliteStore(place, ids.newId('epoch'));
  try {
    const witness = createHeadWitness(`${place.path}.head`, scheduler, log);
    await renewAfterRestore(store, { witness, ids, log });
    const metrics = createRegionMetrics();
    const region = await createRegion({ store, clock, scheduler, ids, log, metrics });
    const stopNoting = witness.follow(region.history);
    const stopNotice = followNotice(noticePath(ask.place.folder), ask, region.announce);
    const stopDemo = await startDemo(ask, { region, store });
    const signIn = await createSignIn({
      store,
      clock,
      ids,
      log,
      ...(ask.demo === null ? {} : { units: listDemoUnits() }),
    });
    const http = createHttpServer({ region, signIn, metrics, log });
    const desks = serveDesks(http, { region, signIn, store, clock, log });
    const url = await listen(http, ask);
    if (!isLoopback(ask.host))
      log.warn('other machines can connect: put TLS in front', { address: ask.host });
    log.info('region ready', { epoch: await store.getEpoch(), port: Number(new URL(url).port) });
    return {
      url,
      region,
      async close() {
        stopDemo();
        stopNotice();
        await region.close();
        await desks.close();
        stopNoting();
        await store.close();
        log.info('region closed');
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A log shorter than it was: desks must not take its next ops for the ones they know. */
async function renewAfterRestore(
  store: RegionStore,
  { witness, ids, log }: { witness: HeadWitness; ids: Ids; log: Logger },
): Promise<void> {
  const { head } = await store.load({ records: [], desks: [], sessions: [], opIds: [] });
  if (!witness.sawMore({ epoch: await store.getEpoch(), head })) return;
  const epoch = ids.newId('epoch');
  await store.saveEpoch(epoch);
  log.warn('the database was put back from a backup: new epoch', { epoch, seq: head });
}

function preparePlace(place: RegionPlace): string {
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw mapSqliteError(error);
  }
  return place.databasePath ?? join(place.folder, 'region.db');
}

/** Two regions over one file would each number the same log; two first starts would each make a key for it. */
async function takePlace(path: string, scheduler: Scheduler): Promise<PlaceLock> {
  return patiently(scheduler, 'databaseLocked', () => lockPlace(path));
}

function placeOf({ place, random }: StartAsk, path: string): Extract<DatabasePlace, { kind: 'file' }> {
  try {
    const key = readOrCreateKey({ path: place.keyPath ?? `${path}.key`, databasePath: path, random });
    return { kind: 'file', path, key };
  } catch (error) {
    throw mapSqliteError(error);
  }
}

/** Tries again for a while where the only trouble is somebody who is about to leave. */
async function patiently<T>(
  scheduler: Scheduler,
  trouble: keyof typeof takeOverMsMax,
  attempt: () => T | Promise<T>,
): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += lookAgainMs) {
    try {
      return await attempt();
    } catch (error) {
      const isTrouble = error instanceof Error && 'code' in error && error.code === trouble;
      if (!isTrouble || waitedMs >= takeOverMsMax[trouble]) throw error;
      await new Promise<void>((resume) => scheduler.after(lookAgainMs, resume));
    }
  }
}

async function startDemo(
  { demo, clock, scheduler, random, log }: StartAsk,
  { region, store }: { region: Region; store: RegionStore },
): Promise<() => void> {
  if (demo === null) return () => {};
  const ids = idsFrom(clock, random);
  await seedPeople(store, random);
  await seedClients({ region, store, clock, ids });
  if (demo.ringEveryMs === null) return () => {};
  return ringDemo({ region, store, clock, scheduler, ids, log, everyMs: demo.ringEveryMs });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function listen(
  http: ReturnType<typeof createServer>,
  { host, port, scheduler, log }: StartAsk,
): Promise<string> {
  const attempt = (): Promise<string> =>
    new Promise((ready, failed) => {
      http.once('error', failed);
      http.listen(port, host, () => {
        http.off('error', failed);
        // One connection that could not be taken (no descriptor left, say) is no reason to end all others.
        http.on('error', (error) => log.error('a connection was not taken', { stack: stackOf(error) }));
        const { port: given } = http.address() as AddressInfo;
        ready(`http://${host.includes(':') ? `[${host}]` : host}:${given}`);
      });
    });
  return patiently(scheduler, 'EADDRINUSE', attempt);
}

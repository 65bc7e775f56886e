import type { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Clock, Scheduler } from '../platform/clock.ts';
import { type Ids, idsFrom, type RandomSource } from '../platform/ids.ts';
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
import { openReleaseHand, type ReleaseHand } from './release/releaseHand.ts';
import { openReleaseKeys } from './release/releaseKeys.ts';
import { createSignIn } from './session/signIn.ts';
import { type OpenedPlace, openPlace, type RegionPlace } from './store/openPlace.ts';
import { patiently } from './store/patiently.ts';
import type { RegionStore } from './store/regionStore.ts';

/** Shared blocks for the proof of a release: beside this program in a bundle, in the tree from source. */
const libraryDir = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../shared/script/library' : '../library', import.meta.url),
);

export interface StartAsk {
  readonly place: RegionPlace;
  readonly host: string;
  /** 0 takes a free one. */
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

/** The whole region on one port: over an embedded database of its own, or over a PostgreSQL that others may share. */
export async function startRegion(ask: StartAsk): Promise<RunningRegion> {
  const { clock, scheduler, random, log } = ask;
  const ids = idsFrom(clock, random);
  const opened = await openPlace(ask.place, { scheduler, random, log, firstEpoch: ids.newId('epoch') });
  try {
    return await openRegion(ask, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openRegion(ask: StartAsk, opened: OpenedPlace): Promise<RunningRegion> {
  const { clock, scheduler, random, log } = ask;
  const { store } = opened;
  const ids = idsFrom(clock, random);
  const witness = createHeadWitness(opened.witnessPath, scheduler, log);
  await renewAfterRestore(store, { witness, ids, log });
  const metrics = createRegionMetrics();
  const keys = await openReleaseKeys(store);
  let releases: ReleaseHand | null = null;
  const region = await createRegion({
    store,
    clock,
    scheduler,
    ids,
    log,
    metrics,
    releaseKeys: keys.offered(),
    committed: (fed) => releases?.committed(fed),
  });
  const stopNoting = witness.follow(region.history);
  const stopNotice = followNotice(noticePath(ask.place.folder), ask, region.announce);
  const stopDemo = await startDemo(ask, { region, store });
  releases = openReleaseHand({ region, store, clock, scheduler, ids, log, keys, libraryDir });
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
  if (!isLoopback(ask.host)) log.warn('other machines can connect: put TLS in front', { address: ask.host });
  log.info('region ready', { epoch: await store.getEpoch(), port: Number(new URL(url).port) });
  return {
    url,
    region,
    async close() {
      stopDemo();
      await releases?.close();
      stopNotice();
      await region.close();
      await desks.close();
      stopNoting();
      await opened.close();
      log.info('region closed');
    },
  };
}

/** A log shorter than it was: desks must not take its next ops for the ones they know. */
async function renewAfterRestore(
  store: RegionStore,
  { witness, ids, log }: { witness: HeadWitness; ids: Ids; log: Logger },
): Promise<void> {
  const { head } = await store.load({ records: [], desks: [], sessions: [], opIds: [] });
  const was = await store.getEpoch();
  if (!witness.sawMore({ epoch: was, head })) return;
  // Of several processes that see it one gives the name.
  const epoch = await store.saveEpoch(ids.newId('epoch'), was);
  log.warn('the database was put back from a backup: new epoch', { epoch, seq: head });
}

async function startDemo(
  { demo, clock, scheduler, random, log }: StartAsk,
  { region, store }: { region: Region; store: RegionStore },
): Promise<() => void> {
  if (demo === null) return () => {};
  const ids = idsFrom(clock, random);
  // Of several processes of one region one shows the demo.
  if (store.shared !== undefined && !(await store.shared.takeDuty('demo'))) return () => {};
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

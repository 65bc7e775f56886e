import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabasePlace } from '../../db/openDatabase.ts';
import { lockPlace } from '../../db/placeLock.ts';
import { mapSqliteError } from '../../db/sqliteFault.ts';
import type { Scheduler } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/ids.ts';
import { readOrCreateKey } from '../../platform/keyring.ts';
import type { Logger } from '../../platform/logger.ts';
import { patiently } from './patiently.ts';
import { openPostgresStore } from './postgres/postgresStore.ts';
import { migratePostgres, roleOf } from './postgres/preparePostgres.ts';
import type { RegionStore } from './regionStore.ts';
import { openSqliteStore } from './sqliteStore.ts';

export interface RegionPlace {
  /** Folder of what lies on this machine, made when it is missing; without `postgres`, of the embedded database too. */
  readonly folder: string;
  readonly databasePath?: string;
  readonly keyPath?: string;
  readonly postgres?: {
    /** Of the role that runs the region and cannot change the log. */
    readonly url: string;
    /** Of the role that owns the tables: given, they are made and brought forward at the start. */
    readonly ownerUrl?: string;
  };
}

export interface OpenParts {
  readonly scheduler: Scheduler;
  readonly random: RandomSource;
  readonly log: Logger;
  readonly firstEpoch: string;
}

export interface OpenedPlace {
  readonly store: RegionStore;
  /** Where the length of the log is noted beside it. */
  readonly witnessPath: string;
  close(): Promise<void>;
}

export async function openPlace(place: RegionPlace, parts: OpenParts): Promise<OpenedPlace> {
  makeFolder(place.folder);
  return place.postgres === undefined ? openFile(place, parts) : openServer(place, place.postgres, parts);
}

async function openServer(
  { folder }: RegionPlace,
  { url, ownerUrl }: NonNullable<RegionPlace['postgres']>,
  { scheduler, log, firstEpoch }: OpenParts,
): Promise<OpenedPlace> {
  if (isOpenWay(url))
    log.warn('the way to the database is not encrypted: put sslmode=verify-full into DATABASE_URL');
  const store = await patiently(scheduler, 'regionBusy', async () => {
    if (ownerUrl !== undefined) await migratePostgres(ownerUrl, { runningRole: await roleOf(url) });
    return openPostgresStore({ url, firstEpoch, scheduler, log });
  });
  return { store, witnessPath: join(folder, 'postgres.head'), close: () => store.close() };
}

/** Over a network, and anybody on it could read along. */
function isOpenWay(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const isNear = ['', 'localhost', '[::1]'].includes(hostname) || hostname.startsWith('127.');
  return !isNear && !/^(require|verify-)/.test(searchParams.get('sslmode') ?? '');
}

async function openFile(place: RegionPlace, parts: OpenParts): Promise<OpenedPlace> {
  const path = place.databasePath ?? join(place.folder, 'region.db');
  // Two regions over one file would each number the same log; two first starts would each make a key for it.
  const lock = await patiently(parts.scheduler, 'databaseLocked', () => lockPlace(path));
  try {
    const store = openSqliteStore(fileOf(place, path, parts.random), parts.firstEpoch);
    return {
      store,
      witnessPath: `${path}.head`,
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function fileOf(
  { keyPath }: RegionPlace,
  path: string,
  random: RandomSource,
): Extract<DatabasePlace, { kind: 'file' }> {
  try {
    const key = readOrCreateKey({ path: keyPath ?? `${path}.key`, databasePath: path, random });
    return { kind: 'file', path, key };
  } catch (error) {
    throw mapSqliteError(error);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw mapSqliteError(error);
  }
}
